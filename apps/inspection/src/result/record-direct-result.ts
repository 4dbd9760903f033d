import { newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, demand } from '@sortition/profiles';
import { appendEvent, recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { listEvidence } from '../evidence/evidence.store.ts';
import { listItemsOfVisit } from '../record/record.store.ts';
import { findTask } from '../task/task.store.ts';
import { visitAsMember, visitMustAllow } from '../visit/visit-access.ts';
import { listInspectionItems, lockLatestInspection, updateInspection } from '../visit/visit.store.ts';
import { announceResult } from './form-result.ts';
import { directResultMustBeAllowed } from './result.rules.ts';
import { saveResult, type ResultItemRow, type ResultRow } from './result.store.ts';

export interface RecordDirectResultInput extends MutationInput {
  readonly taskId: string;
  readonly objectId: string;
  readonly code: string;
  readonly note?: string | null | undefined;
}

/** CC art.18: nobody could be found, or everything was refused: every department's result is that, and nothing was inspected. */
export async function recordDirectResult(tx: Tx, act: Act, input: RecordDirectResultInput): Promise<Outcome<{ inspectionId: string }>> {
  if (await findTask(tx, input.taskId) === undefined) return refuse('TASK_REQUIRED', null, { taskId: input.taskId });
  const latest = await lockLatestInspection(tx, input.taskId, input.objectId);
  if (latest === undefined) return refuse('FORBIDDEN', null, { objectId: input.objectId });
  const access = await visitAsMember(tx, act, latest.id);
  if (!access.ok) return access;
  const { visit, profile, member } = access.value;
  const open = visitMustAllow(visit, profile, 'recordDirectResult', 'DIRECT_ENDED');
  if (!open.ok) return open;
  const recorded = (await listItemsOfVisit(tx, visit.id)).some(({ inspected }) => inspected !== null);
  const evidence = await listEvidence(tx, [visit.id]);
  const allowed = directResultMustBeAllowed(input.code, recorded, evidence.length > 0, profile);
  if (!allowed.ok) return allowed;
  const offered = demand(profile.result.codes);
  if (!offered.ok) return offered;
  const entry = offered.value.find(({ code }) => code === input.code);
  if (entry === undefined) return refuse('RESULT_CODE_INVALID', clauseOf(profile.result.codes), { code: input.code });
  await updateInspection(tx, visit, { state: 'DIRECT_ENDED', direct: true, startedAt: visit.startedAt ?? act.now, endedAt: act.now });
  recordChange(tx, { entity: 'Inspection', entityId: visit.id, before: { state: visit.state }, after: { state: 'DIRECT_ENDED', code: entry.code } });
  const items = await listInspectionItems(tx, [visit.id]);
  for (const departmentId of new Set(items.map((item) => item.departmentId))) {
    const row: ResultRow = {
      region: visit.region, id: newId(), inspectionId: visit.id, departmentId, state: 'FORMED', code: entry.code, label: entry.zh, problemFound: entry.problem === 'YES', version: 1, entry: 1, direct: true,
      enteredById: member.inspectorId, enteredBySubject: act.identity.subject, enteredAt: act.now, formedAt: act.now, recheckedBySubject: null, recheckComment: null, publicationState: null, finalAt: null, late: false,
    };
    const own: ResultItemRow[] = items.filter((item) => item.departmentId === departmentId).map(({ itemId, name }) => ({
      region: visit.region, resultId: row.id, itemId, name, code: entry.code, label: entry.zh, problemFound: entry.problem === 'YES', correctionKind: null, correctionNote: null, decisionReference: null, note: input.note ?? null,
    }));
    await saveResult(tx, row, own);
    recordChange(tx, { entity: 'InspectionResult', entityId: row.id, before: null, after: row });
    await announceResult(tx, act, { ...visit, startedAt: visit.startedAt ?? act.now }, row, own);
  }
  await appendEvent(tx, act, 'InspectionEnded', { inspectionId: visit.id, taskId: visit.taskId, taskNumber: visit.taskNumber, objectId: visit.objectId, endedAt: act.now.toISOString(), direct: true, mode: visit.mode });
  return ok({ inspectionId: visit.id });
}
