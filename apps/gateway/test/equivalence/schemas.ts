import { OUTSIDER, type EntityType, type Field, type Model, type Requirement } from './random-supergraph.ts';

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key", "@requires", "@provides", "@external", "@shareable", "@override", "@interfaceObject"])\n';
const GRADE = 'enum Grade { GOOD FAIR POOR }';
const PARTS = 'number: Int!';
const SHAPES: Readonly<Record<Field['shape'], (type: string) => string>> = {
  plain: (type) => type, required: (type) => `${type}!`, list: (type) => `[${type}]`, 'full list': (type) => `[${type}!]!`, 'lists of lists': (type) => `[[${type}]]`,
};

const fieldSdl = ({ name, type, shape, hasArgument }: Field): string => `${name}${hasArgument ? '(by: Int = 1)' : ''}: ${SHAPES[shape](type)}`;

/** The schema of one subgraph: its own fields, and those of others that it requires or passes on. */
export function subgraphSdl(model: Model, subgraph: string): string {
  if (subgraph === OUTSIDER) return outsiderSdl(model);
  const externals = externalFields(model, subgraph);
  const provided = providedFields(model);
  const entities = model.entities.map((entity) => {
    const lines = entity.fields.flatMap((field) => {
      if (field.owners.includes(subgraph)) return [`${fieldSdl(field)}${ownDirectives(field, subgraph, provided.has(`${entity.name}.${field.name}`))}`];
      if (field.overrides === subgraph) return [fieldSdl(field)];
      return externals.has(`${entity.name}.${field.name}`) ? [`${fieldSdl(field)} @external`] : [];
    });
    const head = `type ${entity.name}${entity.isThing ? ' implements Thing' : ''} ${keysOf(entity, subgraph)}`;
    return `${head} { ${keyFields(entity, subgraph)} ${lines.join(' ')} }`;
  });
  const values = model.values.filter(({ owner }) => owner === subgraph).map(({ name, fields }) => `type ${name} { ${fields.map(fieldSdl).join(' ')} }`);
  const things = model.entities.some(({ isThing }) => isThing) ? [`interface Thing ${model.thingFields.length > 0 ? '@key(fields: "id") ' : ''}{ id: ID! }`] : [];
  const united = model.entities.filter(({ inUnion }) => inUnion).map(({ name }) => name);
  const union = united.length > 0 ? [`union Any = ${united.join(' | ')}`] : [];
  const roots = model.roots.filter(({ owners }) => owners.includes(subgraph)).map(fieldSdl);
  return [LINK, GRADE, ...things, ...union, ...values, ...entities, `type Query { ${roots.join(' ')} }`].join('\n');
}

const outsiderSdl = ({ thingFields, roots }: Model): string =>
  `${LINK}${GRADE} type Thing @key(fields: "id") @interfaceObject { id: ID! ${thingFields.map(fieldSdl).join(' ')} } type Query { ${roots.filter(({ owners }) => owners.includes(OUTSIDER)).map(fieldSdl).join(' ')} }`;

/** What one server that held everything would show: the same types, each field once. */
export function wholeSdl(model: Model): string {
  const added = model.thingFields.map(fieldSdl).join(' ');
  const things = model.entities.some(({ isThing }) => isThing) ? [`interface Thing { id: ID! ${added} }`] : [];
  const united = model.entities.filter(({ inUnion }) => inUnion).map(({ name }) => name);
  const union = united.length > 0 ? [`union Any = ${united.join(' | ')}`] : [];
  const entities = model.entities.map((entity) => `type ${entity.name}${entity.isThing ? ' implements Thing' : ''} { id: ID! code: ID! ${hasParts(entity) ? PARTS : ''} ${entity.fields.map(fieldSdl).join(' ')} ${entity.isThing ? added : ''} }`);
  const values = model.values.map(({ name, fields }) => `type ${name} { ${fields.map(fieldSdl).join(' ')} }`);
  return [GRADE, ...things, ...union, ...values, ...entities, `type Query { ${model.roots.map(fieldSdl).join(' ')} }`].join('\n');
}

export const hasParts = ({ byParts, isThing }: EntityType): boolean => byParts.size > 0 && !isThing;
const knowsOnlyCode = (entity: EntityType, subgraph: string): boolean => entity.byCode.has(subgraph) && !entity.isThing;
const knowsOnlyParts = (entity: EntityType, subgraph: string): boolean => entity.byParts.has(subgraph) && !entity.isThing;

function keysOf(entity: EntityType, subgraph: string): string {
  if (knowsOnlyCode(entity, subgraph)) return '@key(fields: "code")';
  if (knowsOnlyParts(entity, subgraph)) return '@key(fields: "id number")';
  return `@key(fields: "id") @key(fields: "code")${hasParts(entity) ? ' @key(fields: "number id")' : ''}`;
}

function keyFields(entity: EntityType, subgraph: string): string {
  if (knowsOnlyCode(entity, subgraph)) return 'code: ID!';
  return knowsOnlyParts(entity, subgraph) ? `id: ID! ${PARTS}` : `id: ID! code: ID! ${hasParts(entity) ? PARTS : ''}`;
}

const requiredSdl = ({ field, below }: Requirement): string => (below === undefined ? field : `${field} { ${requiredSdl(below)} }`);

/** What others pass on is shared with them. */
const providedFields = ({ entities }: Model): ReadonlySet<string> =>
  new Set(entities.flatMap(({ fields }) => fields.flatMap(({ type, provides }) => (provides === undefined ? [] : [`${type}.${provides}`]))));

function ownDirectives({ owners, requires, provides, overrides }: Field, subgraph: string, isProvided: boolean): string {
  return [
    owners.length > 1 || isProvided ? ' @shareable' : '',
    requires.length > 0 ? ` @requires(fields: "${requires.map(requiredSdl).join(' ')}")` : '',
    provides === undefined ? '' : ` @provides(fields: "${provides}")`,
    overrides === undefined || owners[0] !== subgraph ? '' : ` @override(from: "${overrides}")`,
  ].join('');
}

function externalFields({ entities }: Model, subgraph: string): ReadonlySet<string> {
  const found = new Set<string>();
  const add = (type: string, { field, below }: Requirement): void => {
    found.add(`${type}.${field}`);
    const target = entities.find(({ name }) => name === type)?.fields.find(({ name }) => name === field)?.type;
    if (below !== undefined && target !== undefined) add(target, below);
  };
  for (const { name, fields } of entities) {
    for (const field of fields) {
      if (!field.owners.includes(subgraph)) continue;
      for (const required of field.requires) add(name, required);
      if (field.provides !== undefined) found.add(`${field.type}.${field.provides}`);
    }
  }
  return found;
}
