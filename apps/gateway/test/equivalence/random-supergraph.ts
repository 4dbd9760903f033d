import { chance, type Chance } from './chance.ts';

/** Types: entities `E0…`, plain values `V0…` of one subgraph, the interface `Thing` and the union `Any` of some entities. */
export interface Model {
  readonly seed: string;
  readonly subgraphs: readonly string[];
  readonly entities: readonly EntityType[];
  readonly values: readonly ValueType[];
  readonly roots: readonly Field[];
  /** Fields that the last subgraph adds to every `Thing` without knowing which types those are; empty where there is no such subgraph. */
  readonly thingFields: readonly Field[];
}

/** The subgraph that knows `Thing` as an object only. */
export const OUTSIDER = 'omega';

export interface EntityType {
  readonly name: string;
  readonly isThing: boolean;
  readonly inUnion: boolean;
  /** Subgraphs that know entities by `code`, not by `id`; the others know both. */
  readonly byCode: ReadonlySet<string>;
  /** Subgraphs that know entities by `id` and `number` together; where there are any, those that know all keys know this one too. */
  readonly byParts: ReadonlySet<string>;
  /** Subgraphs in which some of the entities do not exist. */
  readonly gapsIn: string | undefined;
  readonly fields: readonly Field[];
}

export interface ValueType {
  readonly name: string;
  readonly owner: string;
  readonly fields: readonly Field[];
}

export interface Field {
  readonly name: string;
  /** Without what stands around it: `Int`, `E1`, `Thing`. */
  readonly type: string;
  readonly shape: 'plain' | 'required' | 'list' | 'full list' | 'lists of lists';
  readonly hasArgument: boolean;
  /** The subgraphs that answer it; more than one when it is shareable. */
  readonly owners: readonly string[];
  /** Fields of the same entity, of other subgraphs, from which this one is worked out. */
  readonly requires: readonly Requirement[];
  /** A scalar of the referred entity that comes along with the reference. */
  readonly provides: string | undefined;
  readonly overrides: string | undefined;
  readonly mayFail: boolean;
}

/** A scalar, or something of the entity to which a reference leads. */
export interface Requirement {
  readonly field: string;
  readonly below: Requirement | undefined;
}

const SCALARS = ['Int', 'String', 'Float', 'Boolean', 'Grade', 'ID'];

interface Building extends Chance {
  readonly subgraphs: readonly string[];
  readonly targets: readonly string[];
}

const plainField = (name: string, type: string, owners: readonly string[]): Field =>
  ({ name, type, shape: 'plain', hasArgument: false, owners, requires: [], provides: undefined, overrides: undefined, mayFail: false });

export function modelOf(seed: string): Model {
  const lot = chance(seed);
  const subgraphs = ['alpha', 'beta', 'gamma', 'delta'].slice(0, 2 + lot.below(3));
  const names = ['E0', 'E1', 'E2', 'E3'].slice(0, 2 + lot.below(3));
  const values = ['V0', 'V1'].slice(0, lot.below(3)).map((name) => valueOf(name, { ...lot, subgraphs, targets: names }));
  const things = names.filter(() => lot.oneIn(2));
  const united = names.filter(() => lot.oneIn(2));
  const targets = [...names, ...(things.length > 0 ? ['Thing'] : []), ...(united.length > 0 ? ['Any'] : []), ...values.map(({ name }) => name)];
  const building: Building = { ...lot, subgraphs, targets };
  const bare = names.map((name) => entityOf(name, building, values));
  const entities = bare.map((entity) => ({ ...entity, isThing: things.includes(entity.name), inUnion: united.includes(entity.name), fields: [...entity.fields, ...requirers(entity, bare, building)].map((field) => provider(field, bare, lot)) }));
  const hasOutsider = things.length > 0 && lot.oneIn(2);
  const settled = entities.map((entity) => ({ ...entity, gapsIn: hasOutsider && entity.isThing ? undefined : entity.gapsIn }));
  const roots = subgraphs.flatMap((owner) => Array.from({ length: 1 + lot.below(3) }, (_, index) => rootOf(`${owner}${index}`, owner, building, values)));
  if (!hasOutsider) return { seed, subgraphs, entities: settled, values, roots, thingFields: [] };
  return { seed, subgraphs: [...subgraphs, OUTSIDER], entities: settled, values, roots: [...roots, ...outsidersRoots(lot)], thingFields: outsidersFields(lot) };
}

const outsidersRoots = ({ below, pick }: Chance): Field[] =>
  Array.from({ length: 1 + below(2) }, (_, index) => ({ ...plainField(`${OUTSIDER}${index}`, 'Thing', [OUTSIDER]), shape: pick(['plain', 'list', 'full list', 'lists of lists'] as const) }));

const outsidersFields = ({ below, oneIn, pick }: Chance): Field[] =>
  Array.from({ length: 1 + below(3) }, (_, index) => ({ ...plainField(`o${index}`, pick(SCALARS), [OUTSIDER]), shape: oneIn(4) ? 'list' : 'plain', hasArgument: oneIn(3), mayFail: oneIn(4) }));

/** Which of several errors is met first where a null has to spread is not laid down, so only nullable fields fail. */
const failingWhereNullable = (field: Field): Field => ({ ...field, mayFail: field.mayFail && field.shape !== 'required' && field.shape !== 'full list' });

/** Value types lie in one subgraph, and so do the fields that lead to them. */
const ownersOf = (type: string, values: readonly ValueType[], { subgraphs, pick }: Building): readonly string[] => {
  const value = values.find(({ name }) => name === type);
  return [value === undefined ? pick(subgraphs) : value.owner];
};

function valueOf(name: string, { below, pick, oneIn, subgraphs }: Building): ValueType {
  const owner = pick(subgraphs);
  return { name, owner, fields: Array.from({ length: 1 + below(3) }, (_, index) => ({ ...plainField(`v${index}`, pick(SCALARS), [owner]), shape: oneIn(4) ? 'required' as const : 'plain' as const })) };
}

function entityOf(name: string, building: Building, values: readonly ValueType[]): EntityType {
  const { below, oneIn, pick, subgraphs } = building;
  // Where there are several ways to an entity, what is missing on one of them would depend on which is taken.
  const gapsIn = oneIn(3) ? pick(subgraphs) : undefined;
  const scalars = Array.from({ length: 3 + below(4) }, (_, index): Field => {
    const owner = pick(subgraphs);
    const isShared = gapsIn === undefined && oneIn(5);
    const isMoved = gapsIn === undefined && !isShared && oneIn(6);
    const other = pick(subgraphs);
    return {
      ...plainField(`s${index}`, pick(SCALARS), isShared ? [...new Set([owner, other])] : [owner]),
      shape: oneIn(6) ? 'list' : oneIn(8) ? 'required' : 'plain', hasArgument: oneIn(5), overrides: isMoved && other !== owner ? other : undefined, mayFail: oneIn(3),
    };
  });
  const references = Array.from({ length: 1 + below(4) }, (_, index): Field => {
    const type = pick(building.targets);
    return { ...plainField(`r${index}`, type, ownersOf(type, values, building)), shape: pick(['plain', 'plain', 'required', 'list', 'full list', 'lists of lists'] as const), hasArgument: oneIn(4), mayFail: oneIn(4) };
  });
  const isFoundByOthers = (lots: number) => (_: string, index: number): boolean => gapsIn === undefined && index > 0 && oneIn(lots);
  const byCode = new Set(subgraphs.filter(isFoundByOthers(4)));
  const byParts = new Set(subgraphs.filter(isFoundByOthers(5)).filter((subgraph) => !byCode.has(subgraph)));
  return { name, isThing: false, inUnion: false, byCode, byParts, gapsIn, fields: [...scalars, ...references].map(failingWhereNullable) };
}

/** What others require never fails: an error of a field that nobody asked for has no place in the answer of one server. */
const mayBeRequired = (field: Field, owner: string): boolean => !field.owners.includes(owner) && field.overrides !== owner && !field.mayFail && !field.hasArgument;

function requirers(entity: EntityType, entities: readonly EntityType[], building: Building): Field[] {
  const { below, oneIn, pick, subgraphs } = building;
  if (entity.gapsIn !== undefined) return [];
  return Array.from({ length: below(3) }, (_, index): Field | undefined => {
    const owner = pick(subgraphs);
    const foreign = entity.fields.filter((field) => mayBeRequired(field, owner));
    const requires = foreign.filter(() => oneIn(2)).flatMap((field) => requirement(field, { owner, entities, lot: building, depth: 0 })).slice(0, 2);
    return requires.length === 0 ? undefined : { ...plainField(`q${index}`, 'String', [owner]), requires, mayFail: false };
  }).filter((field) => field !== undefined);
}

interface Requiring {
  readonly owner: string;
  readonly entities: readonly EntityType[];
  readonly lot: Chance;
  readonly depth: number;
}

/** A scalar itself, or one thing of the entities that a reference leads to, or of those that they refer to. */
function requirement(field: Field, { owner, entities, lot, depth }: Requiring): Requirement[] {
  if (SCALARS.includes(field.type)) return [{ field: field.name, below: undefined }];
  const within = entities.find(({ name, gapsIn }) => name === field.type && gapsIn === undefined)?.fields.filter((candidate) => mayBeRequired(candidate, owner) && candidate.shape !== 'required') ?? [];
  const references = depth === 0 && lot.oneIn(2) ? within.filter(({ type }) => entities.some(({ name }) => name === type)) : [];
  const deeper = references.flatMap((reference) => requirement(reference, { owner, entities, lot, depth: depth + 1 }));
  const [below = within.filter(({ type }) => SCALARS.includes(type)).map(({ name }): Requirement => ({ field: name, below: undefined }))[0]] = deeper;
  return below === undefined ? [] : [{ field: field.name, below }];
}

function provider(field: Field, entities: readonly EntityType[], { oneIn }: Chance): Field {
  const [owner] = field.owners;
  const target = entities.find(({ name }) => name === field.type);
  if (owner === undefined || target === undefined || target.gapsIn !== undefined || oneIn(3)) return field;
  const scalar = target.fields.find((candidate) => SCALARS.includes(candidate.type) && !candidate.owners.includes(owner) && candidate.overrides === undefined && !candidate.hasArgument && candidate.requires.length === 0);
  return scalar === undefined ? field : { ...field, provides: scalar.name };
}

function rootOf(name: string, owner: string, building: Building, values: readonly ValueType[]): Field {
  const { pick, oneIn, targets } = building;
  const type = pick([...targets.filter((target) => values.every((value) => value.name !== target || value.owner === owner)), 'Int']);
  return failingWhereNullable({ ...plainField(name, type, [owner]), shape: pick(['plain', 'list', 'full list', 'lists of lists'] as const), hasArgument: oneIn(2), mayFail: oneIn(5) });
}
