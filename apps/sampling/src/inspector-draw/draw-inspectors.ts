import { FrameHasher, UnitDraw, canonicalJson, draftIntent, frameLine, intentHash, issueCertificate, seedOf, type Contribution, type DrawCertificate, type RandomnessSource } from '@sortition/draw';
import { invariant, newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type Profile } from '@sortition/profiles';
import { appendEvent, recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { listDrawnObjects, lockLiveDraw, type ObjectDrawRow } from '../object-draw/object-draw.store.ts';
import { nativeSha256 } from '../frame/native-sha256.ts';
import { announceRandomness } from '../randomness/announce-randomness.ts';
import { gatherContributions } from '../randomness/gather-contributions.ts';
import { inspectorsOf, versionOf, type RosterInspectorRow } from '../roster/roster.store.ts';
import { mayDrawInspectors } from '../task/task.rules.ts';
import { profileOfTask } from '../task/profile-of-task.ts';
import { publicTermsOf } from '../task/public-terms.ts';
import { lockTask, type TaskRow } from '../task/task.store.ts';
import { poolOf, type Pool } from './inspector-draw.rules.ts';
import { findInspectorDrawOf, insertInspectorDraw } from './inspector-draw.store.ts';

export interface DrawInspectorsInput extends MutationInput {
  readonly taskId: string;
  readonly departmentId: string;
  readonly inspectorIds?: readonly string[] | null | undefined;
}

const STRATUM = 'INSPECTORS';

/** The profile says who draws; where it leaves that to the scheme, the scheme does. */
function drawerOf(profile: Profile, terms: NonNullable<TaskRow['terms']>): 'EACH_DEPARTMENT' | 'LEAD_DEPARTMENT' {
  const drawnBy = profile.draw.inspector.drawnBy.value;
  return drawnBy === 'PER_SCHEME' || drawnBy === null ? (terms.scheme.inspectorDrawnBy ?? 'EACH_DEPARTMENT') : drawnBy;
}

async function guard(tx: Tx, act: Act, input: DrawInspectorsInput, task: TaskRow, profile: Profile): Promise<Outcome<{ terms: NonNullable<TaskRow['terms']>; objects: ObjectDrawRow }>> {
  const clause = clauseOf(profile.draw.inspector.drawnBy);
  const objects = await lockLiveDraw(tx, task.id);
  if (task.terms === null || objects === undefined || objects.dispatchedAt === null) return refuse('INVALID_TRANSITION', clause, { from: objects?.state ?? task.state, to: 'TEAMED' });
  const permitted = mayDrawInspectors(act.identity, task, input.departmentId, drawerOf(profile, task.terms), clause);
  if (!permitted.ok) return permitted;
  if ((input.inspectorIds ?? []).length > 0) return refuse('NAMED_SELECTION_FORBIDDEN', clause, { field: 'inspectorIds' });
  const earlier = await findInspectorDrawOf(tx, task.id, input.departmentId);
  if (earlier !== undefined) return refuse('DRAW_LOCKED', clauseOf(profile.draw.inspector.lockOn), { state: 'DRAWN' });
  return ok({ terms: task.terms, objects });
}

interface Lots {
  readonly certificate: DrawCertificate;
  readonly frame: string;
}

function drawLots(act: Act, task: TaskRow, departmentId: string, eligible: readonly RosterInspectorRow[], needed: number, rosterVersion: number, randomness: readonly RandomnessSource[], contributions: readonly Contribution[]): Lots {
  const units = eligible.map(({ id }) => ({ unitId: id, stratum: STRATUM, weight: 1 }));
  const hasher = new FrameHasher(nativeSha256);
  for (const unit of units) invariant(hasher.add(unit) === null, 'inspectors come in the order of their ids');
  const frame = hasher.finish();
  const intent = draftIntent({
    hash: 'SHA-256', taskNumber: task.taskNumber, profile: task.profile, profileHash: task.profileHash, rosterVersion: String(rosterVersion), units: 'NAMED', frameRoot: frame.root, frameCount: frame.count,
    exclusions: [], drawnBy: departmentId, randomness, attempt: 1, continues: null, createdAt: act.now.toISOString(),
    // the whole order is certified: those after the needed ones are the pre-committed substitutes
    strata: [{ key: STRATUM, population: units.length, weight: units.length, sizing: { number: needed }, rounding: 'CEIL', minimum: 1, size: needed, reserve: units.length - needed }],
  });
  const lots = new UnitDraw({ seed: seedOf(intent.hash, intentHash(intent), contributions), strata: intent.strata, hasher: nativeSha256 });
  for (const unit of units) lots.add(unit);
  return { certificate: issueCertificate({ intent, contributions, strata: lots.finish() }, nativeSha256), frame: units.map((unit) => `${frameLine(unit)}\n`).join('') };
}

async function poolFor(tx: Tx, departmentId: string, terms: NonNullable<TaskRow['terms']>, objects: ObjectDrawRow): Promise<Pool<RosterInspectorRow>> {
  const list = await listDrawnObjects(tx, objects.id, objects.listVersion);
  return poolOf(await inspectorsOf(tx, departmentId), { day: terms.period.to, specialties: terms.scheme.specialties, objectIds: new Set(list.map(({ objectId }) => objectId)) });
}

/** Draws a department's inspectors by lot; the order of all who could be drawn is fixed with it. CQ 8.5.1, CQ 8.5.3. */
export async function drawInspectors(tx: Tx, act: Act, input: DrawInspectorsInput): Promise<Outcome<{ drawId: string }>> {
  const task = await lockTask(tx, input.taskId);
  if (task === undefined) return refuse('TASK_REQUIRED', null, { taskId: input.taskId });
  const profile = profileOfTask(task);
  if (!profile.ok) return profile;
  const guarded = await guard(tx, act, input, task, profile.value);
  if (!guarded.ok) return guarded;
  const { terms, objects } = guarded.value;
  const { eligible, ineligible } = await poolFor(tx, input.departmentId, terms, objects);
  const needed = terms.scheme.inspectorsPerDepartment * terms.scheme.teamCount;
  if (eligible.length < needed) {
    return refuse('NO_ELIGIBLE_INSPECTOR', clauseOf(profile.value.draw.inspector.drawnBy), {
      department: input.departmentId, needed, eligible: eligible.length, reasons: ineligible.map(({ reason, count }) => `${reason}: ${count}`),
    });
  }
  const rosterVersion = await versionOf(tx, 'INSPECTOR');
  const id = newId();
  const randomness = await announceRandomness(tx, act, { drawId: id, kind: 'INSPECTOR', task, departmentId: input.departmentId, announced: [], profile: profile.value, hash: 'SHA-256' });
  if (!randomness.ok) return randomness;
  const contributions = await gatherContributions(tx, act, { drawId: id, intent: { randomness: randomness.value, createdAt: act.now.toISOString() }, profile: profile.value });
  if (!contributions.ok) return contributions;
  const { certificate, frame } = drawLots(act, task, input.departmentId, eligible, needed, rosterVersion, randomness.value, contributions.value);
  const order = certificate.strata.flatMap(({ drawn, reserve }) => [...drawn, ...reserve]);
  await insertInspectorDraw(tx, {
    id, taskId: task.id, departmentId: input.departmentId, eligible: eligible.length, ineligible: [...ineligible], rosterVersion, frame, seed: certificate.seed,
    certificate: canonicalJson(certificate), certificateHash: certificate.certificateHash, drawnBy: act.identity.subject, drawnAt: act.now,
  }, order.map(({ unitId, ticket }, index) => ({ drawId: id, inspectorId: unitId, order: index + 1, ticket, serves: index < needed ? 'YES' as const : 'SUBSTITUTE' as const })));
  recordChange(tx, { entity: 'InspectorDraw', entityId: id, before: null, after: { taskId: task.id, departmentId: input.departmentId, needed, eligible: eligible.length, certificateHash: certificate.certificateHash } });
  const { intent, intentHash: hash } = certificate;
  await appendEvent(tx, act, 'DrawCertified', {
    ...publicTermsOf({ id, kind: 'INSPECTOR', departmentId: input.departmentId, intentHash: hash, attempt: intent.attempt }, task), certificateHash: certificate.certificateHash,
    algorithm: intent.algorithm, hash: intent.hash, seed: certificate.seed, frameRoot: intent.frameRoot, population: intent.frameCount, drawn: certificate.drawnCount, at: act.now.toISOString(),
  });
  return ok({ drawId: id });
}
