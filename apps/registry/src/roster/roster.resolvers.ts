import { read } from '@sortition/service-kit';
import type { Resolvers } from '../generated/resolvers.ts';
import { rosterHeads } from './roster.store.ts';

export const rosterResolvers: Resolvers = {
  Query: {
    directories: async (_source, _args, context) =>
      (await read(context, rosterHeads)).map(({ directory, version, updatedAt }) => ({ directory: directory === 'OBJECT' ? 'OBJECT' as const : 'INSPECTOR' as const, version, updatedAt })),
  },
};
