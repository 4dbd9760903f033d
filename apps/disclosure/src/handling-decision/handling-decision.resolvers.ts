import { dayOf } from '@sortition/kernel';
import { connectionOf, loadById, mutate, pageOf, paged, read, type Paged, type ServiceContext } from '@sortition/service-kit';
import type { Resolvers } from '../generated/resolvers.ts';
import { isOverdue } from './handling-decision.rules.ts';
import { countPublicDecisions, findDecisions, listDecisions, listPublicDecisions, type HandlingDecisionRow } from './handling-decision.store.ts';
import { publishHandlingDecision } from './publish-handling-decision.ts';

export type PublicHandlingDecisionPage = Paged<HandlingDecisionRow>;
export interface HandlingDecisionMade { readonly decisionId: string }

const loadDecision = (context: ServiceContext, id: string) => loadById(context, 'handling decision', id, (row: HandlingDecisionRow) => row.id, findDecisions);

export const handlingDecisionResolvers: Resolvers = {
  Query: {
    handlingDecisions: async (_source, { overdue, ...args }, context) => {
      const page = pageOf(args);
      return connectionOf(await read(context, (tx) => listDecisions(tx, overdue === true ? dayOf(context.clock()) : null, page)), page, ({ id }) => [id]);
    },
    publicHandlingDecisions: (_source, { first, after, ...criteria }, context) => paged(context, { first, after }, {
      rows: (tx, page) => listPublicDecisions(tx, criteria, page),
      total: (tx) => countPublicDecisions(tx, criteria),
      positionOf: ({ publishedAt, id }) => [publishedAt?.toISOString() ?? '', id],
    }),
  },
  Mutation: { publishHandlingDecision: (_source, { input }, context) => mutate(context, 'publishHandlingDecision', input, publishHandlingDecision) },
  HandlingDecisionPayload: { decision: ({ decisionId }, _args, context) => loadDecision(context, decisionId) },
  HandlingDecision: {
    __resolveReference: ({ id }, context) => loadDecision(context, id),
    department: ({ departmentId }) => ({ id: departmentId }),
    task: ({ taskId }) => ({ id: taskId }),
    overdue: (row, _args, context) => isOverdue(row, dayOf(context.clock())),
  },
  PublicHandlingDecision: {
    text: ({ publicText }) => publicText ?? '',
    publishedOn: ({ publishedAt, madeOn }) => (publishedAt === null ? madeOn : dayOf(publishedAt)),
  },
};
