import { ok, refuse, type Outcome } from '@sortition/kernel';
import { EXTERNAL_RESULT_SOURCES, clauseOf, demand, type ExternalResultSource, type Profile } from '@sortition/profiles';

/** One item of a result as another department may rest on it. */
export interface RecognisableResult {
  readonly departmentId: string;
  readonly objectId: string;
  readonly state: string;
  readonly publicationState: string | null;
  readonly formedAt: Date | null;
  readonly label: string;
  readonly problemFound: boolean;
}

/** No text says how long a result may be relied on: a year, as plans and their frequencies run by the year. */
const RECOGNISED_FOR_MONTHS = 12;

export function sourceMustBeKnown(kind: string, profile: Profile): Outcome<ExternalResultSource> {
  const offered = demand(profile.result.externalSources);
  if (!offered.ok) return offered;
  const known = EXTERNAL_RESULT_SOURCES.find((source) => source === kind && offered.value.includes(source));
  return known === undefined ? refuse('INVALID_VALUE', clauseOf(profile.result.externalSources), { field: 'kind', allowed: offered.value }) : ok(known);
}

/** Formed or published, by another department, about this object, and neither withdrawn nor too old (互认互用). CC art.4, SAMR 2.3. */
export function resultMustBeAdoptable(source: RecognisableResult | undefined, wanted: { readonly objectId: string; readonly departmentId: string | null; readonly now: Date }, profile: Profile): Outcome<RecognisableResult> {
  const { mutualRecognition } = profile.result;
  const refused = (reason: string): Outcome<never> => refuse('RESULT_NOT_ADOPTABLE', clauseOf(mutualRecognition), { reason });
  if (mutualRecognition.value !== true) return refused('NOT_RECOGNISED');
  if (source === undefined || source.objectId !== wanted.objectId) return refused('OTHER_OBJECT_OR_ITEM');
  if (source.departmentId === wanted.departmentId) return refused('OWN_RESULT');
  if ((source.state !== 'FORMED' && source.state !== 'FINAL') || source.publicationState === 'STOPPED' || source.formedAt === null) return refused('WITHDRAWN');
  const until = new Date(source.formedAt);
  until.setUTCMonth(until.getUTCMonth() + RECOGNISED_FOR_MONTHS);
  return wanted.now.getTime() <= until.getTime() ? ok(source) : refused('EXPIRED');
}

export interface OutsideFinding {
  readonly documentNumber: string | null;
  readonly issuer: string | null;
  readonly conclusion: string | null;
  readonly problemFound: boolean | null;
}

/** A finding from outside of the platform can be found again by its number and its issuer. SY art.14(3). */
export function documentMustBeNamed(finding: OutsideFinding, profile: Profile): Outcome<{ readonly conclusion: string; readonly problemFound: boolean }> {
  const clause = clauseOf(profile.result.externalSources);
  if (finding.documentNumber === null) return refuse('MISSING_FIELD', clause, { field: 'documentNumber' });
  if (finding.issuer === null) return refuse('MISSING_FIELD', clause, { field: 'issuer' });
  if (finding.conclusion === null) return refuse('MISSING_FIELD', clause, { field: 'conclusion' });
  return finding.problemFound === null ? refuse('MISSING_FIELD', clause, { field: 'problemFound' }) : ok({ conclusion: finding.conclusion, problemFound: finding.problemFound });
}
