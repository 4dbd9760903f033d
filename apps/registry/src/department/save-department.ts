import { all, newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { parseDivisionCode } from '@sortition/identifiers';
import { SHIPPED_PROFILE_CODES, AUTHORITY_BASES } from '@sortition/profiles';
import { appendEvent, recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import type { SaveDepartmentInput } from '../generated/resolvers.ts';
import { findDepartment, putDepartment, type DepartmentRow } from './department.store.ts';

const LEVELS = ['PROVINCIAL', 'MUNICIPAL', 'COUNTY', 'DEVELOPMENT_ZONE', 'TOWNSHIP'] as const;

const oneOf = (values: readonly string[], field: string, value: string): Outcome<string> =>
  values.includes(value) ? ok(value) : refuse('INVALID_VALUE', null, { field, allowed: values });

/** Enters or changes a department and tells every service of it. */
export async function saveDepartment(tx: Tx, act: Act, input: SaveDepartmentInput & MutationInput): Promise<Outcome<{ departmentId: string }>> {
  if (input.name.trim() === '') return refuse('MISSING_FIELD', null, { field: 'name' });
  const authorityBasis = input.authorityBasis ?? 'STATUTORY_DEPARTMENT';
  const fields = all([
    oneOf(LEVELS, 'level', input.level), oneOf(AUTHORITY_BASES, 'authorityBasis', authorityBasis), oneOf(SHIPPED_PROFILE_CODES, 'profile', input.profile),
  ]);
  if (!fields.ok) return fields;
  const division = parseDivisionCode(input.divisionCode);
  if (!division.ok) return division;
  if (input.parentId != null && await findDepartment(tx, input.parentId) === undefined) return refuse('INVALID_VALUE', null, { field: 'parentId' });

  const before = input.id == null ? undefined : await findDepartment(tx, input.id);
  const row: DepartmentRow = {
    id: input.id ?? newId(), name: input.name.trim(), level: input.level, divisionCode: input.divisionCode, parentId: input.parentId ?? null,
    authorityBasis, authorityItemIds: input.authorityItemIds == null ? null : [...input.authorityItemIds],
    profile: input.profile, active: input.active ?? true, updatedAt: act.now,
  };
  await putDepartment(tx, row);
  recordChange(tx, { entity: 'Department', entityId: row.id, before: before ?? null, after: row });
  await appendEvent(tx, act, 'DepartmentSaved', {
    departmentId: row.id, name: row.name, level: row.level, divisionCode: row.divisionCode, parentId: row.parentId,
    authorityBasis: row.authorityBasis, authorityItemIds: row.authorityItemIds, profile: row.profile, active: row.active,
  });
  return ok({ departmentId: row.id });
}
