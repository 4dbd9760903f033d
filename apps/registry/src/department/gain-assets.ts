import type { Profile, RequiredAsset } from '@sortition/profiles';
import { among, appendEvent, type Act, type Tx } from '@sortition/service-kit';
import { rulesInForce } from '../rules-of.ts';
import { departmentAsset } from './department-asset.table.ts';
import { findDepartments, type DepartmentRow } from './department.store.ts';

export interface Gain {
  readonly departmentId: string | null;
  readonly asset: Exclude<RequiredAsset, 'ANNUAL_PLAN'>;
}

/** What the own text of a place asks of a department before it supervises; its plan is planning's to know. GA art.5. */
const askedFor = ({ department: { requiredAssets } }: Profile): readonly string[] =>
  requiredAssets.source === 'TEXT' && requiredAssets.inheritedFrom === null ? requiredAssets.value.filter((asset) => asset !== 'ANNUAL_PLAN') : [];

/** Tells what departments still lack; nothing is told of one from which its place asks nothing. */
export async function tellReadiness(tx: Tx, act: Act, departments: readonly DepartmentRow[]): Promise<void> {
  const held = departments.length === 0 ? [] : await tx.select().from(departmentAsset).where(among(departmentAsset.departmentId, departments.map(({ id }) => id)));
  for (const { id, profile } of departments) {
    const rules = rulesInForce(profile, act.now);
    const asked = rules.ok ? askedFor(rules.value) : [];
    const missing = asked.filter((asset) => !held.some((each) => each.departmentId === id && each.asset === asset));
    if (asked.length > 0) await appendEvent(tx, act, 'DepartmentReadinessChanged', { departmentId: id, missing });
  }
}

/** Notes what departments have from now on; only what is new is told. */
export async function gainAssets(tx: Tx, act: Act, gains: readonly Gain[]): Promise<void> {
  const rows = [...new Map(gains.flatMap(({ departmentId, asset }) => (departmentId === null ? [] : [[`${departmentId} ${asset}`, { departmentId, asset, gainedAt: act.now }] as const]))).values()];
  if (rows.length === 0) return;
  const gained = await tx.insert(departmentAsset).values(rows).onConflictDoNothing().returning({ id: departmentAsset.departmentId });
  if (gained.length > 0) await tellReadiness(tx, act, await findDepartments(tx, [...new Set(gained.map(({ id }) => id))]));
}
