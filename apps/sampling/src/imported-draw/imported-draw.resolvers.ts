import { mutate } from '@sortition/service-kit';
import type { Resolvers } from '../generated/resolvers.ts';
import { loadObjectDraw } from '../object-draw/object-draw-loaders.ts';
import { importDraw } from './import-draw.ts';

export const importedDrawResolvers: Resolvers = {
  Mutation: {
    importDraw: async (_, { input }, context) => ({ objectDraw: await loadObjectDraw(context, (await mutate(context, 'importDraw', input, importDraw)).drawId) }),
  },
};
