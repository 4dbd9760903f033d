import { canonicalJson, type Contribution, type DrawIntent } from '@sortition/draw';
import { dayOf } from '@sortition/kernel';
import type { Profile } from '@sortition/profiles';
import { appendEvent, recordChange, type Act, type Tx } from '@sortition/service-kit';
import { drawFrame, drawnObjectsOf } from '../frame/draw-frame.ts';
import type { Workforce } from '../frame/workforce.ts';
import { supplementList } from '../object-change/supplement-list.ts';
import { publicTermsOf } from '../task/public-terms.ts';
import type { TaskRow } from '../task/task.store.ts';
import { updateObjectDraw, type ObjectDrawRow } from './object-draw.store.ts';
import { saveDrawnList } from './save-drawn-list.ts';

/** Draws from the frozen frame what the seed says, and puts list and certificate on record. They are final. CQ 8.4.2. */
export async function certifyObjectDraw(tx: Tx, act: Act, { task, profile }: { readonly task: TaskRow; readonly profile: Profile }, row: ObjectDrawRow, contributions: readonly Contribution[], workforce?: Workforce): Promise<void> {
  const intent: DrawIntent = JSON.parse(row.intent);
  const certificate = await drawFrame(tx, { id: row.id, intent, intentHash: row.intentHash }, contributions, workforce);
  const flagged = await saveDrawnList(tx, row, task, await drawnObjectsOf(tx, row.id, certificate.strata), profile, Number(dayOf(act.now).slice(0, 4)));
  // a supplement was approved before it was drawn, and nobody chooses among its objects any more
  const state = row.continuesId === null ? (flagged ? 'FLAGGED' : 'DRAWN') : 'CONFIRMED';
  await updateObjectDraw(tx, row.id, {
    state, seed: certificate.seed, certificate: canonicalJson(certificate), certificateHash: certificate.certificateHash, listVersion: 1, drawnBy: act.identity.subject, drawnAt: act.now,
    confirmedAt: row.continuesId === null ? null : act.now,
  });
  recordChange(tx, { entity: 'ObjectDraw', entityId: row.id, before: { state: row.state }, after: { state, seed: certificate.seed, certificateHash: certificate.certificateHash } });
  await appendEvent(tx, act, 'DrawCertified', {
    ...publicTermsOf({ ...row, kind: 'OBJECT', departmentId: task.leadDepartmentId }, task), certificateHash: certificate.certificateHash, algorithm: intent.algorithm, hash: intent.hash,
    seed: certificate.seed, frameRoot: row.frameRoot, population: row.population, drawn: certificate.drawnCount, at: act.now.toISOString(),
  });
  if (row.changeId !== null) await supplementList(tx, act, task, row.id, row.changeId);
}
