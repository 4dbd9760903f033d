import { refusal, renderRefusal } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import type { Tx } from '@sortition/service-kit';
import { findInstructionsTo, type InstructionRow } from '../instruction/instruction.store.ts';
import { unmetRequirements } from '../instruction/requirement.rules.ts';
import { findPublishedItems } from '../item-list/item-list.store.ts';
import { entryIsLive } from '../plan-entry/plan-entry.rules.ts';
import { findEntriesOfPlans } from '../plan-entry/plan-entry.store.ts';
import { profileUnder } from '../stamped-profile.ts';
import type { AnnualPlanRow } from './annual-plan.store.ts';

export interface UnmetRequirement {
  readonly code: string;
  readonly messageZh: string;
  readonly messageEn: string;
  readonly clause: string | null;
  readonly instruction: InstructionRow;
}

/** What the superiors of a department asked of its plan and do not find in it, as the plan reads now. SAMR 2.2. */
export async function warningsOfPlan(tx: Tx, plan: AnnualPlanRow): Promise<UnmetRequirement[]> {
  const instructions = await findInstructionsTo(tx, plan.departmentId, plan.year);
  if (instructions.length === 0) return [];
  const entries = (await findEntriesOfPlans(tx, [plan.id])).filter(entryIsLive);
  const published = await findPublishedItems(tx, [...entries.flatMap(({ items }) => items.map(({ itemId }) => itemId)), ...instructions.flatMap(({ requiredItemId }) => requiredItemId ?? [])]);
  const items = new Map(published.map((item) => [item.id, item]));
  const planned = entries.map((entry) => ({ ratio: entry.ratio, lineageIds: entry.items.flatMap(({ itemId }) => items.get(itemId)?.lineageId ?? []) }));
  const clause = clauseOf(profileUnder(plan).plan.minLevel);
  return unmetRequirements(instructions, planned).map((instruction) => {
    const unmet = refusal('SUPERIOR_REQUIREMENT_UNMET', clause, { item: items.get(instruction.requiredItemId ?? '')?.name ?? null, minRatio: instruction.requiredRatio });
    return { code: unmet.code, clause, instruction, ...renderRefusal(unmet) };
  });
}
