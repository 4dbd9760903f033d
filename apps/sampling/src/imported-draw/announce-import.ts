import { invariant } from '@sortition/kernel';
import { appendEvent, type Act, type Tx } from '@sortition/service-kit';
import type { ObjectDrawRow } from '../object-draw/object-draw.store.ts';
import { publicTermsOf } from '../task/public-terms.ts';
import type { TaskRow } from '../task/task.store.ts';

/** Tells the public log that a list was taken over and approved: where from, under which number, on what proof. GA art.7. */
export async function announceImport(tx: Tx, act: Act, draw: ObjectDrawRow, task: TaskRow, drawn: number): Promise<void> {
  const { platform, externalNumber, documentHash } = draw;
  invariant(platform !== null && externalNumber !== null && documentHash !== null, 'an imported draw says where it comes from');
  const { intentHash: _of, ...terms } = publicTermsOf({ ...draw, kind: 'OBJECT', departmentId: task.leadDepartmentId }, task);
  await appendEvent(tx, act, 'DrawImported', { ...terms, platform, externalNumber, documentHash, drawn, at: act.now.toISOString() });
}
