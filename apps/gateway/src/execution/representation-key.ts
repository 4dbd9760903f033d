import type { RequiresSelection } from '@graphql-hive/router-query-planner';
import type { JsonObject } from '../json-object.ts';
import { quoted } from './leaf-values.ts';
import type { RepresentationRules } from './representation.ts';

const jsonOf = (value: unknown): string => (typeof value === 'string' ? quoted(value) : JSON.stringify(value));

/** Writes an entity's representation straight as JSON; undefined when something that it needs has not arrived, or it is of another type. */
export type WriteRepresentation = (entity: JsonObject) => string | undefined;

/** For the usual case, plain fields of one type as they are; undefined when what is required is anything more. */
export function plainRepresentation(selections: readonly RequiresSelection[], { conditions, severalPlaces }: RepresentationRules): WriteRepresentation | undefined {
  const [only, ...others] = selections;
  if (only?.kind !== 'InlineFragment' || others.length > 0 || only.skipIf !== undefined || only.includeIf !== undefined) return undefined;
  const fields: { readonly name: string; readonly key: string; readonly prefix: string }[] = [];
  for (const [at, selection] of only.selections.entries()) {
    if (selection.kind !== 'Field' || (selection.selections?.length ?? 0) > 0) return undefined;
    const key = selection.alias ?? selection.name;
    fields.push({ name: selection.name, key, prefix: `${at === 0 ? '{' : ','}${JSON.stringify(key)}:` });
  }
  const types = conditions(only.typeCondition);
  if (!fields.some(({ key }) => key === '__typename')) return undefined;
  return (entity) => {
    const typename = entity['__typename'];
    if (typeof typename !== 'string' || !types.has(typename)) return undefined;
    let json = '';
    for (const { name, key, prefix } of fields) {
      const value = entity[name] === undefined && severalPlaces ? entity[key] : entity[name];
      if (value === undefined) return undefined;
      json += prefix + jsonOf(value);
    }
    return `${json}}`;
  };
}
