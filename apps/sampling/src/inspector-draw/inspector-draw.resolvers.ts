import type { InspectorCertificate } from '@sortition/draw';
import { refuse } from '@sortition/kernel';
import { loadById, loadGroup, mutate, unwrap, type ServiceContext } from '@sortition/service-kit';
import type { Resolvers } from '../generated/resolvers.ts';
import { drawInspectors } from './draw-inspectors.ts';
import { findDrawnInspectors, findInspectorDrawsByIds, findInspectorDrawsOfTasks } from './inspector-draw.store.ts';
import { voidInspectorDraw } from './void-inspector-draw.ts';

const load = (context: ServiceContext, id: string) => loadById(context, 'inspectorDraw', id, (row) => row.id, findInspectorDrawsByIds);

const orderOf = (context: ServiceContext, id: string) => loadGroup(context, 'inspectorsOfDraw', id, (row) => row.drawId, findDrawnInspectors);

function ineligibleIn(certificate: string | null): { readonly inspector: { readonly id: string }; readonly reason: string }[] {
  if (certificate === null) return [];
  const { match }: InspectorCertificate = JSON.parse(certificate);
  return match.departments.flatMap(({ ineligible }) => ineligible.map(({ inspectorId, reason }) => ({ inspector: { id: inspectorId }, reason })));
}

export const inspectorDrawResolvers: Resolvers = {
  Query: {
    inspectorDraw: async (_, { id }, context) => (await load(context, id)) ?? unwrap(refuse('NOT_FOUND', null, { entity: 'InspectorDraw', id })),
  },
  Mutation: {
    drawInspectors: async (_, { input }, context) => ({ inspectorDraw: await load(context, (await mutate(context, 'drawInspectors', input, drawInspectors)).drawId) }),
    voidInspectorDraw: async (_, { input }, context) => ({ inspectorDraw: await load(context, (await mutate(context, 'voidInspectorDraw', input, voidInspectorDraw)).drawId) }),
  },
  Task: {
    inspectorDraws: async ({ id }, _, context) => [...await loadGroup(context, 'inspectorDrawsOfTask', id, (row) => row.taskId, findInspectorDrawsOfTasks)],
  },
  InspectorDraw: {
    __resolveReference: ({ id }, context) => load(context, id),
    task: ({ taskId }) => ({ id: taskId }),
    department: ({ departmentId }) => ({ id: departmentId }),
    scheme: ({ scheme, schemeVersion }) => ({ name: scheme, version: schemeVersion }),
    ineligibleInspectors: ({ certificate }) => ineligibleIn(certificate),
    inspectors: async ({ id }, _, context) => (await orderOf(context, id)).filter(({ serves }) => serves === 'YES'),
    substitutes: async ({ id }, _, context) => (await orderOf(context, id)).filter(({ serves }) => serves === 'SUBSTITUTE'),
  },
  DrawnInspector: {
    inspector: ({ inspectorId }) => ({ id: inspectorId }),
  },
};
