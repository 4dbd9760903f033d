import { newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type Profile, type TaskMode } from '@sortition/profiles';
import { appendEvent, recordChange, type Act, type Tx } from '@sortition/service-kit';
import { departmentIsReady } from '../department/department.rules.ts';
import { ownDepartment, type DepartmentRow } from '../department/department.store.ts';
import { divisionCovers } from '../division.rules.ts';
import { findKeyItem } from '../key-supervision/key-supervision.store.ts';
import { entryIsLive } from '../plan-entry/plan-entry.rules.ts';
import { lockPublishedEntry, type PlanEntryRow } from '../plan-entry/plan-entry.store.ts';
import { profileForNewAct, stampOf } from '../stamped-profile.ts';
import { plannedEntry } from './planned-entry.ts';
import { castOf } from './task-cast.ts';
import { quantityIsPlanned, type TaskDepartment } from './task-departments.rules.ts';
import { exceptionsAreGrounded, type TaskSaid } from './task-exceptions.ts';
import { everythingIsInspectedAtOnce, taskModeOf } from './task-mode.rules.ts';
import { taskCreatedOf } from './task-facts.ts';
import { bundledItemIds, taskItems } from './task-items.ts';
import { findTaskCountsOfEntries } from './task-count.store.ts';
import { originIsGrounded } from './task-origin.rules.ts';
import { largerWholeOf } from './task-part.ts';
import { nextTaskNumber } from './task-number.store.ts';
import { insertStep, insertTask, type TaskRow } from './task.store.ts';

type Given<T> = T | null | undefined;

export interface CreateTaskInput extends TaskSaid {
  readonly idempotencyKey: string;
  readonly planEntryId?: Given<string>;
  readonly name?: Given<string>;
  readonly period?: Given<{ readonly from: string; readonly to: string }>;
  readonly departments?: Given<readonly TaskDepartment[]>;
  readonly itemIds?: Given<readonly string[]>;
  readonly objectCount?: Given<number>;
  readonly divisionCodes?: Given<readonly string[]>;
  readonly groupId?: Given<string>;
  readonly mode?: Given<TaskMode>;
  readonly bundleId?: Given<string>;
  readonly parentTaskId?: Given<string>;
  readonly keyItemId?: Given<string>;
}

interface Named {
  readonly name: string;
  readonly period: { readonly from: string; readonly to: string };
  readonly departments: readonly TaskDepartment[];
}

/** Name, period and departments: nothing of a task can be guessed. CQ 8.3.1. */
function everythingIsNamed(profile: Profile, { name, period, departments }: CreateTaskInput): Outcome<Named> {
  const clause = clauseOf(profile.task.requiredFields);
  const said = name?.trim() ?? '';
  if (said === '') return refuse('MISSING_FIELD', clause, { field: 'name' });
  if (period === null || period === undefined) return refuse('MISSING_FIELD', clause, { field: 'period' });
  if (departments === null || departments === undefined || departments.length === 0) return refuse('MISSING_FIELD', clause, { field: 'departments' });
  return ok({ name: said, period, departments });
}

function periodLiesInEntry(profile: Profile, entry: PlanEntryRow, { from, to }: Named['period']): Outcome<void> {
  const inside = from <= to && (entry.periodFrom === null || from >= entry.periodFrom) && (entry.periodTo === null || to <= entry.periodTo);
  return inside ? ok(undefined) : refuse('INVALID_VALUE', clauseOf(profile.task.requiredFields), { field: 'period', from, to, plannedFrom: entry.periodFrom, plannedTo: entry.periodTo });
}

/** The area of the task: what it names within the entry's, else the entry's, else that of the lead. */
function areaOf(profile: Profile, entry: PlanEntryRow, lead: DepartmentRow, named: Given<readonly string[]>): Outcome<readonly string[]> {
  const planned = entry.population.divisionCodes.length > 0 ? entry.population.divisionCodes : [lead.divisionCode];
  const outside = named?.find((inner) => !planned.some((outer) => divisionCovers(outer, inner)));
  if (outside !== undefined) return refuse('INVALID_VALUE', clauseOf(profile.task.creator), { field: 'divisionCodes', value: outside });
  return ok(named === null || named === undefined || named.length === 0 ? planned : named);
}

/** The task's share of the planned objects; from here until the end of the transaction the entry is locked, so this comes last. */
async function shareOf(tx: Tx, profile: Profile, entry: PlanEntryRow, requested: Given<number>): Promise<Outcome<number>> {
  const locked = await lockPublishedEntry(tx, entry.id);
  const planned = locked === undefined || !entryIsLive(locked) ? 0 : locked.objectCount ?? 0;
  const [counts] = await findTaskCountsOfEntries(tx, [entry.id]);
  const assigned = counts?.assigned ?? 0;
  const share = requested ?? planned - assigned;
  const fits = quantityIsPlanned(profile, planned, assigned, share);
  return fits.ok ? ok(share) : fits;
}

/** Creates a task from an entry of a published plan; only its lead does. CQ 8.3.1, CQ 3.2. */
export async function createTask(tx: Tx, act: Act, input: CreateTaskInput): Promise<Outcome<{ taskId: string }>> {
  const own = await ownDepartment(tx, act);
  if (!own.ok) return own;
  const current = profileForNewAct(own.value.profile, act.now);
  if (!current.ok) return current;
  const profile = current.value;
  const planned = await plannedEntry(tx, act, profile, input.planEntryId);
  if (!planned.ok) return planned;
  const { entry, year } = planned.value;
  const named = everythingIsNamed(profile, input);
  if (!named.ok) return named;
  const mode = taskModeOf(profile, input.mode, input.bundleId);
  if (!mode.ok) return mode;
  const bundled = await bundledItemIds(tx, profile, input.bundleId);
  if (!bundled.ok) return bundled;
  const itemIds = bundled.value ?? input.itemIds;
  const cast = await castOf(tx, act, profile, entry, { ...input, itemIds }, named.value.departments);
  if (!cast.ok) return cast;
  const { lead, participants } = cast.value;
  const ready = departmentIsReady(profile, lead);
  if (!ready.ok) return ready;
  const period = periodLiesInEntry(profile, entry, named.value.period);
  if (!period.ok) return period;
  const area = areaOf(profile, entry, lead, input.divisionCodes);
  if (!area.ok) return area;
  const whole = await largerWholeOf(tx, profile, lead.id, input);
  if (!whole.ok) return whole;
  const kind = input.kind ?? 'ORDINARY';
  const keyItem = input.keyItemId == null ? null : await findKeyItem(tx, input.keyItemId) ?? 'UNKNOWN';
  const ground = kind === 'SPECIAL' && whole.value.origin !== 'DIRECT' ? null : input.ground ?? null;
  const origin = originIsGrounded(profile, { kind: whole.value.origin, ground, keyField: entry.keyField, keyItem, departmentIds: [lead.id, ...participants.map(({ id }) => id)] });
  if (!origin.ok) return origin;
  const items = await taskItems(tx, act, profile, entry, [lead, ...participants], itemIds);
  if (!items.ok) return items;
  const unheld = bundled.value?.find((id) => !items.value.some(({ itemId }) => itemId === id));
  if (unheld !== undefined) return refuse('MISSING_FIELD', clauseOf(profile.task.modes), { field: 'departments', itemId: unheld });
  const complete = everythingIsInspectedAtOnce(profile, mode.value, entry.items, items.value);
  if (!complete.ok) return complete;
  const jointKind = await exceptionsAreGrounded(tx, profile, input, { cast: cast.value, entry, year, items: items.value });
  if (!jointKind.ok) return jointKind;

  const objectCount = await shareOf(tx, profile, entry, input.objectCount);
  if (!objectCount.ok) return objectCount;

  const participatingDepartmentIds = participants.map(({ id }) => id);
  const task: TaskRow = {
    id: newId(), divisionCode: area.value.length === 1 ? area.value[0] ?? lead.divisionCode : lead.divisionCode,
    taskNumber: await nextTaskNumber(tx, lead, year), name: named.value.name, state: 'DRAFT', planId: entry.planId, planEntryId: entry.id, planRevision: entry.revision, year,
    leadDepartmentId: lead.id, participatingDepartmentIds, departmentIds: [...new Set([lead.id, ...participatingDepartmentIds, ...whole.value.seenBy, ...(cast.value.coordinatorId === null ? [] : [cast.value.coordinatorId])])], coordinatorDepartmentId: cast.value.coordinatorId,
    periodFrom: named.value.period.from, periodTo: named.value.period.to, items: items.value,
    population: { ...entry.population, divisionCodes: [...area.value] }, ratio: origin.value.kind === 'DIRECT' ? '1' : (entry.ratio ?? '0'), objectCount: objectCount.value,
    strata: origin.value.kind === 'DIRECT' ? [] : entry.strata.map(({ dimension, value, also, ratio, number, frequency }) => ({ dimension, value, also: [...(also ?? [])], ratio, number: number ?? null, frequency: frequency?.toString() ?? null })),
    kind, drawMode: origin.value.kind === 'DIRECT' ? null : entry.drawMode, jointKind: jointKind.value, jointMode: cast.value.mode, instructionRef: input.instructionRef ?? null, groupId: cast.value.groupId, mode: mode.value, bundleId: input.bundleId ?? null,
    parentId: input.parentTaskId ?? null, superiorTaskId: input.superiorTaskId ?? null, exceptionReason: input.exceptionReason ?? null,
    origin: origin.value.kind, ground: input.ground ?? origin.value.ground, keyItemId: input.keyItemId ?? null, cancelReason: null, late: false, ...stampOf(profile), createdAt: act.now, createdBy: act.identity.subject,
  };
  await insertTask(tx, task);
  await insertStep(tx, { taskId: task.id, state: 'DRAFT', at: act.now, by: act.identity.subject });
  recordChange(tx, { entity: 'Task', entityId: task.id, before: null, after: task });
  await appendEvent(tx, act, 'TaskCreated', taskCreatedOf(task, profile));
  return ok({ taskId: task.id });
}
