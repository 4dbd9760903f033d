import { newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import type { Act, Tx } from '@sortition/service-kit';
import { freezePopulation } from '../frame/freeze-population.ts';
import { LARGE_FRAME } from '../frame/frame-work.store.ts';
import { narrowedBy, surveyPopulation } from '../frame/population.store.ts';
import type { Workforce } from '../frame/workforce.ts';
import { shareOut } from '../object-change/object-change.rules.ts';
import { lockObjectChange } from '../object-change/object-change.store.ts';
import type { DrawableTask } from './draw-may-begin.ts';
import { fixIntent, type IntendedDraw } from './fix-intent.ts';
import { freezeLater } from './freeze-and-intend.ts';
import { listOverrides, lockLiveDraw, lockSupplement, notYetDrawn } from './object-draw.store.ts';
import type { PrepareObjectDrawInput } from './prepare-object-draw.ts';
import { selectPopulation, type SelectedPopulation } from './select-population.ts';
import { sizeStrata } from './size-strata.ts';

type SupplementInput = PrepareObjectDrawInput & { readonly changeId: string };

export const asksForSupplement = (input: PrepareObjectDrawInput): input is SupplementInput => input.changeId !== null && input.changeId !== undefined;

interface PlannedSupplement {
  readonly continues: NonNullable<IntendedDraw['continues']>;
  readonly selected: SelectedPopulation;
  /** How many it takes of each stratum, and how many units these strata hold. */
  readonly shares: ReadonlyMap<string, number>;
  readonly units: number;
}

/** Who may still be drawn for an approved change, and how many of each stratum. */
async function planSupplement(tx: Tx, act: Act, { task, terms, profile }: DrawableTask, changeId: string): Promise<Outcome<PlannedSupplement>> {
  const clause = clauseOf(profile.draw.object.changeApprover);
  const main = await lockLiveDraw(tx, task.id);
  const change = await lockObjectChange(tx, changeId);
  if (change === undefined || main === undefined || change.drawId !== main.id) return refuse('NOT_FOUND', clause, { entity: 'ObjectChange', id: changeId });
  if (change.state !== 'APPROVED') return refuse('INVALID_TRANSITION', clause, { from: change.state, to: 'PREPARED' });
  if (main.certificateHash === null) return refuse('DRAW_ON_EXTERNAL_PLATFORM', clauseOf(profile.platform.ofRecord), { platform: main.platform });

  const byLaw = (await listOverrides(tx, [main.id])).filter(({ ground }) => ground === 'LAW_OR_RULE');
  const selected = await selectPopulation(tx, act, task, terms, profile, { mode: main.mode, narrowing: main.narrowing, exceptions: byLaw });
  if (!selected.ok) return selected;
  const remaining = narrowedBy(selected.value.terms, notYetDrawn(main.id));
  const missing = change.addCount - change.addedObjectIds.length;
  const sizes = new Map(main.strata.map(({ key, size }) => [key, size]));
  const { strata } = await surveyPopulation(tx, remaining);
  const shares = shareOut(missing, strata.map(({ key, population }) => ({ key, population, size: sizes.get(key) ?? 0 })));
  if (shares === undefined) return refuse('INVALID_VALUE', clause, { field: 'addCount', missing });
  return ok({
    continues: { drawId: main.id, certificateHash: main.certificateHash, changeId }, shares,
    selected: { ...selected.value, terms: { ...remaining, only: new Set(shares.keys()) } },
    units: strata.reduce((sum, { key, population }) => sum + (shares.has(key) ? population : 0), 0),
  });
}

async function freezePlanned(tx: Tx, act: Act, drawable: DrawableTask, drawId: string, { continues, selected, shares }: PlannedSupplement, input: SupplementInput, workforce?: Workforce): Promise<Outcome<{ drawId: string }>> {
  const frozen = await freezePopulation(tx, drawId, selected.terms, workforce);
  const strata = sizeStrata(frozen.strata, drawable.terms, drawable.profile, shares);
  if (!strata.ok) return strata;
  return fixIntent(tx, act, drawable, { drawId, frozen, strata: strata.value, ...selected, announced: input.announcedRandomness ?? [], continues });
}

/**
 * The intent of a supplement: where the reserve of a confirmed list does not hold what an approved change takes in, fresh
 * randomness goes on from the certificate, over the units that were not drawn yet. CQ 8.4.3, S10. Many units are frozen by a job.
 */
export async function prepareSupplement(tx: Tx, act: Act, drawable: DrawableTask, input: SupplementInput): Promise<Outcome<{ drawId: string }>> {
  const planned = await planSupplement(tx, act, drawable, input.changeId);
  if (!planned.ok) return planned;
  const live = await lockSupplement(tx, input.changeId);
  if (live !== undefined) return refuse('DRAW_LOCKED', clauseOf(drawable.profile.draw.object.lockOn), { state: live.state });
  const drawId = newId();
  const { continues, selected, units } = planned.value;
  return units > LARGE_FRAME
    ? freezeLater(tx, act, drawable, drawId, selected, units, input, continues)
    : freezePlanned(tx, act, drawable, drawId, planned.value, input);
}

/** What a job does of it: the strata are shared out again, as the roster may have changed since the request. */
export async function freezeSupplement(tx: Tx, act: Act, drawable: DrawableTask, drawId: string, input: SupplementInput, workforce: Workforce): Promise<Outcome<{ drawId: string }>> {
  const planned = await planSupplement(tx, act, drawable, input.changeId);
  return planned.ok ? freezePlanned(tx, act, drawable, drawId, planned.value, input, workforce) : planned;
}
