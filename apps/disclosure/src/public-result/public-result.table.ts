import { sql } from 'drizzle-orm';
import { boolean, date, index, integer, jsonb, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { disclosure, division, instant } from '../disclosure.table.ts';

export interface ShownResultItem {
  readonly itemId: string;
  readonly name: string;
  readonly code: string;
  readonly label: string;
  readonly problemFound: boolean;
}

/** What the public may read of a result: only what stands here was ever chosen for it. Nothing is masked when it is shown. */
export const publicResult = disclosure.table('public_result', {
  /** Division of the object. */
  divisionCode: division('division_code').notNull(),
  publicationId: uuid('publication_id').notNull(),
  version: integer('version').notNull(),
  departmentId: uuid('department_id').notNull(),
  departmentName: text('department_name'),
  taskId: uuid('task_id').notNull(),
  taskNumber: text('task_number').notNull(),
  objectId: uuid('object_id').notNull(),
  kind: text('kind').notNull(),
  name: text('name'),
  /** The name without differences of width, case and blanks, for the search. */
  nameNormalised: text('name_normalised'),
  /** Pairs of neighbouring characters of the name: they find any part of it, in Chinese too, where trigrams find nothing. */
  namePairs: text('name_pairs').array().notNull(),
  uscc: text('uscc'),
  /** The organisation code (组织机构代码) inside the credit code, by which older papers name an entity. */
  organisationCode: text('organisation_code'),
  district: text('district'),
  code: text('code').notNull(),
  label: text('label').notNull(),
  problemFound: boolean('problem_found').notNull(),
  items: jsonb('items').$type<readonly ShownResultItem[]>().notNull(),
  inspectedOn: date('inspected_on', { mode: 'string' }).notNull(),
  publishedOn: date('published_on', { mode: 'string' }).notNull(),
  publishedAt: instant('published_at').notNull(),
  corrected: boolean('corrected').notNull(),
  redactedFields: text('redacted_fields').array().notNull(),
  stoppedAt: instant('stopped_at'),
}, (table) => {
  const shown = sql`${table.stoppedAt} is null`;
  // read backwards for the newest first: an index made with `desc` puts nulls last and does not serve `order by … desc`
  const newestFirst = [table.publishedOn, table.publicationId] as const;
  return [
    primaryKey({ columns: [table.divisionCode, table.publicationId] }),
    index('public_result_by_id').on(table.publicationId),
    index('public_result_newest').on(...newestFirst).where(shown),
    index('public_result_by_county').on(table.divisionCode, ...newestFirst).where(shown),
    index('public_result_by_city').on(sql`left(${table.divisionCode}, 4)`, ...newestFirst).where(shown),
    index('public_result_by_province').on(sql`left(${table.divisionCode}, 2)`, ...newestFirst).where(shown),
    index('public_result_by_uscc').on(table.uscc, ...newestFirst).where(shown),
    index('public_result_by_organisation').on(table.organisationCode, ...newestFirst).where(shown),
    index('public_result_by_object').on(table.objectId, ...newestFirst).where(shown),
    index('public_result_by_task').on(table.taskNumber, ...newestFirst).where(shown),
    index('public_result_by_code').on(table.code, ...newestFirst).where(shown),
    index('public_result_by_name').using('gin', table.namePairs),
  ];
});

/** What stood in public before a correction; it stays readable beside the new version. CQ 8.8.2. */
export const publicResultVersion = disclosure.table('public_result_version', {
  divisionCode: division('division_code').notNull(),
  publicationId: uuid('publication_id').notNull(),
  version: integer('version').notNull(),
  code: text('code').notNull(),
  label: text('label').notNull(),
  problemFound: boolean('problem_found').notNull(),
  items: jsonb('items').$type<readonly ShownResultItem[]>().notNull(),
  publishedAt: instant('published_at').notNull(),
  replacedAt: instant('replaced_at').notNull(),
  reason: text('reason').notNull(),
}, (table) => [
  primaryKey({ columns: [table.divisionCode, table.publicationId, table.version] }),
  index('public_result_version_by_id').on(table.publicationId),
]);
