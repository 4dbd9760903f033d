import { loadById, loadGroup, mutate, paged, type Paged, type ServiceContext } from '@sortition/service-kit';
import { loadDepartment } from '../department/department.resolvers.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { countMatters, entriesOfMatters, findImplementationEntries, findMatters, listMatters, type ImplementationEntryRow, type RegulatoryMatterRow } from './regulatory-matter.store.ts';
import { saveImplementationEntry, saveRegulatoryMatter } from './save-regulatory-matter.ts';

export type RegulatoryMatterPage = Paged<RegulatoryMatterRow>;

const loadMatter = (context: ServiceContext, id: string): Promise<RegulatoryMatterRow | null> => loadById(context, 'matter', id, (row: RegulatoryMatterRow) => row.id, findMatters);

export const regulatoryMatterResolvers: Resolvers = {
  Query: {
    regulatoryMatters: (_source, { departmentId, ...args }, context) => paged(context, args, {
      rows: (tx, page) => listMatters(tx, departmentId, page), total: (tx) => countMatters(tx, departmentId), positionOf: ({ id }) => [id],
    }),
  },
  Mutation: {
    saveRegulatoryMatter: (_source, { input }, context) => mutate(context, 'saveRegulatoryMatter', input, saveRegulatoryMatter),
    saveImplementationEntry: (_source, { input }, context) => mutate(context, 'saveImplementationEntry', input, saveImplementationEntry),
  },
  RegulatoryMatterPayload: { matter: ({ matterId }, _args, context) => loadMatter(context, matterId) },
  ImplementationEntryPayload: {
    entry: ({ entryId }, _args, context) => loadById(context, 'implementation-entry', entryId, (row: ImplementationEntryRow) => row.id, findImplementationEntries),
  },
  RegulatoryMatter: {
    department: ({ departmentId }, _args, context) => loadDepartment(context, departmentId),
    implementationEntries: ({ id }, _args, context) => loadGroup(context, 'entries-of-matter', id, (row: ImplementationEntryRow) => row.matterId, entriesOfMatters),
  },
  ImplementationEntry: {
    department: ({ departmentId }, _args, context) => loadDepartment(context, departmentId),
    matter: ({ matterId }, _args, context) => loadMatter(context, matterId),
  },
};
