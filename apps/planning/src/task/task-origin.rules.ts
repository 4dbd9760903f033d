import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type Profile } from '@sortition/profiles';
import type { KeyField } from '../plan-entry/special-inspection.rules.ts';

/** Why there is a task: by lot from the plan, because a superior sent it, or directly on a ground that needs no lot. */
export interface TaskOrigin {
  readonly kind: 'PLAN' | 'SUPERIOR' | 'DIRECT';
  readonly ground: string | null;
}

/** Where the text says what makes a field a special key field, one that is in no such list is a general field. GA art.11, GA art.12. */
const claimsAKeyField = (profile: Profile, ground: string, keyField: KeyField | null): boolean =>
  ground === 'SPECIAL_KEY_FIELD' && profile.fieldClass.specialKeyFieldGrounds.value.length > 0 && keyField?.list !== 'SPECIAL_KEY_FIELD';

/** Every inspection is drawn by lot, but for the grounds that the profile lists. SY art.14(1), CC art.4, SAMR 2.6, GA art.12. */
export function originIsGrounded(profile: Profile, kind: TaskOrigin['kind'], ground: string | null, keyField: KeyField | null): Outcome<TaskOrigin> {
  const { exceptions } = profile.nonRandom;
  const grounds: readonly string[] = exceptions.value ?? [];
  if (kind !== 'DIRECT') return ground === null ? ok({ kind, ground }) : refuse('INVALID_VALUE', clauseOf(exceptions), { field: 'ground', value: ground });
  const isGround = ground !== null && grounds.includes(ground) && !claimsAKeyField(profile, ground, keyField);
  return isGround ? ok({ kind, ground }) : refuse('RANDOM_DRAW_REQUIRED', clauseOf(exceptions), { ground, grounds: [...grounds] });
}
