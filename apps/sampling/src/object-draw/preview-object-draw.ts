import { ok, refusal, type Outcome, type Refusal } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { surveyPopulation } from '../frame/population.store.ts';
import type { Act, Tx } from '@sortition/service-kit';
import { countAvailableInspectors } from '../roster/roster-lookup.store.ts';
import { findTask } from '../task/task.store.ts';
import { capacityOf, isShort, type Capacity } from './capacity.rules.ts';
import { readyForLead } from './draw-may-begin.ts';
import type { StratumRow } from './object-draw.table.ts';
import { selectPopulation, type AskedPopulation } from './select-population.ts';
import { sizeStrata } from './size-strata.ts';

export interface DrawPreview {
  readonly population: number;
  readonly exclusions: readonly { readonly reason: string; readonly count: number }[];
  readonly strata: readonly StratumRow[];
  readonly toDraw: number;
  readonly capacity: readonly Capacity[];
  readonly warnings: readonly Refusal[];
}

/** What a draw would be: counted like the real one, and nothing of it is kept. */
export async function previewObjectDraw(tx: Tx, act: Act, taskId: string, asked: AskedPopulation): Promise<Outcome<DrawPreview>> {
  const ready = readyForLead(act, taskId, await findTask(tx, taskId));
  if (!ready.ok) return ready;
  const { task, terms, profile } = ready.value;
  const selected = await selectPopulation(tx, act, task, terms, profile, asked);
  if (!selected.ok) return selected;
  const { strata, exclusions } = await surveyPopulation(tx, selected.value.terms);
  const sized = sizeStrata(strata, terms, profile);
  if (!sized.ok) return sized;
  const toDraw = sized.value.reduce((sum, { row }) => sum + row.size, 0);
  const available = await countAvailableInspectors(tx, task.departmentIds, terms.period.to, terms.scheme.specialties);
  const capacity = task.departmentIds.map((id) => capacityOf(id, available.get(id) ?? 0, toDraw, terms.scheme));
  return ok({
    population: strata.reduce((sum, { population }) => sum + population, 0), exclusions, strata: sized.value.map(({ row }) => row), toDraw, capacity,
    warnings: capacity.filter(isShort).map(({ departmentId, available: eligible, needed }) => refusal('NO_ELIGIBLE_INSPECTOR', clauseOf(profile.draw.inspector.drawnBy), { department: departmentId, needed, eligible })),
  });
}
