import { newId, ok, type Outcome } from '@sortition/kernel';
import { appendEvent, recordChange, type Act, type Tx } from '@sortition/service-kit';
import { ledTaskForChange } from '../task/task-for-change.ts';
import { taskMayBecome } from '../task/task.rules.ts';
import { makeTaskReady } from './make-task-ready.ts';
import { schemeAssignsAsTheProfileKnows, schemeFitsTask, schemeIsComplete } from './scheme.rules.ts';
import { askParticipantsOfScheme, findScheme, saveSchemeRow, type SchemeRow } from './scheme.store.ts';

type Given<T> = T | null | undefined;

export interface SaveSchemeInput {
  readonly idempotencyKey: string;
  readonly taskId: string;
  readonly content?: Given<string>;
  readonly period?: Given<{ readonly from: string; readonly to: string }>;
  readonly modes?: Given<readonly string[]>;
  readonly inspectorsPerDepartment?: Given<number>;
  readonly teamCount?: Given<number>;
  readonly specialties?: Given<readonly string[]>;
  readonly inspectorDrawnBy?: Given<'EACH_DEPARTMENT' | 'LEAD_DEPARTMENT'>;
  readonly inspectorDrawMode?: Given<string>;
  readonly inspectorFactors?: Given<readonly string[]>;
  readonly specialItemIds?: Given<readonly string[]>;
  readonly submit?: Given<boolean>;
}

function schemeAsSaid(taskId: string, before: SchemeRow | undefined, input: SaveSchemeInput, now: Date): SchemeRow {
  return {
    taskId, id: before?.id ?? newId(), state: input.submit === true ? 'SUBMITTED' : 'DRAFT',
    content: input.content ?? before?.content ?? null,
    periodFrom: input.period?.from ?? before?.periodFrom ?? null,
    periodTo: input.period?.to ?? before?.periodTo ?? null,
    modes: [...new Set(input.modes ?? before?.modes ?? [])],
    inspectorsPerDepartment: input.inspectorsPerDepartment ?? before?.inspectorsPerDepartment ?? 2,
    teamCount: input.teamCount ?? before?.teamCount ?? 1,
    specialties: [...new Set(input.specialties ?? before?.specialties ?? [])],
    inspectorDrawnBy: input.inspectorDrawnBy ?? before?.inspectorDrawnBy ?? null,
    inspectorDrawMode: input.inspectorDrawMode ?? before?.inspectorDrawMode ?? null,
    inspectorFactors: [...new Set(input.inspectorFactors ?? before?.inspectorFactors ?? [])],
    specialItemIds: [...new Set(input.specialItemIds ?? before?.specialItemIds ?? [])],
    submittedAt: input.submit === true ? now : null, agreedAt: null,
  };
}

/** The lead draws the scheme up; submitted, it lies before the participants, and stands at once where nobody has to agree. CQ 8.2. */
export async function saveScheme(tx: Tx, act: Act, input: SaveSchemeInput): Promise<Outcome<{ taskId: string; schemeId: string }>> {
  const found = await ledTaskForChange(tx, act, input.taskId);
  if (!found.ok) return found;
  const { task, profile } = found.value;
  const possible = taskMayBecome(task.state, 'SCHEME_AGREED');
  if (!possible.ok) return possible;
  const before = await findScheme(tx, task.id);
  const scheme = schemeAsSaid(task.id, before, input, act.now);
  const fits = schemeFitsTask(profile, scheme, task);
  if (!fits.ok) return fits;
  const assigns = schemeAssignsAsTheProfileKnows(profile, scheme, task.items.map(({ itemId }) => itemId));
  if (!assigns.ok) return assigns;
  const complete = input.submit === true ? schemeIsComplete(profile, scheme) : ok(undefined);
  if (!complete.ok) return complete;

  const asked = profile.scheme.agreement.value === 'ALL_PARTICIPANTS' ? task.participatingDepartmentIds : [];
  await saveSchemeRow(tx, scheme);
  await askParticipantsOfScheme(tx, task.id, asked);
  recordChange(tx, { entity: 'Scheme', entityId: scheme.id, before: before ?? null, after: scheme });
  if (input.submit === true) await appendEvent(tx, act, 'SchemeSubmitted', { taskId: task.id, pendingDepartmentIds: asked });
  if (input.submit === true && asked.length === 0) await makeTaskReady(tx, act, found.value, scheme);
  return ok({ taskId: task.id, schemeId: scheme.id });
}
