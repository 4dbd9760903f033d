import { connectionOf, loadById, mutate, pageOf, read } from '@sortition/service-kit';
import type { Resolvers } from '../generated/resolvers.ts';
import { loadPublication } from '../publication/publication.resolvers.ts';
import { findNotices, listNotices } from './discipline-notice.store.ts';
import { reportDisciplineMeasure, shareForJointDiscipline, subscribeToSeriousResults } from './share-for-joint-discipline.ts';

export interface SharedForDiscipline { readonly publicationId: string; readonly told: number }
export interface DisciplineNoticeChanged { readonly noticeId: string }

export const disciplineNoticeResolvers: Resolvers = {
  Query: {
    disciplineNotices: async (_source, args, context) => {
      const page = pageOf(args);
      const { department } = context.identity;
      return connectionOf(department === null ? [] : await read(context, (tx) => listNotices(tx, department, page)), page, ({ id }) => [id]);
    },
  },
  Mutation: {
    subscribeToSeriousResults: (_source, { input }, context) => mutate(context, 'subscribeToSeriousResults', input, subscribeToSeriousResults),
    shareForJointDiscipline: (_source, { input }, context) => mutate(context, 'shareForJointDiscipline', input, shareForJointDiscipline),
    reportDisciplineMeasure: (_source, { input }, context) => mutate(context, 'reportDisciplineMeasure', input, reportDisciplineMeasure),
  },
  ShareForJointDisciplinePayload: { publication: ({ publicationId }, _args, context) => loadPublication(context, publicationId) },
  DisciplineNoticePayload: { notice: ({ noticeId }, _args, context) => loadById(context, 'discipline notice', noticeId, (row) => row.id, findNotices) },
  DisciplineNotice: {
    publication: ({ publicationId }, _args, context) => loadPublication(context, publicationId),
    department: ({ departmentId }) => ({ id: departmentId }),
  },
};
