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

/** An entry of the key supervision list, or of a list of special key fields. */
export interface KeyItemFacts {
  readonly list: string;
  readonly departmentId: string;
  readonly active: boolean;
}

export interface OriginClaim extends TaskOrigin {
  /** Into which list the field of the plan entry falls. */
  readonly keyField: KeyField | null;
  /** The entry that the task names: null for none, UNKNOWN for one that no list has. */
  readonly keyItem: KeyItemFacts | 'UNKNOWN' | null;
  /** The departments of the task; one of them keeps the entry. */
  readonly departmentIds: readonly string[];
}

/** Every inspection is drawn by lot, but for the grounds that the profile lists. An entry of a list is its own ground, if it stands. SY art.14(1), CC art.4, SAMR 2.6, GA art.12. */
export function originIsGrounded(profile: Profile, claim: OriginClaim): Outcome<TaskOrigin> {
  const { exceptions } = profile.nonRandom;
  const grounds: readonly string[] = exceptions.value ?? [];
  const { kind, keyItem } = claim;
  if (kind !== 'DIRECT') {
    const strange = claim.ground !== null ? 'ground' : keyItem !== null ? 'keyItemId' : null;
    return strange === null ? ok({ kind, ground: null }) : refuse('INVALID_VALUE', clauseOf(exceptions), { field: strange, value: claim.ground });
  }
  const ground = claim.ground ?? groundOf(keyItem);
  const isGround = ground !== null && grounds.includes(ground) && (keyItem === null ? !claimsAKeyField(profile, ground, claim.keyField) : entryStands(profile, claim, ground));
  return isGround ? ok({ kind, ground }) : refuse('RANDOM_DRAW_REQUIRED', clauseOf(exceptions), { ground, grounds: [...grounds] });
}

const groundOf = (keyItem: OriginClaim['keyItem']): string | null =>
  keyItem === null || keyItem === 'UNKNOWN' ? null : keyItem.list === 'KEY_SUPERVISION' ? 'KEY_SUPERVISION_LIST' : 'SPECIAL_KEY_FIELD';

function entryStands(profile: Profile, { keyItem, departmentIds }: OriginClaim, ground: string): boolean {
  if (keyItem === null || keyItem === 'UNKNOWN' || !keyItem.active || groundOf(keyItem) !== ground || !departmentIds.includes(keyItem.departmentId)) return false;
  const kept: readonly string[] = ground === 'KEY_SUPERVISION_LIST' ? ['KEY_SUPERVISION'] : profile.specialKeyLists.kinds.value;
  return kept.includes(keyItem.list);
}
