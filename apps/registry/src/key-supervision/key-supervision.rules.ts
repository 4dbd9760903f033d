import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type Profile } from '@sortition/profiles';

/** An entry of one of the lists that take an object out of the lot. */
export interface KeyItemDraft {
  readonly list: string;
  readonly name: string | null;
  readonly body: string | null;
  readonly object: string | null;
  readonly measure: string | null;
}

/** SAMR 2.6, GA art.12: the list is one that the place keeps, and a key supervision item says who supervises what, and how. */
export function keyItemIsComplete(profile: Profile, item: KeyItemDraft): Outcome<true> {
  const { enabled, requiredFields } = profile.keySupervisionList;
  const { kinds } = profile.specialKeyLists;
  const isKeySupervision = item.list === 'KEY_SUPERVISION';
  const kept: readonly string[] = [...(enabled.value === true ? ['KEY_SUPERVISION'] : []), ...kinds.value];
  if (!kept.includes(item.list)) return refuse('INVALID_VALUE', isKeySupervision ? clauseOf(enabled) : clauseOf(kinds), { field: 'list', value: item.list, allowed: kept });
  const values: Readonly<Record<string, string | null>> = { name: item.name, body: item.body, object: item.object, measure: item.measure };
  const asked = ['name', ...(isKeySupervision ? requiredFields.value ?? [] : [])];
  const field = asked.find((each) => each in values && values[each] === null);
  return field === undefined ? ok(true) : refuse('MISSING_FIELD', isKeySupervision ? clauseOf(requiredFields) : clauseOf(kinds), { field });
}
