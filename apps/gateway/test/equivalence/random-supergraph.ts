import { chance, type Chance } from './chance.ts';

/** Types: entities `E0…`, plain values `V0…` of one subgraph, the interface `Thing` and the union `Any` of some entities. */
export interface Model {
  readonly seed: string;
  readonly subgraphs: readonly string[];
  readonly entities: readonly EntityType[];
  readonly values: readonly ValueType[];
  readonly roots: readonly Field[];
}

export interface EntityType {
  readonly name: string;
  readonly isThing: boolean;
  readonly inUnion: boolean;
  /** Subgraphs that know entities by `code`, not by `id`; the others know both. */
  readonly byCode: ReadonlySet<string>;
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

/** A scalar, or a scalar of the entity to which a reference leads. */
export interface Requirement {
  readonly field: string;
  readonly below: string | undefined;
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
  const settled = entities.map((entity) => ({ ...entity, gapsIn: mayHaveGaps(entity, entities) ? entity.gapsIn : undefined }));
  const roots = subgraphs.flatMap((owner) => Array.from({ length: 1 + lot.below(3) }, (_, index) => rootOf(`${owner}${index}`, owner, building, values)));
  return { seed, subgraphs, entities: settled, values, roots };
}

/** Where there are several ways to an entity, what is missing on one of them depends on which is taken. */
function mayHaveGaps({ name, byCode, fields }: EntityType, entities: readonly EntityType[]): boolean {
  const isRequired = entities.some((other) => other.fields.some((field) => field.requires.some(({ field: required, below }) => below !== undefined && other.fields.some((candidate) => candidate.name === required && candidate.type === name))));
  const isProvided = entities.some((other) => other.fields.some((field) => field.provides !== undefined && field.type === name));
  return byCode.size === 0 && !isRequired && !isProvided && fields.every((field) => field.owners.length === 1 && field.requires.length === 0 && field.overrides === undefined);
}

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
  const scalars = Array.from({ length: 3 + below(4) }, (_, index): Field => {
    const owner = pick(subgraphs);
    const isShared = oneIn(5);
    const isMoved = !isShared && oneIn(6);
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
  const byCode = new Set(subgraphs.filter((_, index) => index > 0 && oneIn(4)));
  return { name, isThing: false, inUnion: false, byCode, gapsIn: oneIn(4) ? pick(subgraphs) : undefined, fields: [...scalars, ...references].map(failingWhereNullable) };
}

/** What others require never fails: an error of a field that nobody asked for has no place in the answer of one server. */
function requirers(entity: EntityType, entities: readonly EntityType[], { below, oneIn, pick, subgraphs }: Building): Field[] {
  return Array.from({ length: below(3) }, (_, index): Field | undefined => {
    const owner = pick(subgraphs);
    const foreign = entity.fields.filter((field) => !field.owners.includes(owner) && field.overrides !== owner && !field.mayFail && !field.hasArgument);
    const requires = foreign.filter(() => oneIn(2)).flatMap((field): Requirement[] => {
      if (SCALARS.includes(field.type)) return [{ field: field.name, below: undefined }];
      const target = entities.find(({ name }) => name === field.type);
      const scalar = target?.fields.find((candidate) => SCALARS.includes(candidate.type) && !candidate.mayFail && !candidate.hasArgument && !candidate.owners.includes(owner) && candidate.overrides !== owner && candidate.shape !== 'required');
      return scalar === undefined ? [] : [{ field: field.name, below: scalar.name }];
    }).slice(0, 2);
    return requires.length === 0 ? undefined : { ...plainField(`q${index}`, 'String', [owner]), requires, mayFail: false };
  }).filter((field) => field !== undefined);
}

function provider(field: Field, entities: readonly EntityType[], { oneIn }: Chance): Field {
  const [owner] = field.owners;
  const target = entities.find(({ name }) => name === field.type);
  if (owner === undefined || target === undefined || target.gapsIn !== undefined || !oneIn(3)) return field;
  const scalar = target.fields.find((candidate) => SCALARS.includes(candidate.type) && !candidate.owners.includes(owner) && candidate.overrides === undefined && !candidate.hasArgument && candidate.requires.length === 0);
  return scalar === undefined ? field : { ...field, provides: scalar.name };
}

function rootOf(name: string, owner: string, building: Building, values: readonly ValueType[]): Field {
  const { pick, oneIn, targets } = building;
  const type = pick([...targets.filter((target) => values.every((value) => value.name !== target || value.owner === owner)), 'Int']);
  return failingWhereNullable({ ...plainField(name, type, [owner]), shape: pick(['plain', 'list', 'full list', 'lists of lists'] as const), hasArgument: oneIn(2), mayFail: oneIn(5) });
}
