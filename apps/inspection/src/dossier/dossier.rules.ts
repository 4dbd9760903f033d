import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type Profile } from '@sortition/profiles';

/** What is on file when a visit is to be archived. */
export interface OnFile {
  readonly records: readonly { readonly state: string }[];
  readonly direct: boolean;
  readonly evidence: number;
  readonly problemFound: boolean;
  /** Departments whose items have no formed result. */
  readonly resultsMissing: number;
  /** Listed paper without a scan. */
  readonly unscanned?: number;
}

/** CQ 8.7.3: the record form, the evidence of what was found, and the results. A direct result has no record to show. */
export function dossierMustBeComplete(file: OnFile, profile: Profile): Outcome<void> {
  const contents: readonly string[] = profile.archive.contents.value;
  const missing = [
    ...(contents.includes('RECORD_FORM') && !file.direct && !file.records.some(({ state }) => state === 'CONFIRMED') ? ['RECORD_FORM'] : []),
    ...(contents.includes('EVIDENCE') && file.problemFound && file.evidence === 0 ? ['EVIDENCE'] : []),
    ...(file.resultsMissing > 0 ? ['RESULT'] : []),
    ...(profile.archive.steps.value.includes('SCAN') && (file.unscanned ?? 0) > 0 ? ['SCAN'] : []),
  ];
  const [first] = missing;
  return first === undefined ? ok(undefined) : refuse('DOSSIER_INCOMPLETE', clauseOf(profile.archive.contents), { missing: first, allMissing: missing });
}

/** The same day, years later; 29 February ends with the month. */
export function retentionUntil(archivedOn: string, years: number): string {
  const [year = '', ...rest] = archivedOn.split('-');
  const monthDay = rest.join('-');
  return `${Number(year) + years}-${monthDay === '02-29' && !isLeap(Number(year) + years) ? '02-28' : monthDay}`;
}

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

const DAY_MS = 86_400_000;

/** 及时: after the profile's days from the end of the visit the archiving is late. */
export const archivingIsLate = (endedAt: Date, now: Date, profile: Profile): boolean => now.getTime() > endedAt.getTime() + profile.archive.deadlineDays.value * DAY_MS;
