import { boolean, check, foreignKey, index, jsonb, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { inspectionSchema, instant, region } from '../inspection.table.ts';
import { inspection } from '../visit/visit.table.ts';

export const RECORD_STATES = ['OPEN', 'ATTESTED', 'SUBMITTED', 'CONFIRMED'] as const;
export type RecordState = (typeof RECORD_STATES)[number];

/** A point that must be answered for an inspected item, from the guide in force or the department's own rules. */
export interface CheckPoint {
  readonly text: string;
  readonly source: 'GUIDE' | 'OWN_RULES';
  readonly answer: string | null;
}

export const record = inspectionSchema.table('record', {
  region: region(),
  id: uuid('id').notNull(),
  inspectionId: uuid('inspection_id').notNull(),
  /** Null where all departments share the record. */
  departmentId: uuid('department_id'),
  form: text('form').notNull(),
  state: text('state', { enum: RECORD_STATES }).notNull(),
  /** ORGANISATION or INDIVIDUAL (行政相对人性质): an individual has no credit code. */
  counterpartNature: text('counterpart_nature', { enum: ['ORGANISATION', 'INDIVIDUAL'] }).notNull(),
  entityName: text('entity_name'),
  uscc: text('uscc'),
  district: text('district'),
  certificateNoSealed: text('certificate_no_sealed'),
  legalRepresentative: text('legal_representative'),
  inspectionAddress: text('inspection_address'),
  contactPhoneSealed: text('contact_phone_sealed'),
  credentialsShown: boolean('credentials_shown').notNull().default(false),
  sourceExplained: boolean('source_explained').notNull().default(false),
  /** What the technical means at hand could not find (CC art.22). */
  limitationNote: text('limitation_note'),
  refusalNote: text('refusal_note'),
  refusalReason: text('refusal_reason'),
  refusalWitnessSealed: text('refusal_witness_sealed'),
  refusalNotedById: uuid('refusal_noted_by_id'),
  refusalNotedAt: instant('refusal_noted_at'),
  submittedAt: instant('submitted_at'),
  confirmedAt: instant('confirmed_at'),
  openedAt: instant('opened_at').notNull(),
}, (table) => [
  primaryKey({ columns: [table.region, table.id] }),
  unique('record_once').on(table.region, table.inspectionId, table.departmentId).nullsNotDistinct(),
  index('record_by_id').on(table.id),
  index('record_by_inspection').on(table.inspectionId),
  check('record_counterpart_nature', sql`counterpart_nature in ('ORGANISATION', 'INDIVIDUAL')`),
  check('record_state', sql`state in ('OPEN', 'ATTESTED', 'SUBMITTED', 'CONFIRMED')`),
  foreignKey({ name: 'record_of_inspection', columns: [table.region, table.inspectionId], foreignColumns: [inspection.region, inspection.id] }),
]);

export const recordItem = inspectionSchema.table('record_item', {
  region: region(),
  recordId: uuid('record_id').notNull(),
  itemId: uuid('item_id').notNull(),
  departmentId: uuid('department_id').notNull(),
  name: text('name').notNull(),
  situation: text('situation'),
  inspected: boolean('inspected'),
  problemFound: boolean('problem_found'),
  suspectedCrime: boolean('suspected_crime').notNull().default(false),
  outOfCompetence: boolean('out_of_competence').notNull().default(false),
  /** As they stood when the record was opened. */
  checkPoints: jsonb('check_points').$type<readonly CheckPoint[]>().notNull().default([]),
  ownRules: jsonb('own_rules').$type<{ readonly title: string; readonly content: string }>(),
  recordedById: uuid('recorded_by_id'),
  recordedAt: instant('recorded_at'),
}, (table) => [
  primaryKey({ columns: [table.region, table.recordId, table.itemId] }),
  index('record_item_by_record').on(table.recordId),
  foreignKey({ name: 'record_item_of_record', columns: [table.region, table.recordId], foreignColumns: [record.region, record.id] }),
]);

export const signature = inspectionSchema.table('signature', {
  region: region(),
  id: uuid('id').notNull(),
  recordId: uuid('record_id').notNull(),
  party: text('party', { enum: ['INSPECTEE', 'TEAM_MEMBER'] }).notNull(),
  form: text('form', { enum: ['SIGN', 'SEAL'] }).notNull(),
  inspectorId: uuid('inspector_id'),
  signerNameSealed: text('signer_name_sealed'),
  /** The account that gave or took the signature. */
  subject: text('subject').notNull(),
  imageSha256: text('image_sha256'),
  contentHash: text('content_hash').notNull(),
  signedAt: instant('signed_at').notNull(),
}, (table) => [
  primaryKey({ columns: [table.region, table.id] }),
  unique('signature_once').on(table.region, table.recordId, table.party, table.inspectorId).nullsNotDistinct(),
  index('signature_by_record').on(table.recordId),
  check('signature_party', sql`party in ('INSPECTEE', 'TEAM_MEMBER')`),
  check('signature_form', sql`form in ('SIGN', 'SEAL')`),
  foreignKey({ name: 'signature_of_record', columns: [table.region, table.recordId], foreignColumns: [record.region, record.id] }),
]);

export const expertOpinion = inspectionSchema.table('expert_opinion', {
  region: region(),
  id: uuid('id').notNull(),
  recordId: uuid('record_id').notNull(),
  text: text('text').notNull(),
  subject: text('subject').notNull(),
  expertName: text('expert_name'),
  givenAt: instant('given_at').notNull(),
}, (table) => [
  primaryKey({ columns: [table.region, table.id] }),
  index('expert_opinion_by_record').on(table.recordId),
  foreignKey({ name: 'expert_opinion_of_record', columns: [table.region, table.recordId], foreignColumns: [record.region, record.id] }),
]);
