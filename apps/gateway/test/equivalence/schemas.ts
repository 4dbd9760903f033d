import type { EntityType, Field, Model } from './random-supergraph.ts';

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key", "@requires", "@provides", "@external", "@shareable", "@override"])\n';
const SHAPES: Readonly<Record<Field['shape'], (type: string) => string>> = {
  plain: (type) => type, required: (type) => `${type}!`, list: (type) => `[${type}]`, 'full list': (type) => `[${type}!]!`, 'lists of lists': (type) => `[[${type}]]`,
};

const fieldSdl = ({ name, type, shape, hasArgument }: Field): string => `${name}${hasArgument ? '(by: Int = 1)' : ''}: ${SHAPES[shape](type)}`;

/** The schema of one subgraph: its own fields, and those of others that it requires or passes on. */
export function subgraphSdl(model: Model, subgraph: string): string {
  const externals = externalFields(model, subgraph);
  const entities = model.entities.map((entity) => {
    const lines = entity.fields.flatMap((field) => {
      if (field.owners.includes(subgraph)) return [`${fieldSdl(field)}${ownDirectives(field, subgraph)}`];
      if (field.overrides === subgraph) return [fieldSdl(field)];
      return externals.has(`${entity.name}.${field.name}`) ? [`${fieldSdl(field)} @external`] : [];
    });
    const head = `type ${entity.name}${entity.isThing ? ' implements Thing' : ''} ${keysOf(entity, subgraph)}`;
    return `${head} { ${keyFields(entity, subgraph)} ${lines.join(' ')} }`;
  });
  const values = model.values.filter(({ owner }) => owner === subgraph).map(({ name, fields }) => `type ${name} { ${fields.map(fieldSdl).join(' ')} }`);
  const things = model.entities.some(({ isThing }) => isThing) ? ['interface Thing { id: ID! }'] : [];
  const united = model.entities.filter(({ inUnion }) => inUnion).map(({ name }) => name);
  const union = united.length > 0 ? [`union Any = ${united.join(' | ')}`] : [];
  const roots = model.roots.filter(({ owners }) => owners.includes(subgraph)).map(fieldSdl);
  return [LINK, 'enum Grade { GOOD FAIR POOR }', ...things, ...union, ...values, ...entities, `type Query { ${roots.join(' ')} }`].join('\n');
}

/** What one server that held everything would show: the same types, each field once. */
export function wholeSdl(model: Model): string {
  const things = model.entities.some(({ isThing }) => isThing) ? ['interface Thing { id: ID! }'] : [];
  const united = model.entities.filter(({ inUnion }) => inUnion).map(({ name }) => name);
  const union = united.length > 0 ? [`union Any = ${united.join(' | ')}`] : [];
  const entities = model.entities.map(({ name, isThing, fields }) => `type ${name}${isThing ? ' implements Thing' : ''} { id: ID! code: ID! ${fields.map(fieldSdl).join(' ')} }`);
  const values = model.values.map(({ name, fields }) => `type ${name} { ${fields.map(fieldSdl).join(' ')} }`);
  return ['enum Grade { GOOD FAIR POOR }', ...things, ...union, ...values, ...entities, `type Query { ${model.roots.map(fieldSdl).join(' ')} }`].join('\n');
}

export const knowsOnlyCode = (entity: EntityType, subgraph: string): boolean => entity.byCode.has(subgraph) && !entity.isThing;
const keysOf = (entity: EntityType, subgraph: string): string => (knowsOnlyCode(entity, subgraph) ? '@key(fields: "code")' : '@key(fields: "id") @key(fields: "code")');
const keyFields = (entity: EntityType, subgraph: string): string => (knowsOnlyCode(entity, subgraph) ? 'code: ID!' : 'id: ID! code: ID!');

function ownDirectives({ owners, requires, provides, overrides }: Field, subgraph: string): string {
  return [
    owners.length > 1 ? ' @shareable' : '',
    requires.length > 0 ? ` @requires(fields: "${requires.map(({ field, below }) => (below === undefined ? field : `${field} { ${below} }`)).join(' ')}")` : '',
    provides === undefined ? '' : ` @provides(fields: "${provides}")`,
    overrides === undefined || owners[0] !== subgraph ? '' : ` @override(from: "${overrides}")`,
  ].join('');
}

function externalFields({ entities }: Model, subgraph: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { name, fields } of entities) {
    for (const field of fields) {
      if (!field.owners.includes(subgraph)) continue;
      for (const { field: required, below } of field.requires) {
        found.add(`${name}.${required}`);
        const target = fields.find((candidate) => candidate.name === required)?.type;
        if (below !== undefined && target !== undefined) found.add(`${target}.${below}`);
      }
      if (field.provides !== undefined) found.add(`${field.type}.${field.provides}`);
    }
  }
  return found;
}
