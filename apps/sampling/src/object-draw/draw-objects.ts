import type { DrawIntent } from '@sortition/draw';
import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type DrawMode, type Profile } from '@sortition/profiles';
import { recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { beginWork, LARGE_FRAME } from '../frame/frame-work.store.ts';
import { gatherContributions } from '../randomness/gather-contributions.ts';
import { certifyObjectDraw } from './certify-object-draw.ts';
import { drawMayBegin, type DrawableTask } from './draw-may-begin.ts';
import { isSameRatio, nextState } from './object-draw.rules.ts';
import { lockLiveDraw, lockSupplement, updateObjectDraw, type ObjectDrawRow } from './object-draw.store.ts';
import { selectPopulation } from './select-population.ts';

export interface DrawObjectsInput extends MutationInput {
  readonly taskId: string;
  readonly ratio?: string | null | undefined;
  readonly mode?: DrawMode | null | undefined;
  readonly objectIds?: readonly string[] | null | undefined;
  readonly changeId?: string | null | undefined;
}

/** Chance decides: neither another ratio than the preset one nor a named object is taken. CQ 8.4.2, SY art.14(1). */
function leavesItToChance(input: DrawObjectsInput, ratio: string, profile: Profile): Outcome<true> {
  const clause = clauseOf(profile.draw.object.drawnBy);
  if ((input.objectIds ?? []).length > 0) return refuse('NAMED_SELECTION_FORBIDDEN', clause, { field: 'objectIds' });
  if (input.ratio !== null && input.ratio !== undefined && !isSameRatio(input.ratio, ratio)) return refuse('RATIO_MISMATCH', clause, { preset: ratio, given: input.ratio });
  return ok(true);
}

/** The prepared draw of the task, or the supplement of the change. What kind of population it has was fixed with its intent. */
async function preparedDraw(tx: Tx, act: Act, input: DrawObjectsInput, { task, terms, profile }: DrawableTask): Promise<Outcome<ObjectDrawRow>> {
  const row = input.changeId === null || input.changeId === undefined ? await lockLiveDraw(tx, task.id) : await lockSupplement(tx, input.changeId);
  if (row === undefined || row.taskId !== task.id) {
    const selectable = await selectPopulation(tx, act, task, terms, profile, { mode: input.mode ?? null });
    return !selectable.ok && selectable.error.code === 'CLUE_REQUIRED' ? selectable : refuse('DRAW_MISSING', clauseOf(profile.draw.object.drawnBy), { taskId: task.id });
  }
  if (row.platform !== null) return refuse('DRAW_ON_EXTERNAL_PLATFORM', clauseOf(profile.platform.ofRecord), { platform: row.platform });
  if (input.mode !== null && input.mode !== undefined && input.mode !== row.mode) return refuse('INVALID_VALUE', clauseOf(profile.draw.modes), { field: 'mode', value: input.mode, prepared: row.mode });
  return ok(row);
}

/** Draws the objects of a task from its frozen population; the result and its certificate are final. From a large frame a job draws. CQ 8.4.2. */
export async function drawObjects(tx: Tx, act: Act, input: DrawObjectsInput): Promise<Outcome<{ drawId: string }>> {
  const begun = await drawMayBegin(tx, act, input.taskId);
  if (!begun.ok) return begun;
  const { task, terms, profile } = begun.value;
  const chance = leavesItToChance(input, terms.ratio, profile);
  if (!chance.ok) return chance;
  const prepared = await preparedDraw(tx, act, input, begun.value);
  if (!prepared.ok) return prepared;
  const row = prepared.value;
  const next = nextState(row.state, 'drawObjects', clauseOf(profile.draw.object.lockOn));
  if (!next.ok) return next;
  const intent: DrawIntent = JSON.parse(row.intent);
  const contributions = await gatherContributions(tx, act, { drawId: row.id, intent, profile });
  if (!contributions.ok) return contributions;

  if (row.population > LARGE_FRAME) {
    // from here the seed is fixed: whatever happens, the job ends in the one result that follows from it
    await updateObjectDraw(tx, row.id, { state: 'DRAWING' });
    await beginWork(tx, row.id, 'DRAWING', row.population, { operation: 'drawObjects', identity: act.identity });
    recordChange(tx, { entity: 'ObjectDraw', entityId: row.id, before: { state: row.state }, after: { state: 'DRAWING' } });
    return ok({ drawId: row.id });
  }
  await certifyObjectDraw(tx, act, { task, profile }, row, contributions.value);
  return ok({ drawId: row.id });
}
