import { ok, refuse, type Outcome } from '@sortition/kernel';
import type { Profile } from '@sortition/profiles';
import type { Tx } from '@sortition/service-kit';
import { findVisit } from '../visit/visit-access.ts';
import type { InspectionRow } from '../visit/visit.store.ts';
import { findResultsByIds, listResultItems, type ResultItemRow, type ResultRow } from './result.store.ts';

export interface ResultOfVisit {
  readonly visit: InspectionRow;
  readonly profile: Profile;
  readonly result: ResultRow;
  readonly items: readonly ResultItemRow[];
}

/** The result with its visit, which is locked first, so that two acts on one result come one after the other. */
export async function findResult(tx: Tx, resultId: string): Promise<Outcome<ResultOfVisit>> {
  const [known] = await findResultsByIds(tx, [resultId]);
  if (known === undefined) return refuse('FORBIDDEN', null, { resultId });
  const found = await findVisit(tx, known.inspectionId);
  if (!found.ok) return found;
  const [result] = await findResultsByIds(tx, [resultId]);
  return result === undefined ? refuse('FORBIDDEN', null, { resultId }) : ok({ ...found.value, result, items: await listResultItems(tx, [resultId]) });
}
