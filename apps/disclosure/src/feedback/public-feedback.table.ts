import { index, text, uuid } from 'drizzle-orm/pg-core';
import { disclosure, instant } from '../disclosure.table.ts';

/** What somebody of the public says to a published result; routed to the department that published it. Not public. GA art.43. */
export const publicFeedback = disclosure.table('public_feedback', {
  id: uuid('id').primaryKey(),
  publicationId: uuid('publication_id').notNull(),
  departmentId: uuid('department_id').notNull(),
  text: text('text').notNull(),
  contactSealed: text('contact_sealed'),
  submittedAt: instant('submitted_at').notNull(),
}, (table) => [index('public_feedback_by_department').on(table.departmentId, table.id)]);
