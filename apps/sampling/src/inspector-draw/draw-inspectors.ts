import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, profileOfTask, type Profile } from '@sortition/profiles';
import type { Act, MutationInput, Tx } from '@sortition/service-kit';
import { lockLiveDraw, type ObjectDrawRow } from '../object-draw/object-draw.store.ts';
import type { AnnouncedSource } from '../randomness/announce-randomness.ts';
import { mayDrawInspectors } from '../task/task.rules.ts';
import { directoriesAreConfirmed } from '../task/directories-are-confirmed.ts';
import { lockTask, type TaskRow } from '../task/task.store.ts';
import { certifyInspectorDraw } from './certify-inspector-draw.ts';
import { findInspectorDrawsOfTasks, lockInspectorDrawOf, type InspectorDrawRow } from './inspector-draw.store.ts';
import { intendInspectorDraw, type Intended } from './intend-inspector-draw.ts';
import { matchTermsOf } from './match-terms.ts';
import { wayOfAssignment } from './way-of-assignment.rules.ts';

export interface DrawInspectorsInput extends MutationInput {
  readonly taskId: string;
  readonly departmentId: string;
  readonly inspectorIds?: readonly string[] | null | undefined;
  readonly scheme?: string | null | undefined;
  readonly match?: boolean | null | undefined;
  readonly crossRegion?: boolean | null | undefined;
  readonly announcedRandomness?: readonly AnnouncedSource[] | null | undefined;
}

type Terms = NonNullable<TaskRow['terms']>;

/** The profile says who draws; where it leaves that to the scheme, the scheme does. */
function drawerOf(profile: Profile, terms: Terms): 'EACH_DEPARTMENT' | 'LEAD_DEPARTMENT' {
  const drawnBy = profile.draw.inspector.drawnBy.value;
  return drawnBy === 'PER_SCHEME' || drawnBy === null ? (terms.scheme.inspectorDrawnBy ?? 'EACH_DEPARTMENT') : drawnBy;
}

interface Guarded {
  readonly terms: Terms;
  readonly objects: ObjectDrawRow;
  /** An intent that waits for its randomness. */
  readonly intended: InspectorDrawRow | undefined;
}

async function guard(tx: Tx, act: Act, input: DrawInspectorsInput, task: TaskRow, profile: Profile): Promise<Outcome<Guarded>> {
  const clause = clauseOf(profile.draw.inspector.drawnBy);
  const objects = await lockLiveDraw(tx, task.id);
  if (task.terms === null || objects === undefined || objects.dispatchedAt === null) return refuse('INVALID_TRANSITION', clause, { from: objects?.state ?? task.state, to: 'TEAMED' });
  const permitted = mayDrawInspectors(act.identity, task, input.departmentId, drawerOf(profile, task.terms), clause);
  if (!permitted.ok) return permitted;
  if ((input.inspectorIds ?? []).length > 0) return refuse('NAMED_SELECTION_FORBIDDEN', clause, { field: 'inspectorIds' });
  const earlier = await lockInspectorDrawOf(tx, task.id, input.departmentId);
  if (earlier?.state === 'DRAWN') return refuse('DRAW_LOCKED', clauseOf(profile.draw.inspector.lockOn), { state: 'DRAWN' });
  const confirmed = await directoriesAreConfirmed(tx, task, profile);
  return confirmed.ok ? ok({ terms: task.terms, objects, intended: earlier }) : confirmed;
}

async function intend(tx: Tx, act: Act, input: DrawInspectorsInput, task: TaskRow, profile: Profile, { terms, objects }: Guarded): Promise<Outcome<Intended>> {
  const { specialties, inspectorDrawMode, teamCount } = terms.scheme;
  const way = wayOfAssignment(profile, { ofTask: inspectorDrawMode ?? null, ofCall: input.scheme ?? null, specialties });
  if (!way.ok) return way;
  const sibling = (await findInspectorDrawsOfTasks(tx, [task.id])).find(({ objectDrawId, state }) => objectDrawId === objects.id && state !== 'VOID');
  return intendInspectorDraw(tx, act, {
    task, profile, objects, way: way.value, matchTerms: matchTermsOf(task, terms, input.departmentId, way.value, profile), teamCount, match: input.match === true,
    crossRegion: input.crossRegion === true, announced: input.announcedRandomness ?? [], sibling,
  });
}

/**
 * Draws inspectors for one department by a random matching. Where other sources of randomness than the platform are announced, the first
 * call puts the intent on record and a later one draws, when all have spoken. CQ 8.5.1, CQ 8.5.3.
 */
export async function drawInspectors(tx: Tx, act: Act, input: DrawInspectorsInput): Promise<Outcome<{ drawId: string }>> {
  const task = await lockTask(tx, input.taskId);
  if (task === undefined) return refuse('TASK_REQUIRED', null, { taskId: input.taskId });
  const profile = profileOfTask(task);
  if (!profile.ok) return profile;
  const guarded = await guard(tx, act, input, task, profile.value);
  if (!guarded.ok) return guarded;
  const sourced = { task, profile: profile.value };
  if (guarded.value.intended !== undefined) return certifyInspectorDraw(tx, act, guarded.value.intended, sourced);
  const intended = await intend(tx, act, input, task, profile.value, guarded.value);
  if (!intended.ok) return intended;
  const { row, waits } = intended.value;
  return waits ? ok({ drawId: row.id }) : certifyInspectorDraw(tx, act, row, sourced);
}
