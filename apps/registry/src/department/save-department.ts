import { all, newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { parseDivisionCode } from '@sortition/identifiers';
import { AUTHORITY_BASES, clauseOf, SHIPPED_PROFILE_CODES } from '@sortition/profiles';
import { appendEvent, recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import type { SaveDepartmentInput } from '../generated/resolvers.ts';
import { rulesInForce } from '../rules-of.ts';
import { tellReadiness } from './gain-assets.ts';
import { findDepartment, putDepartment, type DepartmentRow } from './department.store.ts';

const LEVELS = ['PROVINCIAL', 'MUNICIPAL', 'COUNTY', 'DEVELOPMENT_ZONE', 'TOWNSHIP'] as const;

const oneOf = (values: readonly string[], field: string, value: string): Outcome<string> =>
  values.includes(value) ? ok(value) : refuse('INVALID_VALUE', null, { field, allowed: values });

/** Who has power by authorisation or entrustment names the document that gives it; CQ 1. */
function authorityIsGiven(input: SaveDepartmentInput, basis: string, now: Date): Outcome<string | null> {
  if (basis === 'STATUTORY_DEPARTMENT') return ok(null);
  const [field, reference] = basis === 'ENTRUSTED_ORGANISATION' ? ['entrustmentRef', input.entrustmentRef] as const : ['authorisationRef', input.authorisationRef] as const;
  const named = reference?.trim() ?? '';
  if (named !== '') return ok(named);
  const profile = rulesInForce(input.profile, now);
  return profile.ok ? refuse('MISSING_FIELD', clauseOf(profile.value.department.authorityBasis), { field }) : profile;
}

/** Enters or changes a department and tells every service of it. */
export async function saveDepartment(tx: Tx, act: Act, input: SaveDepartmentInput & MutationInput): Promise<Outcome<{ departmentId: string }>> {
  if (input.name.trim() === '') return refuse('MISSING_FIELD', null, { field: 'name' });
  const authorityBasis = input.authorityBasis ?? 'STATUTORY_DEPARTMENT';
  const fields = all([
    oneOf(LEVELS, 'level', input.level), oneOf(AUTHORITY_BASES, 'authorityBasis', authorityBasis), oneOf(SHIPPED_PROFILE_CODES, 'profile', input.profile),
  ]);
  if (!fields.ok) return fields;
  const authorityRef = authorityIsGiven(input, authorityBasis, act.now);
  if (!authorityRef.ok) return authorityRef;
  const division = parseDivisionCode(input.divisionCode);
  if (!division.ok) return division;
  if (input.parentId != null && await findDepartment(tx, input.parentId) === undefined) return refuse('INVALID_VALUE', null, { field: 'parentId' });

  const before = input.id == null ? undefined : await findDepartment(tx, input.id);
  const row: DepartmentRow = {
    id: input.id ?? newId(), name: input.name.trim(), level: input.level, divisionCode: input.divisionCode, parentId: input.parentId ?? null,
    authorityBasis, authorityItemIds: input.authorityItemIds == null ? null : [...input.authorityItemIds], authorityRef: authorityRef.value,
    profile: input.profile, active: input.active ?? true, updatedAt: act.now,
  };
  await putDepartment(tx, row);
  recordChange(tx, { entity: 'Department', entityId: row.id, before: before ?? null, after: row });
  await appendEvent(tx, act, 'DepartmentSaved', {
    departmentId: row.id, name: row.name, level: row.level, divisionCode: row.divisionCode, parentId: row.parentId,
    authorityBasis: row.authorityBasis, authorityItemIds: row.authorityItemIds, profile: row.profile, active: row.active,
  });
  if (before?.profile !== row.profile) await tellReadiness(tx, act, [row]);
  return ok({ departmentId: row.id });
}
