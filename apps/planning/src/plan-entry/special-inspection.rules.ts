import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type Profile } from '@sortition/profiles';
import { WHOLE, partsOfRatio } from './ratio.rules.ts';

/** The place in a list that makes a field a key field: 特殊重点领域, or 重点监管事项清单. */
export interface KeyField {
  readonly list: 'SPECIAL_KEY_FIELD' | 'KEY_SUPERVISION_LIST';
  readonly reference: string;
}

export interface InspectedItem {
  readonly itemId: string;
  readonly field: string;
  readonly itemClass: string | null;
}

/** The class whose items are drawn by lot in every profile that has it; a KEY item has no upper limit. CQ 5.1.3, SY art.10. */
export const GENERAL_CLASS = 'GENERAL';

const replacedByLot = (items: readonly InspectedItem[], randomFields: readonly string[]): InspectedItem | undefined => items.find(({ field }) => randomFields.includes(field));

/** 原则上不再部署专项检查: in a field with items drawn by lot it needs a ground on which an inspection need not be drawn, or a superior's instruction. SAMR 2.2, SY art.10. */
export function specialInspectionIsGrounded(profile: Profile, items: readonly InspectedItem[], randomFields: readonly string[], grounds: { readonly ground: string | null; readonly instructed: boolean }): Outcome<void> {
  const { inRandomFields } = profile.specialInspection;
  const exceptions: readonly string[] = profile.nonRandom.exceptions.value ?? [];
  const hit = replacedByLot(items, randomFields);
  if (inRandomFields.value !== 'FORBIDDEN_IN_PRINCIPLE' || hit === undefined || grounds.instructed || (grounds.ground !== null && exceptions.includes(grounds.ground))) return ok(undefined);
  return refuse('SPECIAL_INSPECTION_NOT_ALLOWED', clauseOf(inRandomFields), { itemId: hit.itemId, field: hit.field, grounds: [...exceptions] });
}

/** “全覆盖”式巡查 is refused as a special inspection is, but for key fields of a profile that inspects those in full. SAMR 2.2, SAMR 2.6. */
export function fullCoverageIsAllowed(profile: Profile, ratio: string | null, items: readonly InspectedItem[], randomFields: readonly string[], keyField: KeyField | null): Outcome<void> {
  const isFull = ratio !== null && partsOfRatio(ratio) === WHOLE;
  if (!isFull || (keyField !== null && profile.keyField.fullCoverage.value === true)) return ok(undefined);
  return specialInspectionIsGrounded(profile, items.filter(({ itemClass }) => itemClass !== 'KEY'), randomFields, { ground: null, instructed: false });
}
