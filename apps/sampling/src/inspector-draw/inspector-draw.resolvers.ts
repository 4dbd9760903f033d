import { refuse } from '@sortition/kernel';
import { loadById, loadGroup, mutate, unwrap, type ServiceContext } from '@sortition/service-kit';
import type { Resolvers } from '../generated/resolvers.ts';
import { drawInspectors } from './draw-inspectors.ts';
import { findDrawnInspectors, findInspectorDrawsByIds, findInspectorDrawsOfTasks } from './inspector-draw.store.ts';

const load = (context: ServiceContext, id: string) => loadById(context, 'inspectorDraw', id, (row) => row.id, findInspectorDrawsByIds);

export const inspectorDrawResolvers: Resolvers = {
  Query: {
    inspectorDraw: async (_, { id }, context) => (await load(context, id)) ?? unwrap(refuse('NOT_FOUND', null, { entity: 'InspectorDraw', id })),
  },
  Mutation: {
    drawInspectors: async (_, { input }, context) => ({ inspectorDraw: await load(context, (await mutate(context, 'drawInspectors', input, drawInspectors)).drawId) }),
  },
  Task: {
    inspectorDraws: async ({ id }, _, context) => [...await loadGroup(context, 'inspectorDrawsOfTask', id, (row) => row.taskId, findInspectorDrawsOfTasks)],
  },
  InspectorDraw: {
    __resolveReference: ({ id }, context) => load(context, id),
    task: ({ taskId }) => ({ id: taskId }),
    department: ({ departmentId }) => ({ id: departmentId }),
    inspectors: async ({ id }, _, context) => (await loadGroup(context, 'inspectorsOfDraw', id, (row) => row.drawId, findDrawnInspectors)).filter(({ serves }) => serves === 'YES'),
  },
  DrawnInspector: {
    inspector: ({ inspectorId }) => ({ id: inspectorId }),
  },
};
