import { loadById, mutate, read } from '@sortition/service-kit';
import type { Resolvers } from '../generated/resolvers.ts';
import { findStandards, standardsOf, type DirectoryStandardRow } from './directory-standard.store.ts';
import { agreeDirectoryStandard, proposeDirectoryStandard } from './issue-directory-standard.ts';

export const directoryStandardResolvers: Resolvers = {
  Query: { directoryStandards: (_source, { profile, directory }, context) => read(context, (tx) => standardsOf(tx, profile, directory)) },
  Mutation: {
    proposeDirectoryStandard: (_source, { input }, context) => mutate(context, 'proposeDirectoryStandard', input, proposeDirectoryStandard),
    agreeDirectoryStandard: (_source, { input }, context) => mutate(context, 'agreeDirectoryStandard', input, agreeDirectoryStandard),
  },
  DirectoryStandardPayload: { standard: ({ standardId }, _args, context) => loadById(context, 'directory-standard', standardId, (row: DirectoryStandardRow) => row.id, findStandards) },
  DirectoryStandard: { directory: ({ directory }) => (directory === 'OBJECT' ? 'OBJECT' : 'INSPECTOR') },
};
