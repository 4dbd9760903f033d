import { maskName, maskPhone } from '@sortition/identifiers';
import { loadById, mutate, type PersonalData } from '@sortition/service-kit';
import type { Resolvers } from '../generated/resolvers.ts';
import { loadInspection } from '../visit/load-inspection.ts';
import { findNoticesByIds } from './notice.store.ts';
import { produceNotice } from './produce-notice.ts';
import { sendNotice } from './send-notice.ts';
import { waiveNotice } from './waive-notice.ts';

/** Whoever was called is written down by number or by name. */
const maskCallee = (callee: string): string => (/\d{5,}/.test(callee) ? maskPhone(callee) : maskName(callee));

export const noticeResolvers = (personalData: PersonalData): Resolvers => ({
  Mutation: {
    sendNotice: (_source, { input }, context) => mutate(context, 'sendNotice', input, (tx, act, given) => sendNotice(tx, act, given, personalData)),
    waiveNotice: (_source, { input }, context) => mutate(context, 'waiveNotice', input, waiveNotice),
  },
  Notice: {
    __resolveReference: ({ id }, context) => loadById(context, 'notice', id, (row) => row.id, findNoticesByIds),
    inspection: ({ inspectionId }, _args, context) => loadInspection(context, inspectionId),
    document: (notice, _args, context) => produceNotice(context, notice),
    callee: ({ calleeSealed }) => (calleeSealed === null ? null : maskCallee(personalData.open(calleeSealed))),
    givenBy: ({ givenById }) => (givenById === null ? null : { id: givenById }),
  },
});
