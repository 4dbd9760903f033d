import { sql } from 'drizzle-orm';
import { bigint, char, check, date, index, integer, jsonb, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant, registry } from '../registry.table.ts';
import type { KindDetails } from './kind-details.ts';

export const inspectionObject = registry.table('inspection_object', {
  divisionCode: char('division_code', { length: 6 }).notNull(),
  id: uuid('id').notNull(),
  kind: text('kind').notNull(),
  subtype: text('subtype'),
  name: text('name').notNull(),
  /** What the code is a code of (标识名称), such as 统一社会信用代码. */
  identifierName: text('identifier_name'),
  /** What makes the entry the one it is: its code, or for kinds without one a text made from its form. */
  identityKey: text('identity_key').notNull(),
  code: text('code'),
  uscc: text('uscc'),
  registrationNumber: text('registration_number'),
  counterpartNature: text('counterpart_nature'),
  district: text('district'),
  inspectionAddress: text('inspection_address'),
  contactPhoneSealed: text('contact_phone_sealed'),
  legalRepresentative: text('legal_representative'),
  entityType: text('entity_type'),
  registeredCapital: text('registered_capital'),
  businessScope: text('business_scope'),
  registeredOn: date('registered_on', { mode: 'string' }),
  details: jsonb('details').$type<KindDetails>(),
  tags: text('tags').array().notNull(),
  riskLevel: text('risk_level'),
  creditLevel: text('credit_level'),
  weight: integer('weight').notNull(),
  ownerDepartmentId: uuid('owner_department_id'),
  /** Departments that answer for it beside the owner: one object, two responsible units. */
  coResponsibleIds: uuid('co_responsible_ids').array().notNull().default([]),
  sourceSystem: text('source_system'),
  externalId: text('external_id'),
  state: text('state').notNull(),
  missingFields: text('missing_fields').array().notNull(),
  profile: text('profile').notNull(),
  rowVersion: integer('row_version').notNull(),
  rosterVersion: bigint('roster_version', { mode: 'number' }).notNull(),
  recordedAt: instant('recorded_at').notNull(),
  recordedBy: text('recorded_by').notNull(),
  reason: text('reason'),
}, (table) => [
  primaryKey({ columns: [table.divisionCode, table.id] }),
  index('inspection_object_by_id').on(table.id),
  // a division's entries of a state are counted from this alone
  index('inspection_object_by_state').on(table.divisionCode, table.state),
  uniqueIndex('inspection_object_identity').on(table.identityKey, table.divisionCode),
  index('inspection_object_by_uscc').on(table.uscc).where(sql`${table.uscc} <> ${table.identityKey}`),
  index('inspection_object_by_old_number').on(table.registrationNumber).where(sql`${table.registrationNumber} <> ${table.identityKey}`),
  index('inspection_object_by_source').on(table.sourceSystem, table.externalId).where(sql`${table.externalId} is not null`),
  index('inspection_object_by_owner').on(table.ownerDepartmentId, table.divisionCode, table.id).where(sql`${table.ownerDepartmentId} is not null`),
  index('inspection_object_by_name').on(sql`${table.name} text_pattern_ops`),
  index('inspection_object_by_tag').using('gin', table.tags).where(sql`${table.tags} <> '{}'`),
  check('inspection_object_state', sql`${table.state} in ('CANDIDATE', 'DRAFT', 'ACTIVE', 'SUSPECT', 'INACTIVE')`),
  check('inspection_object_nature', sql`${table.counterpartNature} in ('ORGANISATION', 'INDIVIDUAL')`),
  check('inspection_object_weight', sql`${table.weight} > 0`),
]);

export const inspectionObjectVersion = registry.table('inspection_object_version', {
  divisionCode: char('division_code', { length: 6 }).notNull(),
  id: uuid('id').notNull(),
  rowVersion: integer('row_version').notNull(),
  recordedAt: instant('recorded_at').notNull(),
  recordedUntil: instant('recorded_until').notNull(),
  row: jsonb('row').notNull(),
}, (table) => [
  primaryKey({ columns: [table.divisionCode, table.id, table.rowVersion] }),
  index('inspection_object_version_by_id').on(table.id, table.recordedAt),
]);
