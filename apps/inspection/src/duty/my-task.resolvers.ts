import { dayOf } from '@sortition/kernel';
import { connectionOf, loadGroup, pageOf, read } from '@sortition/service-kit';
import type { Connection, ServiceContext } from '@sortition/service-kit';
import type { Resolvers } from '../generated/resolvers.ts';
import { loadInspection } from '../visit/load-inspection.ts';
import { countDuties, listAssignedItems, listDuties, type DutyRow } from './my-task.store.ts';

/** A page of duties that counts the whole list only when asked. */
export interface DutyPage extends Connection<DutyRow> {
  readonly countAll: () => Promise<number>;
}

const assignedTo = ({ inspectionId, inspectorId }: DutyRow, context: ServiceContext) => inspectionId === null ? Promise.resolve([])
  : loadGroup(context, 'assigned items', inspectionId, (row) => row.inspectionId, listAssignedItems).then((rows) => rows.filter(({ assigneeId }) => assigneeId === inspectorId));

export const myTaskResolvers: Resolvers = {
  Query: {
    myTasks: async (_source, args, context) => {
      const page = pageOf(args);
      const filter = args.filter ?? 'OPEN';
      const { subject } = context.identity;
      const rows = await read(context, (tx) => listDuties(tx, subject, filter, page));
      return { ...connectionOf(rows, page, (row) => [row.dueOn, row.taskId, row.objectId]), countAll: () => read(context, (tx) => countDuties(tx, subject, filter)) };
    },
  },
  InspectionDutyConnection: { totalCount: ({ countAll }) => countAll() },
  InspectionDuty: {
    task: ({ taskId }) => ({ id: taskId }),
    object: ({ objectId }) => ({ id: objectId }),
    team: ({ teamId }) => ({ id: teamId }),
    leader: ({ role }) => role === 'LEADER',
    inspection: ({ inspectionId }, _args, context) => (inspectionId === null ? null : loadInspection(context, inspectionId)),
    assignedItems: async (duty, _args, context) => (await assignedTo(duty, context)).map(({ itemId }) => ({ id: itemId })),
    overdue: ({ dueOn, state }, _args, { clock }) => dueOn < dayOf(clock()) && state !== 'ENDED' && state !== 'DIRECT_ENDED',
  },
};
