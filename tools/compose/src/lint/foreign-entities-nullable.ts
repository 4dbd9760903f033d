import type { TypeNode } from 'graphql';
import { ROOT_TYPES, directivesNamed, isFalse, isList, isNonNull, namedType, objectTypes, type ObjectType } from '../subgraph-document.ts';
import type { CompositionRule, Finding } from './finding.ts';

const isStub = (type: ObjectType): boolean => {
  const keys = directivesNamed(type.directives, 'key');
  return keys.length > 0 && keys.every((key) => isFalse(key, 'resolvable'));
};

/** How many services define each entity, and how much each says of it: who says most is asked for it. */
function ownersOf(subgraphs: Parameters<CompositionRule>[0]): ReadonlyMap<string, string> {
  const owners = new Map<string, { readonly service: string; readonly fields: number }>();
  for (const { name: service, document } of subgraphs) {
    for (const type of objectTypes(document).values()) {
      if (ROOT_TYPES.has(type.name) || type.extensionOnly || directivesNamed(type.directives, 'key').length === 0 || isStub(type)) continue;
      if (type.fields.length > (owners.get(type.name)?.fields ?? 0)) owners.set(type.name, { service, fields: type.fields.length });
    }
  }
  return new Map([...owners].map(([name, { service }]) => [name, service]));
}

const isRequired = (type: TypeNode): boolean => {
  if (type.kind !== 'NonNullType') return false;
  return !isList(type) || (type.type.kind === 'ListType' && isNonNull(type.type.type));
};

/** A record of another service whose name cannot be had is null, and a non-null field takes its parent with it: what points across is nullable. */
export const foreignEntitiesNullable: CompositionRule = (subgraphs) => {
  const owners = ownersOf(subgraphs);
  return subgraphs.flatMap(({ name: service, document }) => [...objectTypes(document).values()].flatMap((type) => type.fields.flatMap((field): Finding[] => {
    const owner = owners.get(namedType(field.type));
    if (ROOT_TYPES.has(type.name) || owner === undefined || owner === service || !isRequired(field.type)) return [];
    return [{ rule: 'foreign-entities-nullable', service, where: `${type.name}.${field.name.value}`, message: `${namedType(field.type)} belongs to ${owner}; when that is down, a non-null field empties its parent` }];
  })));
};
