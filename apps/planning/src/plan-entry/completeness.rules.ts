import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type Profile } from '@sortition/profiles';
import type { EntryItem } from './plan-entry.rules.ts';
import { drawModeIsAsked, type EntryDrawMode } from './draw-mode.rules.ts';
import type { Stratum } from './differentiation.rules.ts';

/** What an entry says, as far as completeness is concerned. */
export interface EntryContent {
  readonly name: string | null;
  readonly leadDepartmentId: string | null;
  readonly participatingDepartmentIds: readonly string[];
  readonly items: readonly EntryItem[];
  readonly objectScope: string | null;
  readonly periodFrom: string | null;
  readonly ratio: string | null;
  readonly frequency: number | null;
  readonly objectCount: number | null;
  readonly ratioRationale: string | null;
  readonly strata: readonly Stratum[];
  readonly furtherFields: Readonly<Record<string, string>>;
  readonly drawMode: EntryDrawMode | null;
  readonly population: { readonly divisionCodes: readonly string[] };
}

const isSaid = (text: string | null | undefined): boolean => typeof text === 'string' && text.trim() !== '';

/** How the entry answers to the field names of the profiles. What is not here is a further field, in words. */
const ANSWERS: Readonly<Record<string, (entry: EntryContent) => boolean>> = {
  name: ({ name }) => isSaid(name),
  leadDepartment: ({ leadDepartmentId }) => leadDepartmentId !== null,
  participatingDepartments: ({ participatingDepartmentIds }) => participatingDepartmentIds.length > 0,
  items: ({ items }) => items.length > 0,
  'items.lead': ({ items, leadDepartmentId }) => items.some(({ departmentId }) => departmentId === leadDepartmentId),
  'items.participants': ({ items, participatingDepartmentIds }) => participatingDepartmentIds.every((id) => items.some(({ departmentId }) => departmentId === id)),
  objectScope: ({ objectScope }) => isSaid(objectScope),
  period: ({ periodFrom }) => periodFrom !== null,
  ratio: ({ ratio }) => ratio !== null,
  frequency: ({ frequency }) => frequency !== null,
  objectCount: ({ objectCount }) => objectCount !== null,
  region: ({ population }) => population.divisionCodes.length > 0,
  creditRiskStrata: ({ strata }) => strata.some(({ dimension }) => dimension === 'CREDIT'),
};

const requiredFields = (profile: Profile): readonly string[] => profile.plan.requiredFields.value ?? [];

/** The fields that only some profiles ask for, so that an entry holds them in words. */
export const furtherFieldsOf = (profile: Profile): string[] => [...requiredFields(profile), ...profile.plan.directedRequiredFields.value].filter((field) => ANSWERS[field] === undefined);

function columnsOf(profile: Profile): string[] {
  const form = profile.forms.templates.value.find(({ code }) => code === profile.plan.form.value);
  return (form?.columns ?? []).flatMap(({ field, required, parts }) => [...(required ? [field] : []), ...parts.filter((part) => part.required).map((part) => part.field)]);
}

/** Why the ratio is as it is, before anything else that may be missing. CQ 7.5, GA art.25. */
function ratioIsReasoned({ plan: { ratioRationaleRequired } }: Profile, entryId: string, { ratioRationale }: EntryContent): Outcome<void> {
  return ratioRationaleRequired.value && !isSaid(ratioRationale) ? refuse('MISSING_FIELD', clauseOf(ratioRationaleRequired), { field: 'ratioRationale', entryId }) : ok(undefined);
}

/** Every field that the text of the profile lists, then every column that its form asks for. */
export function entryIsComplete(profile: Profile, entryId: string, entry: EntryContent): Outcome<void> {
  const reasoned = ratioIsReasoned(profile, entryId, entry);
  if (!reasoned.ok) return reasoned;
  const isMissing = (field: string): boolean => !(ANSWERS[field]?.(entry) ?? isSaid(entry.furtherFields[field]));
  const missing = requiredFields(profile).find(isMissing);
  if (missing !== undefined) return refuse('MISSING_FIELD', clauseOf(profile.plan.requiredFields), { field: missing, entryId });
  if (drawModeIsAsked(profile) && entry.drawMode === null) return refuse('MISSING_FIELD', clauseOf(profile.plan.directedSetBy), { field: 'drawMode', entryId });
  const undirected = entry.drawMode === 'DIRECTED' ? profile.plan.directedRequiredFields.value.find(isMissing) : undefined;
  if (undirected !== undefined) return refuse('MISSING_FIELD', clauseOf(profile.plan.directedRequiredFields), { field: undirected, entryId });
  const empty = columnsOf(profile).find(isMissing);
  if (empty !== undefined) return refuse('MISSING_FIELD', clauseOf(profile.plan.form), { field: empty, entryId });
  return ok(undefined);
}
