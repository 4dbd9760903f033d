import { isJsonObject, type JsonObject } from '../json-object.ts';

/** `take` may keep parts of the source itself; `copy` never does, for a source that goes to several places which are completed apart. */
export type Merging = 'take' | 'copy';

/** Completes one object with what another source says of it. A null never wipes out what is known. */
export function mergeInto(target: JsonObject, source: JsonObject, merging: Merging): void {
  for (const key in source) {
    if (key === '__proto__') continue;
    const present = target[key];
    const incoming = source[key];
    if (present === undefined || present === null) target[key] = merging === 'copy' ? copyOf(incoming) : incoming;
    else if (incoming !== null && incoming !== undefined) target[key] = merged(present, incoming, merging);
  }
}

function merged(present: unknown, incoming: unknown, merging: Merging): unknown {
  if (isJsonObject(present) && isJsonObject(incoming)) {
    mergeInto(present, incoming, merging);
    return present;
  }
  if (Array.isArray(present) && Array.isArray(incoming) && present.length === incoming.length) {
    return present.map((item, index) => (item === null ? copyOf(incoming[index]) : incoming[index] === null ? item : merged(item, incoming[index], merging)));
  }
  return merging === 'copy' ? copyOf(incoming) : incoming;
}

function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf);
  if (!isJsonObject(value)) return value;
  const copy: JsonObject = {};
  for (const key in value) if (key !== '__proto__') copy[key] = copyOf(value[key]);
  return copy;
}
