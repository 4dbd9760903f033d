import { newId, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import type { Act, Tx } from '@sortition/service-kit';
import { freezePopulation } from '../frame/freeze-population.ts';
import { narrowedBy, surveyPopulation } from '../frame/population.store.ts';
import { shareOut } from '../object-change/object-change.rules.ts';
import { lockObjectChange } from '../object-change/object-change.store.ts';
import type { AnnouncedSource } from '../randomness/announce-randomness.ts';
import type { DrawableTask } from './draw-may-begin.ts';
import { fixIntent } from './fix-intent.ts';
import { listOverrides, lockSupplement, notYetDrawn, type ObjectDrawRow } from './object-draw.store.ts';
import { selectPopulation } from './select-population.ts';
import { sizeStrata } from './size-strata.ts';

/**
 * The intent of a supplement: where the reserve of a confirmed list does not hold what an approved change takes in, fresh
 * randomness goes on from the certificate, over the units that were not drawn yet. CQ 8.4.3, S10.
 */
export async function prepareSupplement(tx: Tx, act: Act, drawable: DrawableTask, main: ObjectDrawRow | undefined, changeId: string, announced: readonly AnnouncedSource[]): Promise<Outcome<{ drawId: string }>> {
  const { task, terms, profile } = drawable;
  const clause = clauseOf(profile.draw.object.changeApprover);
  const change = await lockObjectChange(tx, changeId);
  if (change === undefined || main === undefined || change.drawId !== main.id) return refuse('NOT_FOUND', clause, { entity: 'ObjectChange', id: changeId });
  if (change.state !== 'APPROVED') return refuse('INVALID_TRANSITION', clause, { from: change.state, to: 'PREPARED' });
  if (main.certificateHash === null) return refuse('DRAW_ON_EXTERNAL_PLATFORM', clauseOf(profile.platform.ofRecord), { platform: main.platform });
  const live = await lockSupplement(tx, change.id);
  if (live !== undefined) return refuse('DRAW_LOCKED', clauseOf(profile.draw.object.lockOn), { state: live.state });

  const byLaw = (await listOverrides(tx, [main.id])).filter(({ ground }) => ground === 'LAW_OR_RULE');
  const selected = await selectPopulation(tx, act, task, terms, profile, { mode: main.mode, narrowing: main.narrowing, exceptions: byLaw });
  if (!selected.ok) return selected;
  const remaining = narrowedBy(selected.value.terms, notYetDrawn(main.id));
  const missing = change.addCount - change.addedObjectIds.length;
  const sizes = new Map(main.strata.map(({ key, size }) => [key, size]));
  const shares = shareOut(missing, (await surveyPopulation(tx, remaining)).strata.map(({ key, population }) => ({ key, population, size: sizes.get(key) ?? 0 })));
  if (shares === undefined) return refuse('INVALID_VALUE', clause, { field: 'addCount', missing });

  const drawId = newId();
  const frozen = await freezePopulation(tx, drawId, { ...remaining, only: new Set(shares.keys()) });
  const strata = sizeStrata(frozen.strata, terms, profile, shares);
  if (!strata.ok) return strata;
  return fixIntent(tx, act, drawable, { drawId, frozen, strata: strata.value, ...selected.value, announced, continues: { drawId: main.id, certificateHash: main.certificateHash, changeId } });
}
