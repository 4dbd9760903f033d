import { paged, type Paged } from '@sortition/service-kit';
import { loadDelivered } from '../channel/channel.resolvers.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { countPublicAnnualPlans, listPublicAnnualPlans, type PublicAnnualPlanRow } from './public-annual-plan.store.ts';

export type PublicAnnualPlanPage = Paged<PublicAnnualPlanRow>;

export const publicAnnualPlanResolvers: Resolvers = {
  Query: {
    publicAnnualPlans: (_source, { first, after, ...criteria }, context) => paged(context, { first, after }, {
      rows: (tx, page) => listPublicAnnualPlans(tx, criteria, page),
      total: (tx) => countPublicAnnualPlans(tx, criteria),
      positionOf: ({ year, planId, revision }) => [String(year), planId, String(revision)],
    }),
  },
  PublicAnnualPlan: {
    id: ({ planId }) => planId,
    department: ({ departmentId: id }) => ({ id }),
    superseded: ({ supersededAt }) => supersededAt !== null,
    receipts: async ({ planId, revision: shown }, _args, context) => (await loadDelivered(context, planId)).filter(({ revision }) => revision === shown),
  },
  PublicPlanEntry: {
    leadDepartment: ({ leadDepartmentId: id }) => ({ id }),
    participatingDepartments: ({ participatingDepartmentIds }) => participatingDepartmentIds.map((id) => ({ id })),
    items: ({ items }) => items.map(({ name }) => name),
  },
};
