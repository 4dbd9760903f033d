import { newId, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import type { Act, MutationInput, Tx } from '@sortition/service-kit';
import { LARGE_FRAME } from '../frame/frame-work.store.ts';
import { sizeAbove } from '../frame/population.store.ts';
import type { AnnouncedSource } from '../randomness/announce-randomness.ts';
import { drawMayBegin } from './draw-may-begin.ts';
import { freezeAndIntend, freezeLater } from './freeze-and-intend.ts';
import { lockLiveDraw } from './object-draw.store.ts';
import { asksForSupplement, prepareSupplement } from './prepare-supplement.ts';
import { selectPopulation, type AskedPopulation } from './select-population.ts';

export interface PrepareObjectDrawInput extends MutationInput, AskedPopulation {
  readonly taskId: string;
  readonly announcedRandomness?: readonly AnnouncedSource[] | null | undefined;
  readonly changeId?: string | null | undefined;
}

/** Freezes the population of a task and fixes the intent, before any randomness exists; of a large one a job does it. CQ 8.4.1. */
export async function prepareObjectDraw(tx: Tx, act: Act, input: PrepareObjectDrawInput): Promise<Outcome<{ drawId: string }>> {
  const begun = await drawMayBegin(tx, act, input.taskId);
  if (!begun.ok) return begun;
  const { task, terms, profile } = begun.value;
  if (asksForSupplement(input)) return prepareSupplement(tx, act, begun.value, input);
  const live = await lockLiveDraw(tx, task.id);
  if (live !== undefined) return refuse('DRAW_LOCKED', clauseOf(profile.draw.object.lockOn), { state: live.state });
  const selected = await selectPopulation(tx, act, task, terms, profile, input);
  if (!selected.ok) return selected;

  const drawId = newId();
  const large = await sizeAbove(tx, selected.value.terms, LARGE_FRAME);
  return large === null
    ? freezeAndIntend(tx, act, begun.value, drawId, selected.value, input.announcedRandomness ?? [])
    : freezeLater(tx, act, begun.value, drawId, selected.value, large, input);
}
