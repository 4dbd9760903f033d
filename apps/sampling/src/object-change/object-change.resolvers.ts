import { invariant } from '@sortition/kernel';
import { loadById, mutate, type ServiceContext } from '@sortition/service-kit';
import type { Resolvers } from '../generated/resolvers.ts';
import { loadObjectDraw } from '../object-draw/object-draw-loaders.ts';
import { decideObjectChange } from './decide-object-change.ts';
import { findObjectChangesByIds } from './object-change.store.ts';
import { requestObjectChange } from './request-object-change.ts';

const load = (context: ServiceContext, id: string) => loadById(context, 'objectChange', id, (row) => row.id, findObjectChangesByIds);

export const objectChangeResolvers: Resolvers = {
  Mutation: {
    requestObjectChange: async (_, { input }, context) => ({ objectChange: await load(context, (await mutate(context, 'requestObjectChange', input, requestObjectChange)).changeId) }),
    decideObjectChange: async (_, { input }, context) => ({ objectChange: await load(context, (await mutate(context, 'decideObjectChange', input, decideObjectChange)).changeId) }),
  },
  ObjectChange: {
    __resolveReference: ({ id }, context) => load(context, id),
    draw: async ({ drawId }, _, context) => {
      const draw = await loadObjectDraw(context, drawId);
      invariant(draw !== null, 'a change belongs to a draw');
      return draw;
    },
    removed: ({ removeObjectIds }) => removeObjectIds.map((id) => ({ id })),
    added: ({ addedObjectIds }) => addedObjectIds.map((id) => ({ id })),
  },
};
