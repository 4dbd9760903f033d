import { loadById, loadGroup, mutate, type ServiceContext } from '@sortition/service-kit';
import type { Resolvers } from '../generated/resolvers.ts';
import { agreeCrossRegionDraw } from './agree-cross-region-draw.ts';
import { findAgreementsByIds, findAgreementsOfTasks } from './cross-region.store.ts';
import { proposeCrossRegionDraw } from './propose-cross-region-draw.ts';

const load = (context: ServiceContext, id: string) => loadById(context, 'crossRegionAgreement', id, (row) => row.id, findAgreementsByIds);

export const crossRegionResolvers: Resolvers = {
  Mutation: {
    proposeCrossRegionDraw: async (_, { input }, context) => ({ agreement: await load(context, (await mutate(context, 'proposeCrossRegionDraw', input, proposeCrossRegionDraw)).agreementId) }),
    agreeCrossRegionDraw: async (_, { input }, context) => ({ agreement: await load(context, (await mutate(context, 'agreeCrossRegionDraw', input, agreeCrossRegionDraw)).agreementId) }),
  },
  Task: {
    crossRegionAgreements: async ({ id }, _, context) => [...await loadGroup(context, 'crossRegionAgreementsOfTask', id, (row) => row.taskId, findAgreementsOfTasks)],
  },
  CrossRegionAgreement: {
    __resolveReference: ({ id }, context) => load(context, id),
    department: ({ departmentId }) => ({ id: departmentId }),
    otherDepartment: ({ otherDepartmentId }) => ({ id: otherDepartmentId }),
  },
};
