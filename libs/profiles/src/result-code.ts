import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, demand, type DeepReadonly } from './answer.ts';
import type { Profile } from './schema/profile.schema.ts';
import type { InspectionResultCode, ResultCodeEntry } from './schema/result-code.schema.ts';

/** The code as the profile offers it: RESULT_CODE_INVALID for one that it does not name. */
export function resultCodeOf(profile: Profile, code: InspectionResultCode): Outcome<DeepReadonly<ResultCodeEntry>> {
  const offered = demand(profile.result.codes);
  if (!offered.ok) return offered;
  const entry = offered.value.find((candidate) => candidate.code === code);
  return entry === undefined ? refuse('RESULT_CODE_INVALID', clauseOf(profile.result.codes), { code }) : ok(entry);
}

/** The code of the national list (SAMR 2.7) under which a result is uploaded: MAPPING_MISSING where the profile gives none. */
export function nationalCodeOf(profile: Profile, code: InspectionResultCode): Outcome<string> {
  const entry = resultCodeOf(profile, code);
  if (!entry.ok) return entry;
  return entry.value.samrCode === null ? refuse('MAPPING_MISSING', entry.value.clause, { code }) : ok(entry.value.samrCode);
}
