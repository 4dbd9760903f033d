import { newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, REGULATORY_MATTER_KINDS } from '@sortition/profiles';
import { recordChange, type Act, type Tx } from '@sortition/service-kit';
import { ownDepartment } from '../department/own-department.ts';
import type { SaveImplementationEntryInput, SaveRegulatoryMatterInput } from '../generated/resolvers.ts';
import { rulesInForce } from '../rules-of.ts';
import { findImplementationEntries, findMatters, putImplementationEntry, putMatter } from './regulatory-matter.store.ts';

const MAKERS = ['LIST_MANAGER'] as const;

/** A matter (监管事项) of the competent department: 谁主管、谁监管. GA art.10. */
export async function saveRegulatoryMatter(tx: Tx, act: Act, input: SaveRegulatoryMatterInput): Promise<Outcome<{ matterId: string }>> {
  const own = await ownDepartment(tx, act, MAKERS, null);
  if (!own.ok) return own;
  const profile = rulesInForce(own.value.profile, act.now);
  if (!profile.ok) return profile;
  const kinds = profile.value.lists.regulatoryMatterKinds;
  const clause = clauseOf(kinds);
  const allowed: readonly string[] = kinds.value ?? REGULATORY_MATTER_KINDS;
  if (!allowed.includes(input.kind)) return refuse('INVALID_VALUE', clause, { field: 'kind', value: input.kind, allowed });
  if (input.name.trim() === '') return refuse('MISSING_FIELD', clause, { field: 'name' });
  const [before] = input.id == null ? [] : await findMatters(tx, [input.id]);
  if (input.id != null && before === undefined) return refuse('NOT_FOUND', null, { matterId: input.id });
  if (before !== undefined && before.departmentId !== own.value.id) return refuse('FORBIDDEN', clauseOf(profile.value.objectDirectory.ownerPrinciple), { department: own.value.id });
  const row = { id: before?.id ?? newId(), departmentId: own.value.id, kind: input.kind, name: input.name.trim(), legalBasis: input.legalBasis ?? null, updatedAt: act.now };
  await putMatter(tx, row);
  recordChange(tx, { entity: 'RegulatoryMatter', entityId: row.id, before: before ?? null, after: row });
  return ok({ matterId: row.id });
}

/** An entry of the implementation list (检查实施清单); it rests on a matter of inspection of the same department. GA art.10. */
export async function saveImplementationEntry(tx: Tx, act: Act, input: SaveImplementationEntryInput): Promise<Outcome<{ entryId: string }>> {
  const own = await ownDepartment(tx, act, MAKERS, null);
  if (!own.ok) return own;
  const profile = rulesInForce(own.value.profile, act.now);
  if (!profile.ok) return profile;
  const clause = clauseOf(profile.value.lists.implementationBasedOnRegulatoryMatter);
  if (input.matterId == null) return refuse('MISSING_FIELD', clause, { field: 'matterId' });
  if (input.name.trim() === '') return refuse('MISSING_FIELD', clause, { field: 'name' });
  const [matter] = await findMatters(tx, [input.matterId]);
  if (matter?.kind !== 'INSPECTION') return refuse('INVALID_VALUE', clause, { field: 'matterId', value: matter?.kind ?? null });
  const [before] = input.id == null ? [] : await findImplementationEntries(tx, [input.id]);
  if (input.id != null && before === undefined) return refuse('NOT_FOUND', null, { entryId: input.id });
  if (matter.departmentId !== own.value.id || (before !== undefined && before.departmentId !== own.value.id)) return refuse('FORBIDDEN', clause, { department: own.value.id });
  const row = { id: before?.id ?? newId(), matterId: matter.id, departmentId: own.value.id, name: input.name.trim(), content: input.content ?? null, updatedAt: act.now };
  await putImplementationEntry(tx, row);
  recordChange(tx, { entity: 'ImplementationEntry', entityId: row.id, before: before ?? null, after: row });
  return ok({ entryId: row.id });
}
