import { appendEvent, recordChange, type Act, type Tx } from '@sortition/service-kit';
import { reachState } from '../task/reach-state.ts';
import type { TaskAndProfile } from '../task/task-for-change.ts';
import { taskReadyOf } from '../task/task-facts.ts';
import { updateScheme, type SchemeRow } from './scheme.store.ts';

/** The scheme stands: the task is ready, and objects may be drawn for it. CQ 8.2, CQ 8.3. */
export async function makeTaskReady(tx: Tx, act: Act, { task, profile }: TaskAndProfile, scheme: SchemeRow): Promise<void> {
  await updateScheme(tx, task.id, { state: 'AGREED', agreedAt: act.now });
  recordChange(tx, { entity: 'Scheme', entityId: scheme.id, before: { state: scheme.state }, after: { state: 'AGREED' } });
  const agreed = await reachState(tx, act, task, 'SCHEME_AGREED', act.now);
  const ready = await reachState(tx, act, agreed, 'READY', act.now);
  await appendEvent(tx, act, 'TaskReady', taskReadyOf(ready, profile, scheme));
}
