import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type Profile } from '@sortition/profiles';

/** What a rule must know of a department. */
export interface DepartmentFacts {
  readonly id: string;
  readonly level: string;
  readonly active: boolean;
  /** Items inside the authorised or entrusted scope; null means all of its competence. */
  readonly authorityItemIds: readonly string[] | null;
}

// a development zone stands beside a county (notice of the Changchun rules)
const DEPTH: Readonly<Record<string, number>> = { NATIONAL: 0, PROVINCIAL: 1, MUNICIPAL: 2, COUNTY: 3, DEVELOPMENT_ZONE: 3, TOWNSHIP: 4 };

/** 县级以上: a department below the lowest level of the profile takes no part. */
export function departmentIsEligible(profile: Profile, department: DepartmentFacts): Outcome<void> {
  const { minLevel } = profile.department;
  const depth = DEPTH[department.level];
  const deepest = minLevel.value === null ? Infinity : DEPTH[minLevel.value] ?? Infinity;
  if (department.active && depth !== undefined && depth <= deepest) return ok(undefined);
  return refuse('DEPARTMENT_NOT_ELIGIBLE', clauseOf(minLevel), { departmentId: department.id, level: department.level, minLevel: minLevel.value, active: department.active });
}

/** 一单、两库、一计划、一细则: a department that lacks one of them makes no task. Of its plan the entry itself speaks. GA art.5. */
export function departmentIsReady(profile: Profile, { id, missingAssets }: { readonly id: string; readonly missingAssets: readonly string[] }): Outcome<void> {
  const { requiredAssets } = profile.department;
  const asked: readonly string[] = requiredAssets.value ?? [];
  const missing = missingAssets.filter((asset) => asked.includes(asset));
  return missing.length === 0 ? ok(undefined) : refuse('DEPARTMENT_NOT_READY', clauseOf(requiredAssets), { departmentId: id, missing });
}

/** An authorised or entrusted organisation acts inside its scope only. `lineageId` names the item over the versions of its list. */
export function itemLiesInAuthority(profile: Profile, department: DepartmentFacts, item: { readonly itemId: string; readonly lineageId: string }): Outcome<void> {
  const { authorityItemIds } = department;
  if (authorityItemIds === null || authorityItemIds.includes(item.itemId) || authorityItemIds.includes(item.lineageId)) return ok(undefined);
  return refuse('OUT_OF_AUTHORITY_SCOPE', clauseOf(profile.department.authorityBasis), { departmentId: department.id, itemId: item.itemId });
}
