import type { DrawIntent } from '@sortition/draw';
import { invariant, newId, ok, type Outcome } from '@sortition/kernel';
import { profileOfTask } from '@sortition/profiles';
import { enqueue, transact, type Act, type JobContext, type Tx } from '@sortition/service-kit';
import { endWork, findFrameWork, stalledWork, tellProgress, WORK_ON_FRAME, type FrameWorkRow } from '../frame/frame-work.store.ts';
import { workforceOf, type Workforce } from '../frame/workforce.ts';
import { gatherContributions } from '../randomness/gather-contributions.ts';
import { findTask } from '../task/task.store.ts';
import { certifyObjectDraw } from './certify-object-draw.ts';
import { drawMayBegin, type DrawableTask } from './draw-may-begin.ts';
import { freezeAndIntend, giveUpFreezing } from './freeze-and-intend.ts';
import { lockObjectDraw, type ObjectDrawRow } from './object-draw.store.ts';
import type { PrepareObjectDrawInput } from './prepare-object-draw.ts';
import { asksForSupplement, freezeSupplement } from './prepare-supplement.ts';
import { selectPopulation } from './select-population.ts';

/**
 * Freezes, or draws from, a large frame as the one who asked for it. It is all or nothing: cut off, it begins again, and as the seed
 * was fixed before, ends in the same result.
 */
export async function workOnFrame(context: JobContext, payload: unknown): Promise<void> {
  const drawId = typeof payload === 'object' && payload !== null && 'drawId' in payload ? String(payload.drawId) : '';
  const [work] = await findFrameWork(context.database.write, [drawId]);
  if (work === undefined) return;
  const act = { identity: work.request.identity, now: context.clock(), trace: newId(), operation: work.request.operation };
  const workforce = workforceOf(context.database.write, act, {
    units: work.total, progress: tellProgress(context.database.write, drawId), warn: (what) => { context.log.warn({ drawId }, what); },
  });
  const done = await transact(context.database.write, act, (tx) => workOn(tx, act, work, workforce));
  if (done.ok) return;
  await context.transact('giveUpFreezing', async (tx, own) => {
    const draw = await lockObjectDraw(tx, drawId);
    if (draw?.state === 'FREEZING') await giveUpFreezing(tx, own, draw, done.error.code);
    return ok(true);
  });
}

async function workOn(tx: Tx, act: Act, { drawId, request }: FrameWorkRow, workforce: Workforce): Promise<Outcome<{ drawId: string }>> {
  const draw = await lockObjectDraw(tx, drawId);
  invariant(draw !== undefined, 'work on a frame belongs to a draw');
  let done: Outcome<{ drawId: string }> = ok({ drawId });
  if (draw.state === 'FREEZING' && request.operation === 'prepareObjectDraw') {
    const begun = await drawMayBegin(tx, act, draw.taskId);
    if (!begun.ok) return begun;
    done = asksForSupplement(request.input)
      ? await freezeSupplement(tx, act, begun.value, drawId, request.input, workforce)
      : await freezeSelected(tx, act, begun.value, drawId, request.input, workforce);
  }
  if (draw.state === 'DRAWING') done = await finishDrawing(tx, act, draw, workforce);
  if (done.ok) await endWork(tx, drawId);
  return done;
}

async function freezeSelected(tx: Tx, act: Act, drawable: DrawableTask, drawId: string, input: PrepareObjectDrawInput, workforce: Workforce): Promise<Outcome<{ drawId: string }>> {
  const selected = await selectPopulation(tx, act, drawable.task, drawable.terms, drawable.profile, input);
  return selected.ok ? freezeAndIntend(tx, act, drawable, drawId, selected.value, input.announcedRandomness ?? [], workforce) : selected;
}

/** Nothing is asked again of a draw whose seed is fixed: it ends in its one result. */
async function finishDrawing(tx: Tx, act: Act, draw: ObjectDrawRow, workforce: Workforce): Promise<Outcome<{ drawId: string }>> {
  const task = await findTask(tx, draw.taskId);
  invariant(task !== undefined, 'a draw belongs to a task');
  const profile = profileOfTask(task);
  if (!profile.ok) return profile;
  const intent: DrawIntent = JSON.parse(draw.intent);
  const contributions = await gatherContributions(tx, act, { drawId: draw.id, intent, profile: profile.value });
  if (!contributions.ok) return contributions;
  await certifyObjectDraw(tx, act, { task, profile: profile.value }, draw, contributions.value, workforce);
  return ok({ drawId: draw.id });
}

/** Takes up the work of those who died over it. A job of theirs stays locked for hours, so it gets a new one. */
export async function resumeFrames(context: JobContext): Promise<void> {
  await context.transact('resumeFrames', async (tx) => {
    for (const { drawId } of await stalledWork(tx)) await enqueue(tx, WORK_ON_FRAME, { drawId }, { key: `${WORK_ON_FRAME}:${drawId}` });
    return ok(true);
  });
}
