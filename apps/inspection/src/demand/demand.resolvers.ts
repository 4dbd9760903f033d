import { maskPhone } from '@sortition/identifiers';
import { dayOf } from '@sortition/kernel';
import { connectionOf, loadById, loadGroup, mutate, pageOf, read, type PersonalData, type ServiceContext } from '@sortition/service-kit';
import type { Resolvers } from '../generated/resolvers.ts';
import { loadInspection } from '../visit/load-inspection.ts';
import { isOverdue } from './demand.rules.ts';
import { findDemandsByIds, listDemands, listDemandsOfVisits } from './demand.store.ts';
import { registerDemand } from './register-demand.ts';
import { recordReturnVisit, replyDemand, resolveDemand, routeDemand, takeBackDemand } from './settle-demand.ts';

const loadDemand = (context: ServiceContext, id: string) => loadById(context, 'demand', id, (row) => row.id, findDemandsByIds);

export const demandResolvers = (personalData: PersonalData): Resolvers => ({
  Query: {
    demands: async (_source, { filter, ...args }, context) => {
      const page = pageOf(args);
      const { overdue, ...query } = filter ?? {};
      const rows = await read(context, (tx) => listDemands(tx, { ...query, overdueOn: overdue === true ? dayOf(context.clock()) : null }, page));
      return connectionOf(rows, page, ({ id }) => [id]);
    },
  },
  Mutation: {
    registerDemand: (_source, { input }, context) => mutate(context, 'registerDemand', input, (tx, act, given) => registerDemand(tx, act, given, personalData)),
    resolveDemand: (_source, { input }, context) => mutate(context, 'resolveDemand', input, resolveDemand),
    takeBackDemand: (_source, { input }, context) => mutate(context, 'takeBackDemand', input, takeBackDemand),
    replyDemand: (_source, { input }, context) => mutate(context, 'replyDemand', input, replyDemand),
    routeDemand: (_source, { input }, context) => mutate(context, 'routeDemand', input, routeDemand),
    recordReturnVisit: (_source, { input }, context) => mutate(context, 'recordReturnVisit', input, recordReturnVisit),
  },
  DemandPayload: { demand: ({ demandId }, _args, context) => loadDemand(context, demandId) },
  Demand: {
    __resolveReference: ({ id }, context) => loadDemand(context, id),
    inspection: ({ inspectionId }, _args, context) => loadInspection(context, inspectionId),
    object: ({ objectId }) => ({ id: objectId }),
    department: ({ departmentId }) => ({ id: departmentId }),
    contact: ({ contactSealed }) => maskPhone(personalData.open(contactSealed)),
    overdue: (row, _args, { clock }) => isOverdue(row, dayOf(clock())),
  },
  Inspection: { demands: ({ id }, _args, context) => loadGroup(context, 'demands', id, (row) => row.inspectionId, listDemandsOfVisits) },
});
