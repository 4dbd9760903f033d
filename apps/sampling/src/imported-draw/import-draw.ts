import { canonicalJson, taggedHash } from '@sortition/draw';
import { dayOf, newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type Profile } from '@sortition/profiles';
import { recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { nativeSha256 } from '../frame/native-sha256.ts';
import { taskForLead } from '../object-draw/draw-may-begin.ts';
import { importsFrom } from '../object-draw/object-draw.rules.ts';
import { countAttempts, insertDrawnObjects, insertObjectDraw, lockLiveDraw, yearOfObjects, type ObjectDrawRow } from '../object-draw/object-draw.store.ts';
import { flagOf } from '../object-draw/save-drawn-list.ts';
import { findRosterObjects } from '../roster/roster-lookup.store.ts';
import { versionOf } from '../roster/roster.store.ts';
import { directoriesAreConfirmed } from '../task/directories-are-confirmed.ts';
import type { TaskRow } from '../task/task.store.ts';

export interface ImportDrawInput extends MutationInput {
  readonly taskId: string;
  readonly platform: string;
  readonly externalNumber: string;
  readonly documentHash: string;
  readonly objectIds: readonly string[];
}

const STRATUM = 'IMPORTED';

function isWellFormed(profile: Profile, input: ImportDrawInput): Outcome<true> {
  const clause = clauseOf(profile.platform.ofRecord);
  if (!importsFrom(profile, input.platform)) return refuse('INVALID_VALUE', clause, { field: 'platform', value: input.platform, ofRecord: profile.platform.ofRecord.value });
  if (input.externalNumber.trim() === '') return refuse('MISSING_FIELD', clause, { field: 'externalNumber' });
  if (!/^[0-9a-f]{64}$/.test(input.documentHash)) return refuse('INVALID_VALUE', clause, { field: 'documentHash' });
  if (input.objectIds.length === 0 || new Set(input.objectIds).size < input.objectIds.length) return refuse('INVALID_VALUE', clause, { field: 'objectIds' });
  return ok(true);
}

async function saveList(tx: Tx, act: Act, drawId: string, task: TaskRow, profile: Profile, objectIds: readonly string[]): Promise<void> {
  const done = await yearOfObjects(tx, Number(dayOf(act.now).slice(0, 4)), task.id, objectIds);
  await insertDrawnObjects(tx, objectIds.map((objectId, index) => {
    const ofYear = done.get(objectId) ?? { inspected: false, pendingTaskIds: [] };
    const reason = flagOf(profile, ofYear);
    return {
      drawId, objectId, stratum: STRATUM, order: index + 1, ticket: '', probability: '', reason, inspectedThisYear: ofYear.inspected, pendingTaskIds: [...ofYear.pendingTaskIds],
      state: reason === null ? 'DRAWN' as const : 'FLAGGED' as const, sinceVersion: 1, untilVersion: null,
    };
  }));
}

/**
 * Takes over the list that the platform of record drew (GA art.7, art.41). Nothing of it can be verified here, and it is marked
 * so; it counts only once a head of the lead has confirmed it.
 */
export async function importDraw(tx: Tx, act: Act, input: ImportDrawInput): Promise<Outcome<{ drawId: string }>> {
  const ready = await taskForLead(tx, act, input.taskId);
  if (!ready.ok) return ready;
  const { task, profile } = ready.value;
  const wellFormed = isWellFormed(profile, input);
  if (!wellFormed.ok) return wellFormed;
  const confirmed = await directoriesAreConfirmed(tx, task, profile);
  if (!confirmed.ok) return confirmed;
  const live = await lockLiveDraw(tx, task.id);
  if (live !== undefined) return refuse('DRAW_LOCKED', clauseOf(profile.draw.object.lockOn), { state: live.state });
  const known = new Set((await findRosterObjects(tx, input.objectIds)).map(({ id }) => id));
  const strangers = input.objectIds.filter((id) => !known.has(id));
  if (strangers.length > 0) return refuse('INVALID_VALUE', clauseOf(profile.platform.ofRecord), { field: 'objectIds', unknown: strangers });

  const { platform, externalNumber, documentHash } = input;
  const record = { format: 'sortition/import/v1', taskNumber: task.taskNumber, platform, externalNumber, documentHash, objectIds: input.objectIds.toSorted(), importedBy: act.identity.subject, importedAt: act.now.toISOString() };
  const row = {
    id: newId(), taskId: task.id, state: 'IMPORTED' as const, attempt: (await countAttempts(tx, task.id)) + 1, platform, externalNumber, documentHash,
    rosterVersion: await versionOf(tx, 'OBJECT'), population: 0, frameRoot: '', intent: canonicalJson(record), intentHash: taggedHash(nativeSha256, record.format, canonicalJson(record)),
    strata: [], listVersion: 1, preparedBy: act.identity.subject, preparedAt: act.now,
  } satisfies Partial<ObjectDrawRow>;
  await insertObjectDraw(tx, row);
  await saveList(tx, act, row.id, task, profile, input.objectIds);
  recordChange(tx, { entity: 'ObjectDraw', entityId: row.id, before: null, after: { state: row.state, attempt: row.attempt, platform, externalNumber, documentHash, objects: input.objectIds.length } });
  return ok({ drawId: row.id });
}
