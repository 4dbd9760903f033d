import { refusal, renderRefusal } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import type { InstructionRow } from '../instruction/instruction.store.ts';
import { unmetRequirements } from '../instruction/requirement.rules.ts';
import type { PublishedItem } from '../item-list/item-list.store.ts';
import type { PlanEntryRow } from '../plan-entry/plan-entry.store.ts';
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
export function warningsOfPlan(plan: AnnualPlanRow, instructions: readonly InstructionRow[], entries: readonly PlanEntryRow[], items: ReadonlyMap<string, PublishedItem>): UnmetRequirement[] {
  const planned = entries.map((entry) => ({ ratio: entry.ratio, lineageIds: entry.items.flatMap(({ itemId }) => items.get(itemId)?.lineageId ?? []) }));
  const clause = clauseOf(profileUnder(plan).plan.minLevel);
  return unmetRequirements(instructions.filter(({ year }) => year === plan.year), planned).map((instruction) => {
    const unmet = refusal('SUPERIOR_REQUIREMENT_UNMET', clause, { item: items.get(instruction.requiredItemId ?? '')?.name ?? null, minRatio: instruction.requiredRatio });
    return { code: unmet.code, clause, instruction, ...renderRefusal(unmet) };
  });
}
