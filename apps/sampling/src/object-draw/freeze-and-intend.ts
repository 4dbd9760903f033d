import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { recordChange, type Act, type Tx } from '@sortition/service-kit';
import { beginWork, endWork } from '../frame/frame-work.store.ts';
import { freezePopulation } from '../frame/freeze-population.ts';
import type { Workforce } from '../frame/workforce.ts';
import type { AnnouncedSource } from '../randomness/announce-randomness.ts';
import { versionOf } from '../roster/roster.store.ts';
import type { DrawableTask } from './draw-may-begin.ts';
import { fixIntent, type IntendedDraw } from './fix-intent.ts';
import { countUnintended, insertObjectDraw, updateObjectDraw, type ObjectDrawRow } from './object-draw.store.ts';
import type { PrepareObjectDrawInput } from './prepare-object-draw.ts';
import type { SelectedPopulation } from './select-population.ts';
import { sizeStrata } from './size-strata.ts';

/** Freezes the selected population and fixes the intent over it, in one transaction: a frame without intent is never seen. CQ 8.4.1. */
export async function freezeAndIntend(tx: Tx, act: Act, drawable: DrawableTask, drawId: string, selected: SelectedPopulation, announced: readonly AnnouncedSource[], workforce?: Workforce): Promise<Outcome<{ drawId: string }>> {
  const { terms, profile } = drawable;
  const frozen = await freezePopulation(tx, drawId, selected.terms, workforce);
  if (frozen.frame.count === 0) return refuse('INVALID_VALUE', clauseOf(profile.draw.object.drawnBy), { field: 'population' });
  const strata = sizeStrata(frozen.strata, terms, profile);
  if (!strata.ok) return strata;
  return fixIntent(tx, act, drawable, { drawId, frozen, strata: strata.value, ...selected, announced, continues: null });
}

/** Leaves the freezing of a large population to a job. No attempt is counted and nothing is told until the intent is fixed. */
export async function freezeLater(tx: Tx, act: Act, { task }: DrawableTask, drawId: string, selected: SelectedPopulation, population: number, input: PrepareObjectDrawInput, continues?: NonNullable<IntendedDraw['continues']>): Promise<Outcome<{ drawId: string }>> {
  const unintended = await countUnintended(tx, task.id);
  await insertObjectDraw(tx, {
    id: drawId, taskId: task.id, state: 'FREEZING', attempt: -unintended, ...selected.direction, continuesId: continues?.drawId ?? null, changeId: continues?.changeId ?? null,
    rosterVersion: await versionOf(tx, 'OBJECT'), population,
    frameRoot: '', intent: '', intentHash: '', strata: [], preparedBy: act.identity.subject, preparedAt: act.now,
  });
  await beginWork(tx, drawId, 'FREEZING', population, { operation: 'prepareObjectDraw', identity: act.identity, input });
  recordChange(tx, { entity: 'ObjectDraw', entityId: drawId, before: null, after: { state: 'FREEZING', population } });
  return ok({ drawId });
}

/** A population that cannot be frozen after all makes way for the next; it never had an intent. */
export async function giveUpFreezing(tx: Tx, act: Act, draw: ObjectDrawRow, reason: string): Promise<void> {
  await updateObjectDraw(tx, draw.id, { state: 'VOID', voidReason: reason, voidedBy: act.identity.subject });
  await endWork(tx, draw.id);
  recordChange(tx, { entity: 'ObjectDraw', entityId: draw.id, before: { state: draw.state }, after: { state: 'VOID', reason } });
}
