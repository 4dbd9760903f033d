import { partsOfRatio, provenRatio } from '../plan-entry/ratio.rules.ts';

export interface Requirement {
  readonly id: string;
  readonly requiredItemId: string | null;
  readonly requiredLineageId: string | null;
  readonly requiredRatio: string | null;
}

export interface PlannedRatio {
  readonly lineageIds: readonly string[];
  readonly ratio: string | null;
}

/** The highest ratio at which the plan inspects an item, whatever the version of its list. */
function plannedRatioOf(lineageId: string, entries: readonly PlannedRatio[]): bigint {
  const ratios = entries.filter((entry) => entry.lineageIds.includes(lineageId)).map(({ ratio }) => (ratio === null ? 0n : partsOfRatio(ratio) ?? 0n));
  return ratios.reduce((highest, each) => (each > highest ? each : highest), 0n);
}

/** 按照上级市场监管部门要求统筹制定: the requirements of superiors that a plan does not meet. They are shown, and stop nothing. SAMR 2.2. */
export function unmetRequirements<T extends Requirement>(requirements: readonly T[], entries: readonly PlannedRatio[]): T[] {
  return requirements.filter(({ requiredLineageId, requiredRatio }) =>
    requiredLineageId !== null && requiredRatio !== null && plannedRatioOf(requiredLineageId, entries) < provenRatio(requiredRatio));
}
