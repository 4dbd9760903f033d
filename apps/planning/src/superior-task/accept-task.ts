import { ok, type Outcome } from '@sortition/kernel';
import { recordChange, type Act, type Tx } from '@sortition/service-kit';
import { ownSuperiorTask } from './own-superior-task.ts';
import { superiorTaskMayBecome } from './superior-task.rules.ts';
import { updateSuperiorTask } from './superior-task.store.ts';

export interface SuperiorTaskInput {
  readonly idempotencyKey: string;
  readonly superiorTaskId: string;
}

/** 落实上级下发的抽查任务. SY art.5(4). */
export async function acceptTask(tx: Tx, act: Act, { superiorTaskId }: SuperiorTaskInput): Promise<Outcome<{ superiorTaskId: string }>> {
  const own = await ownSuperiorTask(tx, act, superiorTaskId);
  if (!own.ok) return own;
  const { superior, clause } = own.value;
  const possible = superiorTaskMayBecome(superior.state, 'ACCEPTED', clause);
  if (!possible.ok) return possible;
  const change = { state: 'ACCEPTED', acceptedAt: act.now } as const;
  await updateSuperiorTask(tx, superiorTaskId, change);
  recordChange(tx, { entity: 'SuperiorTask', entityId: superiorTaskId, before: { state: superior.state }, after: change });
  return ok({ superiorTaskId });
}
