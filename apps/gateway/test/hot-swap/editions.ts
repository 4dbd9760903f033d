import { composeServices } from '@apollo/composition';
import type { JSONWebKeySet } from 'jose';
import { parse } from 'graphql';
import { startDepartment, type Department } from '../fixtures/department.ts';

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@listSize"])\n';

const REGISTRY = `${LINK}
type InspectionObject @key(fields: "id") { id: ID! name: String }
type Saved { ok: Boolean }
type Query { objects(first: Int = 20): [InspectionObject!] @listSize(slicingArguments: ["first"]) }
type Mutation { saveObject(name: String): Saved }
`;

/** Half of the graph moves from one service to another, and looks and costs otherwise there. */
const INSPECTION = `${LINK}
type InspectionObject @key(fields: "id") { id: ID! visits: [Visit!] @listSize(assumedSize: 2) }
type Visit { day: String! }
type Query { latest: Visit pile: [Visit!] @listSize(assumedSize: 2) early: String }
`;
const ARCHIVE = `${LINK}
type InspectionObject @key(fields: "id") { id: ID! visits: [Visit!] @listSize(assumedSize: 2) }
type Visit { day: String! note: String }
type Query { latest: [Visit!] @listSize(assumedSize: 2) pile: [Visit!] @listSize(assumedSize: 60000) late: String }
`;

export type Edition = 'early' | 'late';

export interface Question {
  readonly query: string;
  /** The one right answer of each edition: data, or the code of the refusal. */
  readonly right: Readonly<Record<Edition, { readonly data: unknown } | { readonly code: string }>>;
}

const visits = (day: Edition) => [{ day }, { day }];
const objects = [1, 2, 3].map((id) => ({ id: String(id), name: `对象 ${id}` }));
const INVALID = { code: 'QUERY_INVALID' };
const TOO_COSTLY = { code: 'QUERY_TOO_COSTLY' };

export const QUESTIONS: readonly Question[] = [
  { query: '{ objects(first: 3) { id name } }', right: { early: { data: { objects } }, late: { data: { objects } } } },
  { query: '{ objects(first: 3) { id visits { day } } }', right: {
    early: { data: { objects: objects.map(({ id }) => ({ id, visits: visits('early') })) } },
    late: { data: { objects: objects.map(({ id }) => ({ id, visits: visits('late') })) } },
  } },
  { query: '{ latest { day } }', right: { early: { data: { latest: { day: 'early' } } }, late: { data: { latest: visits('late') } } } },
  { query: '{ __type(name: "Visit") { fields { name } } latest { day } }', right: {
    early: { data: { __type: { fields: [{ name: 'day' }] }, latest: { day: 'early' } } },
    late: { data: { __type: { fields: [{ name: 'day' }, { name: 'note' }] }, latest: visits('late') } },
  } },
  { query: '{ pile { day } }', right: { early: { data: { pile: visits('early') } }, late: TOO_COSTLY } },
  { query: '{ early pile { day } }', right: { early: { data: { early: 'early', pile: visits('early') } }, late: INVALID } },
  { query: '{ late pile { day } }', right: { early: INVALID, late: TOO_COSTLY } },
  { query: '{ late latest { note } }', right: { early: INVALID, late: { data: { late: 'late', latest: [{ note: null }, { note: null }] } } } },
];

export const MUTATION: Question = {
  query: 'mutation ($name: String) { saveObject(name: $name) { ok } }',
  right: { early: { data: { saveObject: { ok: true } } }, late: { data: { saveObject: { ok: true } } } },
};

const supergraphOf = (...services: readonly (readonly [name: string, sdl: string])[]): string => {
  const { supergraphSdl, errors } = composeServices(services.map(([name, sdl]) => ({ name, url: `http://${name}.sortition.invalid/graphql`, typeDefs: parse(sdl) })));
  if (supergraphSdl === undefined) throw new Error(String(errors));
  return supergraphSdl;
};

export const SUPERGRAPHS = {
  early: supergraphOf(['registry', REGISTRY], ['inspection', INSPECTION]),
  late: supergraphOf(['registry', REGISTRY], ['archive', ARCHIVE]),
  /** Names a service that has no address. */
  elsewhere: supergraphOf(['registry', REGISTRY], ['nowhere', ARCHIVE]),
};

export interface Departments extends AsyncDisposable {
  readonly urls: Readonly<Record<string, string>>;
  readonly saved: string[];
}

export async function startDepartments(gatewayKeys: JSONWebKeySet): Promise<Departments> {
  const saved: string[] = [];
  const of = (edition: Edition) => ({
    InspectionObject: { __resolveReference: ({ id }: { id: string }) => ({ id }), visits: () => visits(edition) },
    Query: { latest: () => (edition === 'early' ? { day: edition } : visits(edition)), pile: () => visits(edition), [edition]: () => edition },
  });
  const departments: Department[] = await Promise.all([
    startDepartment({ name: 'registry', sdl: REGISTRY, gatewayKeys, resolvers: {
      InspectionObject: { __resolveReference: ({ id }: { id: string }) => objects[Number(id) - 1] },
      Query: { objects: (_source, { first }) => objects.slice(0, first) },
      Mutation: { saveObject: (_source, { name }) => { saved.push(name); return { ok: true }; } },
    } }),
    startDepartment({ name: 'inspection', sdl: INSPECTION, gatewayKeys, resolvers: of('early') }),
    startDepartment({ name: 'archive', sdl: ARCHIVE, gatewayKeys, resolvers: of('late') }),
  ]);
  // Operations last long enough that every swap finds some half done.
  for (const department of departments) department.delay = 15;
  return {
    urls: Object.fromEntries(departments.map(({ name, url }) => [name, url])), saved,
    [Symbol.asyncDispose]: async () => void await Promise.all(departments.map((department) => department[Symbol.asyncDispose]())),
  };
}
