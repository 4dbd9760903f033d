import { connectionOf, loadById, mutate, pageOf, read, refusalError, type ServiceContext } from '@sortition/service-kit';
import { refusal } from '@sortition/kernel';
import type { Resolvers } from '../generated/resolvers.ts';
import { loadInspection } from '../visit/load-inspection.ts';
import { findReferralsByIds, listReferrals } from './discipline-referral.store.ts';
import { referDiscipline } from './refer-discipline.ts';

const loadReferral = (context: ServiceContext, id: string) => loadById(context, 'discipline referral', id, (row) => row.id, findReferralsByIds);

export const disciplineReferralResolvers: Resolvers = {
  Query: {
    disciplineReferral: async (_source, { id }, context) => {
      const referral = await loadReferral(context, id);
      if (referral === null) throw refusalError(refusal('FORBIDDEN', null, { referralId: id }));
      return referral;
    },
    disciplineReferrals: async (_source, args, context) => {
      const page = pageOf(args);
      return connectionOf(await read(context, (tx) => listReferrals(tx, page)), page, ({ id }) => [id]);
    },
  },
  Mutation: { referDiscipline: (_source, { input }, context) => mutate(context, 'referDiscipline', input, referDiscipline) },
  DisciplineReferralPayload: { referral: ({ referralId }, _args, context) => loadReferral(context, referralId) },
  DisciplineReferral: {
    inspection: ({ inspectionId }, _args, context) => loadInspection(context, inspectionId),
    inspector: ({ inspectorId }) => ({ id: inspectorId }),
  },
};
