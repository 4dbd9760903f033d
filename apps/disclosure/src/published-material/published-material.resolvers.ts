import { dayOf } from '@sortition/kernel';
import { loadGroup, mutate } from '@sortition/service-kit';
import type { Resolvers } from '../generated/resolvers.ts';
import { publishMaterial } from './publish-material.ts';
import { materialsOfPublications } from './published-material.store.ts';

export const publishedMaterialResolvers: Resolvers = {
  Mutation: { publishMaterial: (_source, { input }, context) => mutate(context, 'publishMaterial', input, publishMaterial) },
  PublicResult: {
    materials: async ({ publicationId }, _args, context) =>
      (await loadGroup(context, 'materials', publicationId, (row) => row.publicationId, materialsOfPublications)).map(({ title, text, publishedAt }) => ({ title, text, publishedOn: dayOf(publishedAt) })),
  },
};
