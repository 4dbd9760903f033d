import { dayOf } from '@sortition/kernel';
import { loadGroup, read, type ServiceContext } from '@sortition/service-kit';
import { findSnapshot } from '../object/object.store.ts';
import { profileOfTask } from '../task/profile-of-task.ts';
import { loadInspection } from '../visit/load-inspection.ts';
import { listInspectionItems } from '../visit/visit.store.ts';
import type { NoticeRow } from './notice.store.ts';

/** SY art.5(2), 14(3): the notice in the shape of its template, and which one that is. */
export async function produceNotice(context: ServiceContext, notice: NoticeRow) {
  const visit = notice.form === null || notice.templateVersion === null ? null : await loadInspection(context, notice.inspectionId);
  if (visit === null || notice.form === null || notice.templateVersion === null) return null;
  const template = profileOfTask(visit).forms.templates.value?.find(({ code }) => code === notice.form);
  if (template === undefined) return null;
  const items = await loadGroup(context, 'inspection items', visit.id, (row) => row.inspectionId, listInspectionItems);
  const object = await read(context, (tx) => findSnapshot(tx, visit.taskId, visit.objectId));
  const values: Readonly<Record<string, readonly string[]>> = {
    entityName: [object?.name ?? ''], 'items[].itemId': items.map(({ name }) => name), materials: [notice.materials ?? ''],
    inspectionTime: [dayOf(notice.inspectionTime ?? visit.scheduledFor)],
  };
  return { template: template.code, version: notice.templateVersion, title: template.zh, lines: template.columns.map(({ field, zh }) => ({ header: zh, values: values[field] ?? [''] })) };
}
