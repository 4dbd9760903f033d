import { parseCitizenId, parseDivisionCode } from '@sortition/identifiers';
import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, INSPECTION_MODES, type DeepReadonly, type Form, type Profile } from '@sortition/profiles';
import { isDay, words } from '../inspection-object/check-entry.rules.ts';
import type { StandardTerms } from '../inspection-object/entry-rules.ts';

type Text = string | null | undefined;

/** An inspector's entry as it is typed or imported. */
export interface InspectorDraft {
  readonly serialNo?: number | null | undefined;
  readonly name?: Text;
  readonly phone?: Text;
  readonly citizenId?: Text;
  readonly unit?: Text;
  readonly district?: Text;
  readonly region?: Text;
  readonly level?: Text;
  readonly category?: Text;
  readonly qualified?: boolean | null | undefined;
  readonly certificateNo?: Text;
  readonly certificateExpiresOn?: Text;
  readonly specialties?: readonly string[] | null | undefined;
  readonly qualifications?: readonly string[] | null | undefined;
  readonly modes?: readonly string[] | null | undefined;
  readonly recusedObjectIds?: readonly string[] | null | undefined;
  readonly subject?: Text;
}

/** The fields of an entry that may be stored; personal data is still in clear. */
export interface SoundInspector {
  readonly serialNo: number | null;
  readonly name: string;
  readonly phone: string | null;
  readonly citizenId: string | null;
  readonly unit: string | null;
  readonly district: string | null;
  readonly divisionCode: string;
  readonly level: string;
  readonly category: string;
  readonly qualified: boolean;
  readonly certificateNo: string | null;
  readonly certificateExpiresOn: string | null;
  readonly specialties: string[];
  readonly qualifications: string[];
  readonly modes: string[];
  readonly recusedObjectIds: string[];
  readonly subject: string | null;
}

const LEVELS = ['NATIONAL', 'PROVINCIAL', 'MUNICIPAL', 'COUNTY', 'DEVELOPMENT_ZONE', 'TOWNSHIP'] as const;
const QUALIFIED_CATEGORIES: readonly string[] = ['ENFORCEMENT_CIVIL_SERVANT', 'QUALIFIED_STAFF', 'CERTIFICATE_HOLDER'];

/** Form C.1 of the profile, where it has one. */
export const inspectorForm = (profile: Profile): DeepReadonly<Form> | undefined =>
  profile.forms.templates.value?.find(({ code }) => code === profile.inspectorDirectory.form.value);

/** CQ 5.3.1, table C.1, GA art.24: the fields that the profile asks for are there, and each says something possible. */
export function inspectorIsSound(profile: Profile, draft: InspectorDraft, standard: StandardTerms = { requiredFields: [], classes: [] }): Outcome<SoundInspector> {
  const { requiredFields, form, categories, uniqueKey } = profile.inspectorDirectory;
  const absent = firstMissing(profile, draft, standard.requiredFields);
  if (absent !== undefined) return refuse('MISSING_FIELD', requiredFields.value.includes(absent) ? clauseOf(requiredFields) : clauseOf(form) ?? clauseOf(requiredFields), { field: absent });
  const [name, level, category, region] = [words(draft.name) ?? '', words(draft.level) ?? '', words(draft.category) ?? '', words(draft.region) ?? ''];
  const known: readonly string[] = (categories.value ?? [category]).filter((each) => standard.classes.length === 0 || standard.classes.includes(each));
  if (!known.includes(category)) return refuse('INVALID_VALUE', clauseOf(categories), { field: 'category', value: category, allowed: known });
  if (!LEVELS.some((one) => one === level)) return refuse('INVALID_VALUE', clauseOf(requiredFields), { field: 'level', value: level, allowed: LEVELS });
  const division = parseDivisionCode(region, 'region');
  if (!division.ok) return division;
  const citizenId = words(draft.citizenId);
  const person = citizenId === null ? null : parseCitizenId(citizenId);
  if (person !== null && !person.ok) return refuse('INVALID_VALUE', clauseOf(uniqueKey), person.error.details);
  const expiry = words(draft.certificateExpiresOn);
  if (expiry !== null && !isDay(expiry)) return refuse('INVALID_VALUE', clauseOf(requiredFields), { field: 'certificateExpiresOn' });
  const modes: readonly string[] = INSPECTION_MODES;
  const strangeMode = draft.modes?.find((mode) => !modes.includes(mode));
  if (strangeMode !== undefined) return refuse('INVALID_VALUE', clauseOf(profile.inspectorDirectory.tagDimensions), { field: 'modes', value: strangeMode });
  return ok({
    serialNo: draft.serialNo ?? null, name, phone: words(draft.phone), citizenId: person === null ? null : person.value.text, unit: words(draft.unit), district: words(draft.district),
    divisionCode: region, level, category, qualified: draft.qualified ?? QUALIFIED_CATEGORIES.includes(category), certificateNo: words(draft.certificateNo), certificateExpiresOn: expiry,
    specialties: [...new Set(draft.specialties ?? [])], qualifications: [...new Set(draft.qualifications ?? [])], modes: [...new Set(draft.modes ?? [])], recusedObjectIds: [...new Set(draft.recusedObjectIds ?? [])], subject: words(draft.subject),
  });
}

type Qualification = Pick<SoundInspector, 'qualified' | 'certificateNo' | 'certificateExpiresOn' | 'qualifications'>;

/** SY art.7(2): where a division manages the qualification, it alone changes that of somebody who is in the directory already. */
export function qualificationMayChange(profile: Profile, before: Qualification | null, after: Qualification, roles: readonly string[]): Outcome<true> {
  const { qualificationManager } = profile.inspectorDirectory;
  const told = ({ qualified, certificateNo, certificateExpiresOn, qualifications }: Qualification): string => JSON.stringify([qualified, certificateNo, certificateExpiresOn, [...qualifications].toSorted()]);
  const manages = roles.includes('LEGAL_REVIEWER') || roles.includes('SYSTEM');
  return qualificationManager.value === null || before === null || manages || told(before) === told(after)
    ? ok(true)
    : refuse('FORBIDDEN', clauseOf(qualificationManager), { field: 'qualification', manager: qualificationManager.value });
}

/** What no entry can be without, then what the text asks for, then the form's columns. */
function firstMissing(profile: Profile, draft: InspectorDraft, further: readonly string[]): string | undefined {
  const { requiredFields } = profile.inspectorDirectory;
  const columns = (inspectorForm(profile)?.columns ?? []).filter(({ required }) => required).map(({ field }) => field);
  const asked = [...requiredFields.value, ...columns, ...further, 'name', 'level', 'region', 'category'];
  return asked.find((field) => isMissing(draft, field));
}

const ALIASES: Readonly<Record<string, keyof InspectorDraft>> = { contact: 'phone', documentNo: 'citizenId', boundary: 'region' };

function isMissing(draft: InspectorDraft, field: string): boolean {
  if (field === 'department') return false; // every entry belongs to the department that keeps it
  const value = draft[ALIASES[field] ?? (field as keyof InspectorDraft)];
  return value === null || value === undefined || (typeof value === 'string' && value.trim() === '') || (Array.isArray(value) && value.length === 0);
}
