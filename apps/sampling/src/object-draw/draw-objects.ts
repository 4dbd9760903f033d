import { UnitDraw, canonicalJson, issueCertificate, seedOf, type Contribution, type DrawCertificate, type DrawIntent } from '@sortition/draw';
import { dayOf, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type Profile } from '@sortition/profiles';
import { appendEvent, recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { mayDrawObjects, taskIsReady } from '../task/task.rules.ts';
import { gatherContributions } from '../randomness/gather-contributions.ts';
import { profileOfTask } from '../task/profile-of-task.ts';
import { publicTermsOf } from '../task/public-terms.ts';
import { lockTask } from '../task/task.store.ts';
import { frameUnits } from '../frame/frame.store.ts';
import { isSameRatio, nextState } from './object-draw.rules.ts';
import { lockLiveDraw, updateObjectDraw, type ObjectDrawRow } from './object-draw.store.ts';
import { nativeSha256 } from '../frame/native-sha256.ts';
import { saveDrawnList } from './save-drawn-list.ts';

export interface DrawObjectsInput extends MutationInput {
  readonly taskId: string;
  readonly ratio?: string | null | undefined;
  readonly objectIds?: readonly string[] | null | undefined;
}

/** Chance decides: neither another ratio than the preset one nor a named object is taken. CQ 8.4.2. */
function leavesItToChance(input: DrawObjectsInput, ratio: string, profile: Profile): Outcome<true> {
  const clause = clauseOf(profile.draw.object.drawnBy);
  if ((input.objectIds ?? []).length > 0) return refuse('NAMED_SELECTION_FORBIDDEN', clause, { field: 'objectIds' });
  if (input.ratio !== null && input.ratio !== undefined && !isSameRatio(input.ratio, ratio)) return refuse('RATIO_MISMATCH', clause, { preset: ratio, given: input.ratio });
  return ok(true);
}

async function draw(tx: Tx, row: ObjectDrawRow, intent: DrawIntent, contributions: readonly Contribution[]): Promise<DrawCertificate> {
  const lots = new UnitDraw({ seed: seedOf(intent.hash, row.intentHash, contributions), strata: intent.strata, hasher: nativeSha256 });
  for await (const unit of frameUnits(tx, row.id)) lots.add(unit);
  return issueCertificate({ intent, contributions, strata: lots.finish() }, nativeSha256);
}

/** Draws the objects of a task from its frozen population; the result and its certificate are final. CQ 8.4.2. */
export async function drawObjects(tx: Tx, act: Act, input: DrawObjectsInput): Promise<Outcome<{ drawId: string }>> {
  const task = await lockTask(tx, input.taskId);
  if (task === undefined) return refuse('TASK_REQUIRED', null, { taskId: input.taskId });
  const found = profileOfTask(task);
  if (!found.ok) return found;
  const profile = found.value;
  const permitted = mayDrawObjects(act.identity, task, profile);
  if (!permitted.ok) return permitted;
  const terms = taskIsReady(task, profile);
  if (!terms.ok) return terms;
  const chance = leavesItToChance(input, terms.value.ratio, profile);
  if (!chance.ok) return chance;
  const row = await lockLiveDraw(tx, task.id);
  if (row === undefined) return refuse('DRAW_MISSING', clauseOf(profile.draw.object.drawnBy), { taskId: task.id });
  const next = nextState(row.state, 'drawObjects', clauseOf(profile.draw.object.lockOn));
  if (!next.ok) return next;
  const intent: DrawIntent = JSON.parse(row.intent);
  const contributions = await gatherContributions(tx, act, { drawId: row.id, intent, profile });
  if (!contributions.ok) return contributions;

  const certificate = await draw(tx, row, intent, contributions.value);
  const flagged = await saveDrawnList(tx, row, certificate.strata, profile, Number(dayOf(act.now).slice(0, 4)));
  const state = flagged ? 'FLAGGED' : next.value;
  await updateObjectDraw(tx, row.id, {
    state, seed: certificate.seed, certificate: canonicalJson(certificate), certificateHash: certificate.certificateHash, listVersion: 1, drawnBy: act.identity.subject, drawnAt: act.now,
  });
  recordChange(tx, { entity: 'ObjectDraw', entityId: row.id, before: { state: row.state }, after: { state, seed: certificate.seed, certificateHash: certificate.certificateHash } });
  await appendEvent(tx, act, 'DrawCertified', {
    ...publicTermsOf({ ...row, kind: 'OBJECT', departmentId: task.leadDepartmentId }, task), certificateHash: certificate.certificateHash, algorithm: intent.algorithm, hash: intent.hash,
    seed: certificate.seed, frameRoot: row.frameRoot, population: row.population, drawn: certificate.drawnCount, at: act.now.toISOString(),
  });
  return ok({ drawId: row.id });
}
