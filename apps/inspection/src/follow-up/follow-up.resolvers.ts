import { dayOf } from '@sortition/kernel';
import { loadById, loadGroup, mutate, paged, type Paged, type ServiceContext } from '@sortition/service-kit';
import type { Resolvers } from '../generated/resolvers.ts';
import { listResults } from '../result/result.store.ts';
import { loadInspection } from '../visit/load-inspection.ts';
import { acceptTransfer } from './accept-transfer.ts';
import { closeFollowUp } from './close-follow-up.ts';
import { fileCase } from './file-case.ts';
import { isOverdue } from './follow-up.rules.ts';
import { countFollowUps, findFollowUpsByIds, listFollowUps, type FollowUpQuery, type FollowUpRow } from './follow-up.store.ts';
import { issueCorrectionOrder } from './issue-correction-order.ts';
import { linkPenaltyDecision } from './link-penalty-decision.ts';
import { openFollowUp } from './open-follow-up.ts';
import { recordCorrectionOutcome } from './record-correction-outcome.ts';
import { recordMeasure } from './record-measure.ts';
import { transferCase } from './transfer-case.ts';

export type FollowUpPage = Paged<FollowUpRow>;

const loadFollowUp = (context: ServiceContext, id: string) => loadById(context, 'follow-up', id, (row) => row.id, findFollowUpsByIds);

const pageOfFollowUps = (context: ServiceContext, query: FollowUpQuery, newestFirst: boolean, args: { first?: number | null | undefined; after?: string | null | undefined }): FollowUpPage =>
  paged(context, args, { rows: (tx, page) => listFollowUps(tx, query, newestFirst, page), total: (tx) => countFollowUps(tx, query), positionOf: ({ id }) => [id] });

export const followUpResolvers: Resolvers = {
  Query: {
    followUps: (_source, args, context) => {
      const { overdue, ...filter } = args.filter ?? {};
      return pageOfFollowUps(context, { ...filter, overdueOn: overdue === true ? dayOf(context.clock()) : null }, args.sort !== 'OLDEST_FIRST', args);
    },
    // nobody without a department receives transfers
    caseTransfers: (_source, args, context) => pageOfFollowUps(context, { transferredToId: context.identity.department ?? '00000000-0000-0000-0000-000000000000', states: ['TRANSFERRED', 'ACCEPTED', 'IN_HANDLING'] }, true, args),
  },
  Mutation: {
    openFollowUp: (_source, { input }, context) => mutate(context, 'openFollowUp', input, openFollowUp),
    recordMeasure: (_source, { input }, context) => mutate(context, 'recordMeasure', input, recordMeasure),
    issueCorrectionOrder: (_source, { input }, context) => mutate(context, 'issueCorrectionOrder', input, issueCorrectionOrder),
    recordCorrectionOutcome: (_source, { input }, context) => mutate(context, 'recordCorrectionOutcome', input, recordCorrectionOutcome),
    transferCase: (_source, { input }, context) => mutate(context, 'transferCase', input, transferCase),
    acceptTransfer: (_source, { input }, context) => mutate(context, 'acceptTransfer', input, acceptTransfer),
    linkPenaltyDecision: (_source, { input }, context) => mutate(context, 'linkPenaltyDecision', input, linkPenaltyDecision),
    fileCase: (_source, { input }, context) => mutate(context, 'fileCase', input, fileCase),
    closeFollowUp: (_source, { input }, context) => mutate(context, 'closeFollowUp', input, closeFollowUp),
  },
  FollowUpPayload: { followUp: ({ followUpId }, _args, context) => loadFollowUp(context, followUpId) },
  FollowUp: {
    __resolveReference: ({ id }, context) => loadFollowUp(context, id),
    inspection: ({ inspectionId }, _args, context) => loadInspection(context, inspectionId),
    task: ({ taskId }) => ({ id: taskId }),
    object: ({ objectId }) => ({ id: objectId }),
    item: ({ itemId }) => ({ id: itemId }),
    result: async ({ inspectionId, foundById }, _args, context) => (await loadGroup(context, 'results', inspectionId, (row) => row.inspectionId, listResults)).find(({ departmentId }) => departmentId === foundById) ?? null,
    foundBy: ({ foundById }) => ({ id: foundById }),
    responsibleDepartment: ({ responsibleDepartmentId }) => ({ id: responsibleDepartmentId }),
    transferredTo: ({ transferredToId }) => (transferredToId === null ? null : { id: transferredToId }),
    overdue: (row, _args, { clock }) => isOverdue(row, dayOf(clock())),
  },
};
