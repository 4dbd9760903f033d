import { refusal } from '@sortition/kernel';
import { loadById, loadGroup, mutate, refusalError, type ServiceContext } from '@sortition/service-kit';
import { listFollowUpsOfVisit } from '../follow-up/follow-up.store.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { loadInspection } from '../visit/load-inspection.ts';
import { amendResult } from './amend-result.ts';
import { recheckResult } from './recheck-result.ts';
import { recordDirectResult } from './record-direct-result.ts';
import { recordResult } from './record-result.ts';
import { findResultsByIds, listEntries, listResultItems } from './result.store.ts';

const loadResult = (context: ServiceContext, id: string) => loadById(context, 'result', id, (row) => row.id, findResultsByIds);

export const resultResolvers: Resolvers = {
  Query: {
    inspectionResult: async (_source, { id }, context) => {
      const result = await loadResult(context, id);
      if (result === null) throw refusalError(refusal('FORBIDDEN', null, { resultId: id }));
      return result;
    },
  },
  Mutation: {
    recordResult: (_source, { input }, context) => mutate(context, 'recordResult', input, recordResult),
    recordDirectResult: (_source, { input }, context) => mutate(context, 'recordDirectResult', input, recordDirectResult),
    recheckResult: (_source, { input }, context) => mutate(context, 'recheckResult', input, recheckResult),
    amendResult: (_source, { input }, context) => mutate(context, 'amendResult', input, amendResult),
  },
  ResultPayload: { result: ({ resultId }, _args, context) => loadResult(context, resultId) },
  InspectionResult: {
    __resolveReference: ({ id }, context) => loadResult(context, id),
    inspection: ({ inspectionId }, _args, context) => loadInspection(context, inspectionId),
    department: ({ departmentId }) => ({ id: departmentId }),
    items: ({ id }, _args, context) => loadGroup(context, 'result items', id, (row) => row.resultId, listResultItems),
    entries: ({ id }, _args, context) => loadGroup(context, 'result entries', id, (row) => row.resultId, listEntries),
    followUps: async ({ inspectionId, departmentId }, _args, context) => (await loadGroup(context, 'follow-ups', inspectionId, (row) => row.inspectionId, listFollowUpsOfVisit)).filter(({ foundById }) => foundById === departmentId),
    substantive: ({ direct }) => !direct,
    enteredBy: ({ enteredById }) => (enteredById === null ? null : { id: enteredById }),
  },
  ResultEntry: { enteredBy: ({ enteredById }) => ({ id: enteredById }) },
  ResultItem: { item: ({ itemId }) => ({ id: itemId }) },
};
