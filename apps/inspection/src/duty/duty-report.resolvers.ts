import { dayOf } from '@sortition/kernel';
import { actOf, connectionOf, mutate, pageOf, read, unwrap } from '@sortition/service-kit';
import type { Resolvers } from '../generated/resolvers.ts';
import { departmentOfReader } from '../department/department-of-reader.ts';
import { readDutyReport } from './duty-report.ts';
import { listNeglected } from './duty.store.ts';
import { noteDuty } from './note-duty.ts';

const NOBODY = '00000000-0000-0000-0000-000000000000';

export const dutyReportResolvers: Resolvers = {
  Query: {
    dutyReport: async (_source, { objectId }, context) => unwrap(await read(context, (tx) => readDutyReport(tx, actOf(context, 'dutyReport'), objectId, departmentOfReader(context.identity, NOBODY)))),
    accountabilityFlags: async (_source, args, context) => {
      const page = pageOf(args);
      const rows = await read(context, (tx) => listNeglected(tx, dayOf(context.clock()), departmentOfReader(context.identity, NOBODY), page));
      return connectionOf(rows, page, (row) => [row.dueOn, row.taskId, row.objectId, row.kind]);
    },
  },
  Mutation: { noteDuty: (_source, { input }, context) => mutate(context, 'noteDuty', input, noteDuty) },
  DutyNotePayload: { object: ({ objectId }) => ({ id: objectId }) },
  DutyOfTask: { task: ({ taskId }) => ({ id: taskId }) },
  AccountabilityFlag: { task: ({ taskId }) => ({ id: taskId }), object: ({ objectId }) => ({ id: objectId }) },
};
