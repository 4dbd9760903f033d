import type { EventPayload } from '@sortition/events';
import type { Act, Tx } from '@sortition/service-kit';
import { lockRoster } from '../roster/roster.store.ts';
import { rulesOf } from '../rules-of.ts';
import { findObjects } from './inspection-object.store.ts';
import { storeObjects } from './store-entry.ts';

export const PROBLEM_TAG = 'RISK:PROBLEM_FOUND';

/** Where the profile asks for it, a result changes the risk tag at once; the history names the result. GA art.18. */
export async function tagAfterResult(tx: Tx, act: Act, { objectId, resultId, problemFound }: EventPayload<'ResultFormed'>): Promise<void> {
  const [seen] = await findObjects(tx, [objectId]);
  if (seen === undefined || !rulesOf(seen.profile).objectDirectory.tagUpdateFromResults.value) return;
  const version = await lockRoster(tx, 'OBJECT');
  const [before] = await findObjects(tx, [objectId]);
  if (before === undefined || before.tags.includes(PROBLEM_TAG) === problemFound) return;
  const tags = problemFound ? [...before.tags, PROBLEM_TAG] : before.tags.filter((tag) => tag !== PROBLEM_TAG);
  const after = { ...before, tags, rowVersion: before.rowVersion + 1, recordedAt: act.now, recordedBy: act.identity.subject, reason: `result ${resultId}` };
  await storeObjects(tx, act, version, [{ before, after }]);
}
