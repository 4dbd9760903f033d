import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { profileOfTask } from '../task/profile-of-task.ts';
import { findTask, listTaskItems } from '../task/task.store.ts';
import { saveOwnRules } from './guide.store.ts';

export interface AttachOwnRulesInput extends MutationInput {
  readonly taskId: string;
  readonly itemIds: readonly string[];
  readonly title: string;
  readonly content: string;
  readonly checkPoints?: readonly string[] | null | undefined;
}

/** CC art.11: a participating department inspects its own items by its own rules; the records that are opened from then on carry them. */
export async function attachOwnRules(tx: Tx, act: Act, input: AttachOwnRulesInput): Promise<Outcome<{ taskId: string }>> {
  const task = await findTask(tx, input.taskId);
  if (task === undefined || task.cancelledReason !== null) return refuse('TASK_REQUIRED', null, { taskId: input.taskId });
  const { participantOwnRules } = profileOfTask(task).task;
  const clause = clauseOf(participantOwnRules);
  const department = act.identity.department ?? '';
  if (!participantOwnRules.value || department === task.leadDepartmentId || !task.departmentIds.includes(department)) return refuse('FORBIDDEN', clause, { relation: 'PARTICIPATING_DEPARTMENT' });
  const [title, content] = [input.title.trim(), input.content.trim()];
  if (title === '' || content === '' || input.itemIds.length === 0) return refuse('MISSING_FIELD', clause, { field: title === '' ? 'title' : content === '' ? 'content' : 'itemIds' });
  const items = await listTaskItems(tx, task.id);
  for (const itemId of new Set(input.itemIds)) {
    const item = items.find((candidate) => candidate.itemId === itemId);
    if (item === undefined) return refuse('ITEM_NOT_IN_TASK', clause, { itemId });
    if (item.departmentId !== department) return refuse('FORBIDDEN', clause, { itemId, relation: 'ITEM_DEPARTMENT' });
    const row = { taskId: task.id, itemId, departmentId: department, title, content, checkPoints: (input.checkPoints ?? []).map((point) => point.trim()).filter((point) => point !== ''), attachedAt: act.now };
    await saveOwnRules(tx, row);
    recordChange(tx, { entity: 'Task', entityId: task.id, before: null, after: { ownRules: row } });
  }
  return ok({ taskId: task.id });
}
