import { newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { recordChange, type Act, type Tx } from '@sortition/service-kit';
import { ownDepartment } from '../department/department.store.ts';
import { divisionCovers } from '../division.rules.ts';
import { findPublishedItems } from '../item-list/item-list.store.ts';
import { profileForNewAct } from '../stamped-profile.ts';
import { findBundles, saveBundle } from './inspection-field.store.ts';

export interface SaveIndustryBundleInput {
  readonly idempotencyKey: string;
  readonly bundleId?: string | null | undefined;
  readonly industry: string;
  readonly divisionCode: string;
  readonly itemIds: readonly string[];
}

/** Bundles what is inspected of an industry in one go, out of public lists. SAMR 3.2. */
export async function saveIndustryBundle(tx: Tx, act: Act, input: SaveIndustryBundleInput): Promise<Outcome<{ bundleId: string }>> {
  const own = await ownDepartment(tx, act);
  if (!own.ok) return own;
  const profile = profileForNewAct(own.value.profile, act.now);
  if (!profile.ok) return profile;
  const { modes } = profile.value.task;
  const clause = clauseOf(modes);
  if (modes.value?.includes('ONE_INDUSTRY_ONE_CHECK') !== true) return refuse('PROFILE_INCOMPLETE', clause, { parameter: modes.parameter });
  if (!divisionCovers(own.value.divisionCode, input.divisionCode)) return refuse('FORBIDDEN', clause, { field: 'divisionCode' });
  const { bundleId } = input;
  const [before] = typeof bundleId === 'string' ? await findBundles(tx, [bundleId]) : [];
  if (typeof bundleId === 'string' && before?.departmentId !== own.value.id) return refuse('NOT_FOUND', null, { entity: 'IndustryBundle', id: bundleId });
  const industry = input.industry.trim();
  const itemIds = [...new Set(input.itemIds)];
  if (industry === '' || itemIds.length === 0) return refuse('MISSING_FIELD', clause, { field: industry === '' ? 'industry' : 'itemIds' });
  const known = new Set((await findPublishedItems(tx, itemIds)).map(({ id }) => id));
  const unknown = itemIds.find((id) => !known.has(id));
  if (unknown !== undefined) return refuse('ITEM_NOT_IN_LIST', clause, { itemId: unknown });
  const bundle = { id: before?.id ?? newId(), industry, divisionCode: input.divisionCode, departmentId: own.value.id, itemIds, savedAt: act.now, savedBy: act.identity.subject };
  await saveBundle(tx, bundle);
  recordChange(tx, { entity: 'IndustryBundle', entityId: bundle.id, before: before ?? null, after: bundle });
  return ok({ bundleId: bundle.id });
}
