import { dayOf, refuse } from '@sortition/kernel';
import { SHIPPED_PROFILE_CODES } from '@sortition/profiles';
import { actOf, mutate, readAs, systemIdentity, unwrap, type ServiceContext, type Tx } from '@sortition/service-kit';
import type { Resolvers } from '../generated/resolvers.ts';
import { rulesOf } from '../rules-of.ts';
import { periodIsInOrder, shareOf } from '../statistics/indicator.rules.ts';
import { decideDeclineReason, declineTask } from './decline-task.ts';
import { whyNotCompleted } from './performance.rules.ts';
import { performanceOf, progressOf, resultsOf, scoresOf, type ScoringPlaces } from './performance.store.ts';

export interface TaskDeclined { readonly taskId: string }

const MOST = 1_000;

/** Counts are the same for whoever asks, as those of the indicators are. */
const readAll = <T>(context: ServiceContext, work: (tx: Tx) => Promise<T>): Promise<T> =>
  readAs(context.database.read, { ...actOf(context, 'read'), identity: systemIdentity(context.service) }, work);

const scoringPlaces = (): ScoringPlaces => ({
  deducting: SHIPPED_PROFILE_CODES.filter((code) => rulesOf(code).performance.deduction.value === 'NO_VALID_REASON'),
  lateCountsAsUndone: SHIPPED_PROFILE_CODES.filter((code) => rulesOf(code).statistics.lateEntryCountsAsIncomplete.value === true),
});

export const performanceResolvers: Resolvers = {
  Mutation: {
    declineTask: (_source, { input }, context) => mutate(context, 'declineTask', input, declineTask),
    decideDeclineReason: (_source, { input }, context) => mutate(context, 'decideDeclineReason', input, decideDeclineReason),
  },
  DeclineTaskPayload: { task: ({ taskId }) => ({ id: taskId }) },
  Query: {
    performance: async (_source, { departmentId, ...period }, context) => {
      unwrap(periodIsInOrder(period));
      return { department: { id: departmentId }, ...await readAll(context, (tx) => performanceOf(tx, departmentId, period)) };
    },
    performanceScore: async (_source, { year, divisionCode, departmentId }, context) => {
      const rows = await readAll(context, (tx) => scoresOf(tx, { from: `${year}-01-01`, to: `${year}-12-31` }, divisionCode ?? null, departmentId ?? null, scoringPlaces(), dayOf(context.clock()), MOST));
      return rows.map(({ departmentId: id, joint, joined, completed, deductions }) => ({ department: { id }, jointTasks: joint, participation: shareOf(joined, joint), completed, deductions }));
    },
    progressCircular: async (_source, { divisionCode, ...period }, context) => {
      unwrap(periodIsInOrder(period));
      const scope = divisionCode ?? null;
      const tasks = await readAll(context, (tx) => progressOf(tx, period, scope, dayOf(context.clock()), MOST + 1));
      if (tasks.length > MOST) return unwrap(refuse('TOO_MANY_ROWS', null, { max: MOST }));
      const notCompleted = tasks.flatMap((task) => {
        const reason = whyNotCompleted(task, rulesOf(task.profile));
        return reason === null ? [] : [{ task: { id: task.id }, taskNumber: task.number, leadDepartment: { id: task.leadDepartmentId }, reason }];
      });
      return { ...period, source: 'PLATFORM_DATA', tasks: tasks.length, completed: tasks.length - notCompleted.length, notCompleted, ...await readAll(context, (tx) => resultsOf(tx, period, scope)) };
    },
  },
};
