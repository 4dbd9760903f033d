import { text, uuid } from 'drizzle-orm/pg-core';
import { instant, registry } from '../registry.table.ts';

/** A department's request to counterparts below it to build a directory (安排部署县区级对应部门建立并导入). */
export const directoryBuild = registry.table('directory_build', {
  id: uuid('id').primaryKey(),
  departmentId: uuid('department_id').notNull(),
  directory: text('directory').notNull(),
  askedDepartmentIds: uuid('asked_department_ids').array().notNull(),
  requestedAt: instant('requested_at').notNull(),
  requestedBy: text('requested_by').notNull(),
});
