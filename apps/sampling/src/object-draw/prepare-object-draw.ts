import { newId, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import type { Act, MutationInput, Tx } from '@sortition/service-kit';
import { freezePopulation } from '../frame/freeze-population.ts';
import type { AnnouncedSource } from '../randomness/announce-randomness.ts';
import { drawMayBegin } from './draw-may-begin.ts';
import { fixIntent } from './fix-intent.ts';
import { lockLiveDraw } from './object-draw.store.ts';
import { prepareSupplement } from './prepare-supplement.ts';
import { selectPopulation, type AskedPopulation } from './select-population.ts';
import { sizeStrata } from './size-strata.ts';

export interface PrepareObjectDrawInput extends MutationInput, AskedPopulation {
  readonly taskId: string;
  readonly announcedRandomness?: readonly AnnouncedSource[] | null | undefined;
  readonly changeId?: string | null | undefined;
}

/** Freezes the population of a task and fixes the intent, before any randomness exists. CQ 8.4.1. */
export async function prepareObjectDraw(tx: Tx, act: Act, input: PrepareObjectDrawInput): Promise<Outcome<{ drawId: string }>> {
  const begun = await drawMayBegin(tx, act, input.taskId);
  if (!begun.ok) return begun;
  const { task, terms, profile } = begun.value;
  const live = await lockLiveDraw(tx, task.id);
  const announced = input.announcedRandomness ?? [];
  if (input.changeId !== null && input.changeId !== undefined) return prepareSupplement(tx, act, begun.value, live, input.changeId, announced);
  if (live !== undefined) return refuse('DRAW_LOCKED', clauseOf(profile.draw.object.lockOn), { state: live.state });
  const selected = await selectPopulation(tx, act, task, terms, profile, input);
  if (!selected.ok) return selected;

  const drawId = newId();
  const frozen = await freezePopulation(tx, drawId, selected.value.terms);
  if (frozen.frame.count === 0) return refuse('INVALID_VALUE', clauseOf(profile.draw.object.drawnBy), { field: 'population' });
  const strata = sizeStrata(frozen.strata, terms, profile);
  if (!strata.ok) return strata;
  return fixIntent(tx, act, begun.value, { drawId, frozen, strata: strata.value, ...selected.value, announced, continues: null });
}
