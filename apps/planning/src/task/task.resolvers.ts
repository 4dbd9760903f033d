import { dayOf } from '@sortition/kernel';
import { loadById, loadGroup, mutate, read, unwrap, type ServiceContext } from '@sortition/service-kit';
import { loadPlan } from '../annual-plan/annual-plan-loaders.ts';
import { loadGroupOfDepartments } from '../department-group/department-group.resolvers.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { findBundles } from '../inspection-field/inspection-field.store.ts';
import { findInvitationsOfTasks, findRemindersOfTasks } from '../invitation/invitation.store.ts';
import { findPublishedItems } from '../item-list/item-list.store.ts';
import { loadEntry } from '../plan-entry/plan-entry-loaders.ts';
import { findSchemesOfTasks } from '../scheme/scheme.store.ts';
import { loadSuperiorTask } from '../superior-task/superior-task.resolvers.ts';
import { profileUnder } from '../stamped-profile.ts';
import { refuseUnseen } from '../unseen-record.store.ts';
import { cancelTask } from './cancel-task.ts';
import { completeTask } from './complete-task.ts';
import { createTask } from './create-task.ts';
import { taskConnection } from './task-connection.ts';
import { loadTask } from './task-loaders.ts';
import { findDepartmentsBehind } from './task-progress.store.ts';
import { delayFlags, isPastItsPeriod, mergeableTasks, progressWithParts } from './task-standing.ts';
import { clauseOfState, taskActions, taskIsOpen, type TaskState } from './task.rules.ts';
import { findChildrenOfTasks, findOverlappingTasks, findStepsOfTasks, findTasks, type TaskRow } from './task.store.ts';

const taskPayload = async (context: ServiceContext, { taskId }: { readonly taskId: string }) => ({ task: await loadTask(context, taskId) });

/** Whether the place has its departments answer within some days: only there a task is pushed to them. GA art.40. */
const tasksAreAnswered = (task: TaskRow): boolean => task.participatingDepartmentIds.length > 0 && profileUnder(task).joint.response.workingDays.value !== null;

const isOverdue = (task: TaskRow, context: ServiceContext): boolean => taskIsOpen(task.state) && dayOf(context.clock()) > task.periodTo;

const clauseUnder = (task: TaskRow, state: TaskState): string | null => clauseOfState(profileUnder(task), state);

export const taskResolvers: Resolvers = {
  Query: {
    task: (_source, { id }, context) => read(context, async (tx) => (await findTasks(tx, [id]))[0] ?? unwrap(await refuseUnseen(tx, 'Task', id))),
    tasks: (_source, { filter, order, ...args }, context) => {
      const { overdue, ...rest } = filter ?? {};
      return taskConnection(context, { ...rest, openAfter: overdue === true ? dayOf(context.clock()) : null }, order ?? 'CREATED_DESC', args);
    },
    overdueTasks: (_source, { divisionCode, ...args }, context) => taskConnection(context, { divisionCode, openAfter: dayOf(context.clock()) }, 'PERIOD_END_ASC', args),
  },
  Mutation: {
    createTask: async (_source, { input }, context) => taskPayload(context, await mutate(context, 'createTask', input, createTask)),
    completeTask: async (_source, { input }, context) => taskPayload(context, await mutate(context, 'completeTask', input, completeTask)),
    cancelTask: async (_source, { input }, context) => taskPayload(context, await mutate(context, 'cancelTask', input, cancelTask)),
  },
  Task: {
    __resolveReference: ({ id }, context) => loadTask(context, id),
    planEntry: ({ planEntryId }, _args, context) => loadEntry(context, planEntryId),
    annualPlan: ({ planId }, _args, context) => loadPlan(context, planId),
    leadDepartment: ({ leadDepartmentId }) => ({ id: leadDepartmentId }),
    coordinatorDepartment: ({ coordinatorDepartmentId }) => (coordinatorDepartmentId === null ? null : { id: coordinatorDepartmentId }),
    participatingDepartments: ({ participatingDepartmentIds }) => participatingDepartmentIds.map((id) => ({ id })),
    period: ({ periodFrom, periodTo }) => ({ from: periodFrom, to: periodTo }),
    strata: ({ strata }) => strata.map(({ frequency, ...stratum }) => ({ ...stratum, frequency: frequency === null ? null : Number(frequency) })),
    scheme: ({ id }, _args, context) => loadById(context, 'schemeOfTask', id, (row) => row.taskId, findSchemesOfTasks),
    history: async (task, _args, context) => {
      const steps = await loadGroup(context, 'stepsOfTask', task.id, (row) => row.taskId, findStepsOfTasks);
      return steps.map(({ state, at }) => ({ state, at, clause: clauseUnder(task, state) }));
    },
    progress: ({ id }, _args, context) => loadById(context, 'progressOfTask', id, (row) => row.taskId, progressWithParts),
    departmentGroup: ({ groupId }, _args, context) => (groupId === null ? null : loadGroupOfDepartments(context, groupId)),
    industryBundle: ({ bundleId }, _args, context) => (bundleId === null ? null : loadById(context, 'industryBundle', bundleId, (row) => row.id, findBundles)),
    parent: ({ parentId }, _args, context) => (parentId === null ? null : loadTask(context, parentId)),
    children: ({ id }, _args, context) => loadGroup(context, 'childrenOfTask', id, (row) => row.parentId ?? '', findChildrenOfTasks),
    superiorTask: ({ superiorTaskId }, _args, context) => (superiorTaskId === null ? null : loadSuperiorTask(context, superiorTaskId)),
    invitations: ({ id }, _args, context) => loadGroup(context, 'invitationsOfTask', id, (row) => row.taskId, findInvitationsOfTasks),
    reminders: ({ id }, _args, context) => loadGroup(context, 'remindersOfTask', id, (row) => row.taskId, findRemindersOfTasks),
    mergeSuggestions: async (task, _args, context) => mergeableTasks(task, await loadGroup(context, 'overlappingTasks', task.id, (row) => row.ofTaskId, findOverlappingTasks)),
    accountabilityFlags: async (task, _args, context) =>
      (isPastItsPeriod(task, context.clock()) ? delayFlags(task, await loadGroup(context, 'departmentsBehind', task.id, (row) => row.taskId, findDepartmentsBehind)) : []),
    overdue: (task, _args, context) => isOverdue(task, context),
    profile: (task) => profileUnder(task).code,
    availableActions: async (task, _args, context) => {
      const scheme = await loadById(context, 'schemeOfTask', task.id, (row) => row.taskId, findSchemesOfTasks);
      const own = context.identity.department;
      return taskActions(task.state, scheme?.state ?? null, { isLead: own === task.leadDepartmentId, isParticipant: task.participatingDepartmentIds.some((id) => id === own), invites: tasksAreAnswered(task) });
    },
  },
  TaskAccountabilityFlag: { department: ({ departmentId }) => ({ id: departmentId }) },
  TaskItem: {
    item: ({ itemId }) => ({ id: itemId }),
    department: ({ departmentId }) => ({ id: departmentId }),
    itemListVersion: async ({ itemId }, _args, context) => (await loadById(context, 'publishedItem', itemId, (row) => row.id, findPublishedItems))?.listVersion ?? null,
  },
};
