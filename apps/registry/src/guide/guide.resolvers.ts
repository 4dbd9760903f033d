import { loadById, mutate, type ServiceContext } from '@sortition/service-kit';
import { loadDepartment } from '../department/department.resolvers.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { newestOfLineages, type InspectionItemRow } from '../inspection-item/inspection-item.store.ts';
import { findGuides, type GuideRow } from './guide.store.ts';
import { saveGuide } from './save-guide.ts';

const loadGuide = (context: ServiceContext, id: string): Promise<GuideRow | null> => loadById(context, 'guide', id, (row: GuideRow) => row.id, findGuides);

export const guideResolvers: Resolvers = {
  Query: { guide: (_source, { id }, context) => loadGuide(context, id) },
  Mutation: { saveGuide: (_source, { input }, context) => mutate(context, 'saveGuide', input, saveGuide) },
  GuidePayload: { guide: ({ guideId }, _args, context) => loadGuide(context, guideId) },
  Guide: {
    __resolveReference: ({ id }, context) => loadGuide(context, id),
    item: ({ itemLineageId }, _args, context) =>
      itemLineageId === null ? null : loadById(context, 'item-of-lineage', itemLineageId, (row: InspectionItemRow) => row.lineageId, newestOfLineages),
    department: ({ departmentId }, _args, context) => loadDepartment(context, departmentId),
  },
};
