import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type FieldClass, type Profile } from '@sortition/profiles';

export interface FieldClassing {
  readonly fieldClass: FieldClass;
  readonly ground: string | null;
}

/** GA art.11: two classes; what is not said to be special is general, and what is special says why. */
export function fieldIsClassed(profile: Profile, given: { readonly fieldClass?: string | null | undefined; readonly ground?: string | null | undefined }): Outcome<FieldClassing> {
  const { codes, initial, specialKeyFieldGrounds } = profile.fieldClass;
  const known = codes.value ?? [];
  const fieldClass = known.find((code) => code === (given.fieldClass ?? initial.value ?? 'GENERAL_FIELD'));
  if (fieldClass === undefined) return refuse('INVALID_VALUE', clauseOf(codes), { field: 'fieldClass', value: given.fieldClass ?? null, allowed: known });
  const ground = given.ground?.trim() ?? '';
  if (fieldClass === 'GENERAL_FIELD') return ground === '' ? ok({ fieldClass, ground: null }) : refuse('INVALID_VALUE', clauseOf(specialKeyFieldGrounds), { field: 'ground', value: ground });
  const clause = clauseOf(specialKeyFieldGrounds);
  if (ground === '') return refuse('MISSING_FIELD', clause, { field: 'ground' });
  const grounds: readonly string[] = specialKeyFieldGrounds.value ?? [ground];
  return grounds.includes(ground) ? ok({ fieldClass, ground }) : refuse('INVALID_VALUE', clause, { field: 'ground', value: ground, allowed: grounds });
}
