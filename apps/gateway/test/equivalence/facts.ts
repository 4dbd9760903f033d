import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper/resolverMap.js';
import type { GraphQLFieldResolver } from 'graphql';
import { mix } from './chance.ts';
import { OUTSIDER, type EntityType, type Field, type Model, type Requirement } from './random-supergraph.ts';

type Thing = Readonly<Record<string, unknown>>;
const ENTITIES = 6;
const GRADES = ['GOOD', 'FAIR', 'POOR'];

/** What is true of every field of every thing, by nothing but its name, so that each server finds the same without asking another. */
export interface Facts {
  readonly valueOf: (field: Field, of: string, args: Thing) => unknown;
  readonly entity: (type: EntityType, id: string) => Thing;
  /** The entity of whatever type that has this id. */
  readonly byId: (id: string) => Thing | null;
}

/** Ids tell types apart, for those who know only the interface: the type's number, then the entity's. */
const idOf = ({ name }: EntityType, number: number | string): string => `${name.slice(1)}${number}`;
const numberIn = (id: string): string => id.slice(1);
const isThing = (value: unknown): value is Thing => typeof value === 'object' && value !== null;

export function factsOf(model: Model): Facts {
  const entities = new Map(model.entities.map((entity) => [entity.name, entity]));
  const members: Readonly<Record<string, readonly EntityType[]>> = { Thing: model.entities.filter(({ isThing: is }) => is), Any: model.entities.filter(({ inUnion }) => inUnion) };
  const hash = (of: string, salt: string): number => mix(`${model.seed}/${of}/${salt}`);
  const entity = (type: EntityType, id: string): Thing => ({ __typename: type.name, id, code: `c${id}`, number: Number(numberIn(id)) });

  function one(type: string, of: string): unknown {
    const lot = hash(of, 'value');
    switch (type) {
      case 'Int': return lot % 1000;
      case 'Float': return (lot % 1000) / 8;
      case 'Boolean': return lot % 2 === 0;
      case 'String': return `text${lot % 100}`;
      case 'ID': return `k${lot % 100}`;
      case 'Grade': return GRADES[lot % 3];
      default: {
        const choice = members[type];
        const target = choice === undefined ? entities.get(type) : choice[lot % choice.length];
        return target === undefined ? { __typename: type, of } : entity(target, idOf(target, hash(of, 'which') % ENTITIES));
      }
    }
  }

  function valueOf(field: Field, of: string, args: Thing): unknown {
    const by = field.hasArgument ? String(args['by']) : '';
    const place = `${of}.${field.name}(${by})`;
    const lot = hash(place, 'luck') % 16;
    if (field.mayFail && lot < 2) throw new Error(`no ${field.name}`);
    const item = (index: string): unknown => one(field.type, `${place}[${index}]`);
    if (field.shape === 'required') return item('');
    if (field.shape === 'plain') return lot === 2 ? null : item('');
    if (field.shape === 'full list') return Array.from({ length: hash(place, 'length') % 4 }, (_, index) => item(String(index)));
    if (lot === 2) return null;
    const list = (of2: string) => Array.from({ length: hash(place + of2, 'length') % 4 }, (_, index) => (hash(place, `${of2}${index}`) % 8 === 0 ? null : item(`${of2}${index}`)));
    return field.shape === 'list' ? list('') : Array.from({ length: hash(place, 'rows') % 3 }, (_, index) => list(`${index}.`));
  }
  const byId = (id: string): Thing | null => {
    const type = model.entities.find((candidate) => idOf(candidate, numberIn(id)) === id);
    return type === undefined ? null : entity(type, id);
  };
  return { valueOf, entity, byId };
}

type Read = (thing: Thing, name: string) => unknown;

/** What a field that requires others makes of them, whether it was told or looks for itself. */
const workedOut = (field: Field, of: Thing, read: Read): string => JSON.stringify(field.requires.map((required) => whatIsRequired(required, of, read)));

function whatIsRequired({ field, below }: Requirement, of: Thing, read: Read): unknown {
  const value = read(of, field);
  return below === undefined ? value ?? null : within(value, (thing) => whatIsRequired(below, thing, read));
}

const within = (value: unknown, read: (thing: Thing) => unknown): unknown => {
  if (Array.isArray(value)) return value.map((item: unknown) => within(item, read));
  return isThing(value) ? read(value) : null;
};

const withEach = (value: unknown, change: (thing: Thing) => Thing): unknown => {
  if (Array.isArray(value)) return value.map((item: unknown) => withEach(item, change));
  return isThing(value) ? change(value) : value;
};

/** A thing whose one field fails only for who reads it. */
const lazily = (name: string, get: () => unknown): Thing => Object.defineProperty({}, name, { get });

/** One entity of the type is unknown to one subgraph, unless that subgraph itself led to it. */
const isMissing = (entity: EntityType, id: unknown): boolean => id === idOf(entity, 0) && entity.gapsIn !== undefined;

const idIn = (told: Thing): string => (typeof told['id'] === 'string' ? told['id'] : String(told['code']).slice(1));

/** Resolvers of the subgraph that takes every `Thing` for an object. */
function outsidersResolvers(model: Model): Record<string, Record<string, unknown>> {
  const facts = factsOf(model);
  return {
    Thing: {
      __resolveReference: ({ id }: Thing) => facts.byId(String(id)),
      ...Object.fromEntries(model.thingFields.map((field) => [field.name, ({ id }: Thing, args: Thing) => facts.valueOf(field, `Thing:${String(id)}`, args)])),
    },
  };
}

/** Resolvers of one subgraph. */
export function subgraphResolvers(model: Model, subgraph: string): GraphQLResolverMap<unknown> {
  const facts = factsOf(model);
  const resolvers = subgraph === OUTSIDER ? outsidersResolvers(model) : insidersResolvers(model, subgraph);
  resolvers['Query'] = Object.fromEntries(model.roots.filter(({ owners }) => owners.includes(subgraph)).map((field) => [field.name, (_source: unknown, args: Thing) => facts.valueOf(field, 'Query', args)]));
  return resolvers as GraphQLResolverMap<unknown>; // built from the model, name by name
}

function insidersResolvers(model: Model, subgraph: string): Record<string, Record<string, unknown>> {
  const facts = factsOf(model);
  const __resolveType = (thing: Thing) => thing['__typename'];
  const resolvers: Record<string, Record<string, unknown>> = {};
  if (model.entities.some(({ isThing: is }) => is)) resolvers['Thing'] = { __resolveType, __resolveReference: ({ id }: Thing) => facts.byId(String(id)) };
  if (model.entities.some(({ inUnion }) => inUnion)) resolvers['Any'] = { __resolveType };
  const entities = new Map(model.entities.map((entity) => [entity.name, entity]));
  /** What a field provides of the entities it leads to is at hand for those of their fields that require it. */
  function providing({ type, provides }: Field, value: unknown): unknown {
    const provided = entities.get(type)?.fields.find(({ name }) => name === provides);
    return provided === undefined ? value : withEach(value, (thing) => ({ ...thing, told: lazily(provided.name, () => facts.valueOf(provided, `${type}:${String(thing['id'])}`, {})) }));
  }
  for (const entity of model.entities) {
    const fields: Record<string, unknown> = {
      __resolveReference: (told: Thing) => {
        const id = idIn(told);
        return isMissing(entity, id) && entity.gapsIn === subgraph ? null : { ...told, ...facts.entity(entity, id), told };
      },
    };
    for (const field of entity.fields) {
      fields[field.name] = (source: Thing, args: Thing) => {
        const told = isThing(source['told']) ? source['told'] : {};
        return field.requires.length > 0 ? workedOut(field, told, (thing, name) => thing[name]) : providing(field, facts.valueOf(field, `${entity.name}:${String(source['id'])}`, args));
      };
    }
    resolvers[entity.name] = fields;
  }
  for (const { name, fields } of model.values.filter(({ owner }) => owner === subgraph)) {
    resolvers[name] = Object.fromEntries(fields.map((field) => [field.name, (source: Thing, args: Thing) => facts.valueOf(field, String(source['of']), args)]));
  }
  return resolvers;
}

/** The resolver of the one server that holds everything. */
export function wholeResolver(model: Model): GraphQLFieldResolver<Thing | undefined, unknown> {
  const facts = factsOf(model);
  const fieldsOf = new Map([...model.entities, ...model.values].map(({ name, fields }) => [name, new Map(fields.map((field) => [field.name, field]))]));
  const entities = new Map(model.entities.map((entity) => [entity.name, entity]));
  const roots = new Map(model.roots.map((field) => [field.name, field]));
  const ofThings = new Map(model.thingFields.map((field) => [field.name, field]));

  function read(type: string, source: Thing, name: string, args: Thing): unknown {
    const added = entities.get(type)?.isThing === true ? ofThings.get(name) : undefined;
    if (added !== undefined) return facts.valueOf(added, `Thing:${String(source['id'])}`, args);
    const field = fieldsOf.get(type)?.get(name);
    if (field === undefined) return source[name];
    const entity = entities.get(type);
    if (entity === undefined) return facts.valueOf(field, String(source['of']), args);
    if (isMissing(entity, source['id']) && field.owners.length === 1 && field.owners[0] === entity.gapsIn && source['from'] !== entity.gapsIn) return null;
    if (field.requires.length === 0) return facts.valueOf(field, `${type}:${String(source['id'])}`, args);
    return workedOut(field, source, (thing, required) => read(String(thing['__typename']), thing, required, {}));
  }

  return (source, args: Thing, _context, { parentType, fieldName }) => {
    const root = source === undefined ? roots.get(fieldName) : undefined;
    const field = root ?? fieldsOf.get(parentType.name)?.get(fieldName);
    const value = root === undefined ? read(parentType.name, source ?? {}, fieldName, args) : facts.valueOf(root, 'Query', args);
    return withEach(value, (thing) => ({ ...thing, from: field?.owners[0] }));
  };
}
