import type { FetchNodePathSegment, FetchRewrite } from '@graphql-hive/router-query-planner';
import { isJsonObject, type JsonObject } from '../json-object.ts';
import type { TypeConditions } from './type-conditions.ts';

type Change = (parent: JsonObject, key: string) => void;

export interface Rewrites {
  readonly apply: (object: JsonObject) => void;
  /** Names that exist only between the gateway and a subgraph, with what they stand for. */
  readonly renamed: ReadonlyMap<string, string>;
}

/** Changes between what the operation calls things and what a subgraph may be asked or told. */
export function rewrites(listed: readonly FetchRewrite[] | undefined, conditions: TypeConditions): Rewrites | undefined {
  if (listed === undefined || listed.length === 0) return undefined;
  const renamed = new Map<string, string>();
  const changes = listed.map((rewrite) => {
    if ('KeyRenamer' in rewrite) {
      const { path, renameKeyTo } = rewrite.KeyRenamer;
      const last = path.at(-1);
      if (last !== undefined && 'Key' in last) renamed.set(last.Key, renameKeyTo);
      return along(path, rename(renameKeyTo), conditions);
    }
    const { path, setValueTo } = 'ValueSetter' in rewrite ? rewrite.ValueSetter : rewrite;
    return along(path, (parent, key) => { parent[key] = setValueTo; }, conditions);
  });
  return { apply: (object) => changes.forEach((change) => change(object)), renamed };
}

const rename = (to: string): Change => (parent, key) => {
  if (key === to || !Object.hasOwn(parent, key)) return;
  parent[to] = parent[key];
  delete parent[key];
};

function along(path: readonly FetchNodePathSegment[], change: Change, conditions: TypeConditions): (object: JsonObject) => void {
  const steps = path.map((segment) => ('Key' in segment ? segment.Key : new Set(segment.TypenameEquals.flatMap((name) => [...conditions(name)]))));
  function walk(value: unknown, at: number): void {
    if (Array.isArray(value)) return value.forEach((item) => walk(item, at));
    if (!isJsonObject(value)) return;
    const step = steps[at];
    if (step === undefined) return;
    if (typeof step !== 'string') {
      const typename = value['__typename'];
      if (typeof typename !== 'string' || step.has(typename)) walk(value, at + 1);
    } else if (at === steps.length - 1) change(value, step);
    else walk(value[step], at + 1);
  }
  return (object) => walk(object, 0);
}
