import type { EventPayload } from '@sortition/events';
import type { Profile } from '@sortition/profiles';
import type { SchemeRow } from '../scheme/scheme.store.ts';
import type { TaskRow } from './task.store.ts';

/** What every event of a task tells of it. */
export const taskCreatedOf = (task: TaskRow, profile: Profile): EventPayload<'TaskCreated'> => ({
  taskId: task.id, taskNumber: task.taskNumber, name: task.name, planId: task.planId, planEntryId: task.planEntryId,
  leadDepartmentId: task.leadDepartmentId, participatingDepartmentIds: task.participatingDepartmentIds, divisionCode: task.divisionCode,
  period: { from: task.periodFrom, to: task.periodTo }, origin: task.origin, items: task.items, profile: profile.code, profileHash: task.profileHash,
});

/** The terms of the draw: from here sampling may freeze a population. */
export const taskReadyOf = (task: TaskRow, profile: Profile, scheme: SchemeRow): EventPayload<'TaskReady'> => ({
  ...taskCreatedOf(task, profile),
  population: task.population, ratio: task.ratio, objectCount: task.objectCount, strata: task.strata,
  scheme: {
    content: scheme.content ?? '', modes: scheme.modes, inspectorsPerDepartment: scheme.inspectorsPerDepartment, teamCount: scheme.teamCount,
    specialties: scheme.specialties, inspectorDrawnBy: scheme.inspectorDrawnBy, inspectorDrawMode: scheme.inspectorDrawMode,
    inspectorFactors: scheme.inspectorFactors, specialItemIds: scheme.specialItemIds,
  },
});
