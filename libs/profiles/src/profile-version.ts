import { ok, refuse, type Day, type Outcome } from '@sortition/kernel';
import { z } from 'zod';
import { deepFreeze } from './deep-freeze.ts';
import { resolveParameters } from './resolve-parameters.ts';
import { profileTextSchema, type ProfileText } from './schema/profile.schema.ts';
import { day } from './schema/vocabulary.ts';

export const PROFILE_STATUSES = ['DRAFT', 'ACTIVE'] as const;
export type ProfileStatus = (typeof PROFILE_STATUSES)[number];

const versionSchema = z.strictObject({
  version: z.int().positive(),
  status: z.enum(PROFILE_STATUSES),
  /** The day from which new acts use it; the text's own day where it names one, else set at activation. */
  activeFrom: day.nullable(),
  text: profileTextSchema,
});

/** A dated version of the rules of one jurisdiction. It is never changed once active: other rules are another version. */
export type ProfileVersion = Readonly<z.infer<typeof versionSchema>>;

function parse<T>(schema: z.ZodType<T>, json: unknown): Outcome<T> {
  const parsed = schema.safeParse(json);
  if (parsed.success) return ok(deepFreeze(parsed.data));
  const [issue] = parsed.error.issues;
  return refuse('INVALID_VALUE', null, { field: issue?.path.join('.') ?? '', problem: issue?.message ?? '' });
}

/** The text of a profile that comes as data, such as a sixth jurisdiction: every parameter answered and nothing else in it. */
export const parseProfile = (json: unknown): Outcome<ProfileText> => parse(profileTextSchema, json);

/** A version as it was stored, with its status and day. */
export const parseProfileVersion = (json: unknown): Outcome<ProfileVersion> => parse(versionSchema, json);

/** A first or next version, not yet used by anybody. */
export const draftProfileVersion = (text: ProfileText, version: number): ProfileVersion => deepFreeze({ version, status: 'DRAFT', activeFrom: null, text });

/**
 * Puts a draft in force from a day: the text's own day, or the one its owner sets where the text gives none. Refuses
 * PROFILE_INCOMPLETE without a day, without a legal basis, and for a local profile without a publication limit, which
 * the national policy leaves to it (SAMR 2.7).
 */
export function activateProfileVersion(versions: readonly ProfileVersion[], draft: ProfileVersion, activeFrom: Day | null = null): Outcome<ProfileVersion> {
  const { text } = draft;
  if (draft.status !== 'DRAFT') return refuse('INVALID_TRANSITION', null, { from: draft.status, to: 'ACTIVE' });
  const from = activeFrom ?? (text.effectiveFrom.source === 'SILENT' ? null : text.effectiveFrom.value);
  if (from === null) return refuse('PROFILE_INCOMPLETE', null, { parameter: 'effectiveFrom' });
  if (text.legalBasis.source === 'SILENT') return refuse('PROFILE_INCOMPLETE', null, { parameter: 'legalBasis' });
  if (text.extends !== null) {
    const parent = versionInForce(versions, text.extends, from);
    if (!parent.ok) return parent;
    // Silence falls back to the national text, never to another place.
    if (parent.value.text.extends !== null) return refuse('INVALID_VALUE', null, { field: 'extends', profile: text.extends });
    const { publication } = resolveParameters(text, parent.value.text);
    if (publication.workingDays.source === 'SILENT') return refuse('PROFILE_INCOMPLETE', null, { parameter: publication.workingDays.parameter });
  }
  const active = versions.filter((other) => other.status === 'ACTIVE' && other.text.code === text.code);
  const taken = active.some((other) => other.version === draft.version || other.activeFrom === from);
  if (taken) return refuse('CONFLICT', null, { profile: text.code, version: draft.version, activeFrom: from });
  return ok(deepFreeze({ ...draft, status: 'ACTIVE' as const, activeFrom: from }));
}

const compareFrom = (a: ProfileVersion, b: ProfileVersion): number => ((a.activeFrom ?? '') < (b.activeFrom ?? '') ? -1 : 1);

/** The active version with the latest day not after the given one: NOT_FOUND for an unknown code, never another place's rules. */
export function versionInForce(versions: readonly ProfileVersion[], code: string, on: Day): Outcome<ProfileVersion> {
  const active = versions.filter((version) => version.status === 'ACTIVE' && version.text.code === code);
  if (active.length === 0) return refuse('NOT_FOUND', null, { profile: code });
  const inForce = active.filter(({ activeFrom }) => activeFrom !== null && activeFrom <= on).toSorted(compareFrom);
  const latest = inForce.at(-1);
  return latest === undefined ? refuse('PROFILE_NOT_IN_FORCE', clauseOfDay(active), { profile: code, day: on }) : ok(latest);
}

/** The clause by which the text itself begins, where it says so. */
function clauseOfDay(versions: readonly ProfileVersion[]): string | null {
  const [first] = versions.toSorted(compareFrom);
  return first === undefined || first.text.effectiveFrom.source === 'SILENT' ? null : `${first.text.code} ${first.text.effectiveFrom.clause}`;
}
