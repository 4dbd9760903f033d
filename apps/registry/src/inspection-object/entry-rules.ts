import { divisionParents, divisionSuccessor } from '@sortition/identifiers';
import type { Day } from '@sortition/kernel';
import { clauseOf, OBJECT_KINDS, OBJECT_TAG_DIMENSIONS, type DeepReadonly, type Form, type Profile } from '@sortition/profiles';

/** What a profile asks of entries, worked out once and used for every row. */
export interface EntryRules {
  readonly profile: Profile;
  readonly kinds: readonly string[];
  readonly tagDimensions: readonly string[];
  /** Fields required of a kind: those of its form, and those that the text lists. */
  readonly requiredOf: (kind: string) => readonly string[];
  readonly subtypesOf: (kind: string) => readonly string[];
  readonly today: Day;
  /** What the division of a code, of whatever year, is today; null where its province does not exist. */
  readonly divisionToday: (code: string) => string | null;
  /** The clause that a missing or wrong field is refused with. */
  readonly clause: string | null;
}

/** The form in which entries of a kind are filed. CQ annex B. */
export function formOfKind(profile: Profile, kind: string): DeepReadonly<Form> | undefined {
  const filed = profile.objectDirectory.forms.value?.find(({ kinds }) => kinds.some((each) => each === kind));
  return profile.forms.templates.value?.find(({ code }) => code === filed?.form);
}

/** What the directory standard in force asks for beyond the profile (名录库建立标准). CC art.7. */
export interface StandardTerms {
  readonly requiredFields: readonly string[];
  /** Kinds of objects or categories of inspectors that it admits; empty for all of the profile. */
  readonly classes: readonly string[];
}

export function entryRulesOf(profile: Profile, today: Day, standard: StandardTerms = { requiredFields: [], classes: [] }): EntryRules {
  const { kinds, forms, requiredFields, subtypes, tagDimensions } = profile.objectDirectory;
  const known: readonly string[] = (kinds.value ?? OBJECT_KINDS).filter((kind) => standard.classes.length === 0 || standard.classes.includes(kind));
  const dimensions: readonly string[] = tagDimensions.value ?? OBJECT_TAG_DIMENSIONS;
  const required = new Map(known.map((kind) => [kind, [...new Set([
    ...requiredFields.value.filter((each) => each.kind === 'ANY' || each.kind === kind).flatMap(({ fields }) => fields),
    ...(formOfKind(profile, kind)?.columns ?? []).filter((column) => column.required).map(({ field }) => field),
    ...standard.requiredFields,
  ])]]));
  return { profile, kinds: known, tagDimensions: dimensions, requiredOf: (kind) => required.get(kind) ?? [], subtypesOf: (kind) => subtypes.value?.find((each) => each.kind === kind)?.subtypes ?? [],
    today, divisionToday: divisionsOf(today), clause: (forms.value?.length ?? 0) > 0 ? clauseOf(forms) : clauseOf(kinds) };
}

const PAST_DAYS = ['2023-12-31', '2019-12-31', '2015-10-01', '2010-12-31', '2000-12-31', '1990-12-31'] as const;

/** Abolished divisions are followed to their heirs; codes of development zones are in no edition and stand as they are. */
function divisionsOf(today: Day): (code: string) => string | null {
  const known = new Map<string, string | null>();
  return (code) => {
    const before = known.get(code);
    if (before !== undefined) return before;
    const found = divisionParents(code, today).ok ? heirOf(code, today) ?? code : null;
    known.set(code, found);
    return found;
  };
}

function heirOf(code: string, today: Day): string | undefined {
  for (const day of [today, ...PAST_DAYS]) {
    const found = divisionSuccessor(code, day, today);
    if (found.ok && found.value.kind !== 'UNKNOWN') return found.value.division.code;
  }
  return undefined;
}
