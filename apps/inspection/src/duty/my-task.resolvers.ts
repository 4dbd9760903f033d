import { dayOf } from '@sortition/kernel';
import { loadGroup, paged, type Paged, type ServiceContext } from '@sortition/service-kit';
import type { Resolvers } from '../generated/resolvers.ts';
import { loadInspection } from '../visit/load-inspection.ts';
import { countDuties, listAssignedItems, listDuties, type DutyRow } from './my-task.store.ts';

export type DutyPage = Paged<DutyRow>;

const assignedTo = ({ inspectionId, inspectorId }: DutyRow, context: ServiceContext) => inspectionId === null ? Promise.resolve([])
  : loadGroup(context, 'assigned items', inspectionId, (row) => row.inspectionId, listAssignedItems).then((rows) => rows.filter(({ assigneeId }) => assigneeId === inspectorId));

export const myTaskResolvers: Resolvers = {
  Query: {
    myTasks: (_source, args, context) => {
      const filter = args.filter ?? 'OPEN';
      const { subject } = context.identity;
      return paged(context, args, { rows: (tx, page) => listDuties(tx, subject, filter, page), total: (tx) => countDuties(tx, subject, filter), positionOf: (row) => [row.dueOn, row.taskId, row.objectId] });
    },
  },
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
