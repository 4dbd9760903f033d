import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, INSPECTION_MODES, type DeepReadonly, type Form, type Profile } from '@sortition/profiles';

/** An item as far as its rules look at it. */
export interface ItemDraft {
  readonly field: string | null;
  readonly name: string | null;
  readonly itemClass: string | null;
  readonly keyGround: string | null;
  readonly objectType: string | null;
  readonly inspectingBody: string | null;
  readonly modes: readonly string[];
  readonly legalBasis: string | null;
  readonly content: string | null;
  readonly ratioMax: string | null;
  readonly frequency: string | null;
  readonly joint: boolean;
  readonly leadDepartmentId: string | null;
  readonly participatingDepartmentIds: readonly string[];
  readonly selectionGrounds: readonly string[];
  readonly implementationEntryId: string | null;
}

/** Everything that is wrong with an item by itself, whatever else its list holds. */
export function itemIsConsistent(profile: Profile, item: ItemDraft): Outcome<true> {
  const checks = [() => classIsKnown(profile, item), () => groundFitsClass(profile, item), () => ratioFitsClass(profile, item), () => enoughDepartments(profile, item), () => modesAreKnown(item), () => selectionGroundsAreKnown(profile, item)];
  for (const check of checks) {
    const outcome = check();
    if (!outcome.ok) return outcome;
  }
  return ok(true);
}

/** CQ 5.1.3, GA art.14: the class is one of the profile's. */
function classIsKnown(profile: Profile, { itemClass }: ItemDraft): Outcome<true> {
  const { codes } = profile.itemClass;
  return itemClass === null || codes.value.length === 0 || codes.value.includes(itemClass) ? ok(true) : refuse('ITEM_CLASS_INVALID', clauseOf(codes), { itemClass, allowed: codes.value });
}

/** CQ 5.1.3: a KEY item says which public concern makes it one, and an item with such a ground is no GENERAL item. */
function groundFitsClass(profile: Profile, { itemClass, keyGround }: ItemDraft): Outcome<true> {
  const { grounds, controlledCodes } = profile.itemClass;
  const clause = clauseOf(grounds);
  const groundsOf = (code: string): readonly string[] => grounds.value?.find((each) => each.code === code)?.grounds ?? [];
  if (itemClass !== null && controlledCodes.value.includes(itemClass) && keyGround === null) return refuse('MISSING_FIELD', clause, { field: 'keyGround' });
  if (keyGround === null) return ok(true);
  const keyGrounds = controlledCodes.value.flatMap(groundsOf);
  if (keyGrounds.length > 0 && !keyGrounds.includes(keyGround)) return refuse('INVALID_VALUE', clause, { field: 'keyGround', allowed: keyGrounds });
  if (itemClass !== null && !controlledCodes.value.includes(itemClass)) return refuse('ITEM_CLASS_CONFLICT', clause, { itemClass, keyGround });
  return ok(true);
}

/** GA art.14 with art.49: A up to and including 10 %, B above; C has no ratio. */
function ratioFitsClass(profile: Profile, { itemClass, ratioMax }: ItemDraft): Outcome<true> {
  const { ratio } = profile.itemClass;
  if (ratioMax === null) return ok(true);
  if (!/^(?:0(?:\.\d{1,9})?|1(?:\.0{1,9})?)$/.test(ratioMax)) return refuse('INVALID_VALUE', clauseOf(ratio), { field: 'ratioMax' });
  const bound = ratio.value?.find(({ code }) => code === itemClass);
  if (bound?.rule !== 'BOUNDED' && bound?.rule !== 'NO_MAXIMUM') return ok(true);
  const value = Number(ratioMax);
  const aboveMin = bound.minInclusive ? value >= bound.min : value > bound.min;
  const belowMax = bound.max === null || (bound.maxInclusive ? value <= bound.max : value < bound.max);
  return aboveMin && belowMax ? ok(true) : refuse('ITEM_CLASS_RATIO_MISMATCH', clauseOf(ratio), { itemClass, ratioMax });
}

/** SY art.7(1): the items of a family are those of the division that coordinates. */
export function familyIsKept(profile: Profile, family: string | null, coordinates: boolean): Outcome<true> {
  const { kinds } = profile.itemFamilies;
  const known: readonly string[] = kinds.value;
  if (family === null) return ok(true);
  if (!known.includes(family)) return refuse('INVALID_VALUE', clauseOf(kinds), { field: 'family', value: family, allowed: known });
  return coordinates ? ok(true) : refuse('FORBIDDEN', clauseOf(kinds), { field: 'family', roles: ['COORDINATOR'] });
}

/** GA art.38: the joint list holds the items of its classes and no others. */
export function itemFitsJointList(profile: Profile, list: { readonly joint: boolean }, { itemClass }: Pick<ItemDraft, 'itemClass'>): Outcome<true> {
  const { classCodes } = profile.jointList;
  const admitted: readonly string[] = classCodes.value;
  const fits = !list.joint || admitted.length === 0 || itemClass === null || admitted.includes(itemClass);
  return fits ? ok(true) : refuse('ITEM_CLASS_INVALID', clauseOf(classCodes), { itemClass, allowed: admitted });
}

/** GA art.14: a class C item is one of two or more departments. */
function enoughDepartments(profile: Profile, item: ItemDraft): Outcome<true> {
  const { minDepartments } = profile.itemClass;
  const fewest = minDepartments.value.find(({ code }) => code === item.itemClass)?.min ?? 1;
  const named = departmentsOn(item).length;
  return named >= fewest || fewest === 1 ? ok(true) : refuse('JOINT_ITEM_NEEDS_DEPARTMENTS', clauseOf(minDepartments), { departments: named, min: fewest });
}

function modesAreKnown({ modes }: ItemDraft): Outcome<true> {
  const known: readonly string[] = INSPECTION_MODES;
  const unknown = modes.find((mode) => !known.includes(mode));
  return unknown === undefined ? ok(true) : refuse('INVALID_VALUE', null, { field: 'modes', value: unknown, allowed: known });
}

function selectionGroundsAreKnown(profile: Profile, { selectionGrounds }: ItemDraft): Outcome<true> {
  const known: readonly string[] = profile.jointItem.selectionGrounds.value ?? [];
  const unknown = selectionGrounds.find((ground) => known.length > 0 && !known.includes(ground));
  return unknown === undefined ? ok(true) : refuse('INVALID_VALUE', clauseOf(profile.jointItem.selectionGrounds), { field: 'selectionGrounds', allowed: known });
}

/** CQ 3.1: what is grouped into one joint item is of one field and one type of object. */
export function groupIsHomogeneous(profile: Profile, item: ItemDraft, grouped: readonly { readonly field: string | null; readonly objectType: string | null }[]): Outcome<true> {
  const { groupBy } = profile.jointItem;
  const same = (fieldOf: (one: { readonly field: string | null; readonly objectType: string | null }) => string | null): boolean => new Set([item, ...grouped].map(fieldOf)).size === 1;
  const differing = (groupBy.value ?? []).filter((dimension) => !same((one) => (dimension === 'FIELD' ? one.field : one.objectType)));
  return grouped.length === 0 || differing.length === 0 ? ok(true) : refuse('JOINT_ITEM_NOT_HOMOGENEOUS', clauseOf(groupBy), { differing });
}

export const departmentsOn = ({ leadDepartmentId, participatingDepartmentIds }: Pick<ItemDraft, 'leadDepartmentId' | 'participatingDepartmentIds'>): string[] =>
  [...new Set([...(leadDepartmentId === null ? [] : [leadDepartmentId]), ...participatingDepartmentIds])];

const FIELD_VALUES: Readonly<Record<string, (item: ItemDraft) => unknown>> = {
  name: (item) => item.name,
  itemClass: (item) => item.itemClass,
  objectType: (item) => item.objectType,
  inspectingBody: (item) => item.inspectingBody,
  modes: (item) => item.modes,
  legalBasis: (item) => item.legalBasis,
  content: (item) => item.content,
  ratio: (item) => item.ratioMax,
  frequency: (item) => item.frequency,
  field: (item) => item.field,
  leadDepartment: (item) => item.leadDepartmentId,
  participatingDepartments: (item) => item.participatingDepartmentIds,
  selectionGrounds: (item) => item.selectionGrounds,
  implementationEntryId: (item) => item.implementationEntryId,
};

const isEmpty = (value: unknown): boolean => value === null || value === undefined || (typeof value === 'string' && value.trim() === '') || (Array.isArray(value) && value.length === 0);

/** Form A.1 of the profile, where it has one; only joint lists are filed in it. */
export const listForm = (profile: Profile): DeepReadonly<Form> | undefined => profile.forms.templates.value?.find(({ code }) => code === profile.itemList.form.value);

/** The first field that publication asks for and the item lacks. CQ 5.1.2, table A.1, GA art.14. */
export function itemIsComplete(profile: Profile, item: ItemDraft): Outcome<true> {
  const missing = (field: string, clause: string | null): Outcome<true> | undefined => {
    const valueOf = FIELD_VALUES[field];
    return valueOf !== undefined && isEmpty(valueOf(item)) ? refuse('MISSING_FIELD', clause, { field, item: item.name ?? '' }) : undefined;
  };
  const { requiredFields, form } = profile.itemList;
  const ratioRule = profile.itemClass.ratio.value?.find(({ code }) => code === item.itemClass)?.rule;
  const asked = [
    ...requiredFields.value.filter((field) => field !== 'ratio' || ratioRule !== 'UNSET').map((field) => [field, clauseOf(requiredFields)] as const),
    ...(item.joint ? (listForm(profile)?.columns ?? []).filter((column) => column.required).map(({ field }) => [field, clauseOf(form)] as const) : []),
    ...(item.joint && (profile.jointItem.selectionGrounds.value?.length ?? 0) > 0 ? [['selectionGrounds', clauseOf(profile.jointItem.selectionGrounds)] as const] : []),
    ...(ratioRule === 'PER_ITEM' ? [['ratio', clauseOf(profile.itemClass.ratio)] as const] : []),
    ...(profile.lists.itemBasedOnImplementation.value ? [['implementationEntryId', clauseOf(profile.lists.itemBasedOnImplementation)] as const] : []),
  ];
  for (const [field, clause] of asked) {
    const refused = missing(field, clause);
    if (refused !== undefined) return refused;
  }
  return ok(true);
}

/** CQ 3.1: departments named on a joint item that have not agreed to it. */
export const departmentsNotAgreed = (item: ItemDraft, agreements: readonly { readonly departmentId: string; readonly agreed: boolean }[]): string[] =>
  departmentsOn(item).filter((department) => !agreements.some((one) => one.departmentId === department && one.agreed));

/** CC art.6, GA art.38 and C-13: what a local list takes over from the list above it stays as it is. */
export const itemIsNotLocked = (profile: Profile, item: { readonly locked: boolean }): Outcome<true> =>
  item.locked ? refuse('PARENT_ITEM_LOCKED', clauseOf(profile.itemList.localSupplement)) : ok(true);
