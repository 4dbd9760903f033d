import { ok, refuse, type Outcome } from '@sortition/kernel';
import { hasRole, recordChange, recordNoChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import type { TaskRow } from '../task/task.store.ts';
import { giveContribution, lockSource, type SourceKey } from './awaited-source.ts';
import { findConfirmations, insertConfirmation, latestCeremony } from './ceremony.store.ts';
import { CONFIRMERS, mayConfirm } from './randomness.rules.ts';

export interface ConfirmCeremonyInput extends MutationInput {
  readonly drawId: string;
  readonly source: string;
  readonly digits: string;
}

/** Anybody of the task's departments who was there may confirm, and so may those who oversee them. */
const belongsHere = (act: Act, task: TaskRow): boolean =>
  (act.identity.department !== null && task.departmentIds.includes(act.identity.department)) || hasRole(act.identity, 'COORDINATOR', 'SUPERVISOR', 'AUDITOR');

/** One more person typed the digits and they are the same. With the second they count, and nothing can be recorded any more. */
export async function confirmCeremony(tx: Tx, act: Act, input: ConfirmCeremonyInput): Promise<Outcome<SourceKey>> {
  const source = await lockSource(tx, input.drawId, input.source, 'DICE');
  if (!source.ok) return source;
  const { row, task, clause } = source.value;
  if (!belongsHere(act, task)) return refuse('FORBIDDEN', clause, { relation: 'TASK_DEPARTMENT' });
  const ceremony = await latestCeremony(tx, row.drawId, row.source);
  if (ceremony === undefined) return refuse('INVALID_TRANSITION', clause, { from: 'AWAITED', to: 'GIVEN' });
  if (ceremony.digits !== input.digits) return refuse('CEREMONY_MISMATCH', clause, { source: row.source });
  const { subject } = act.identity;
  const confirmers = (await findConfirmations(tx, [ceremony.id])).map((each) => each.subject);
  const key = { drawId: row.drawId, source: row.source };
  if (confirmers.includes(subject)) {
    recordNoChange(tx);
    return ok(key);
  }
  if (!mayConfirm(ceremony.recordedBy, confirmers, subject)) return refuse('CONFIRMER_MUST_DIFFER', clause, { source: row.source });
  if (row.state === 'GIVEN') return refuse('INVALID_TRANSITION', clause, { from: 'GIVEN', to: 'GIVEN' });
  await insertConfirmation(tx, { ceremonyId: ceremony.id, taskId: row.taskId, subject, confirmedAt: act.now });
  recordChange(tx, { entity: 'RandomnessCeremony', entityId: row.drawId, before: { confirmations: confirmers.length }, after: { source: row.source, number: ceremony.number, confirmedBy: subject } });
  if (confirmers.length + 1 < CONFIRMERS) return ok(key);
  return giveContribution(tx, act, source.value, { source: row.source, encoding: 'text', value: ceremony.digits });
}
