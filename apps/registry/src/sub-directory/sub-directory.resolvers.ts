import { loadById, loadGroup, mutate, pagedFrom, pageOf, read, type ServiceContext } from '@sortition/service-kit';
import { loadDepartment } from '../department/department.resolvers.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import type { ObjectRow } from '../inspection-object/inspection-object.store.ts';
import type { InspectorRow } from '../inspector/inspector.store.ts';
import { findSubDirectories, inspectorsOfItem, objectsOfItem, subDirectoriesOf, type SubDirectoryRow } from './sub-directory.store.ts';
import { saveSubDirectory } from './save-sub-directory.ts';

const subsOf = (context: ServiceContext, lineageId: string): Promise<readonly SubDirectoryRow[]> => loadGroup(context, 'sub-directories', lineageId, (row: SubDirectoryRow) => row.itemLineageId, subDirectoriesOf);

/** Nobody needs to know how many; whoever does pages through them. */
const total = (): Promise<null> => Promise.resolve(null);

export const subDirectoryResolvers: Resolvers = {
  Mutation: { saveSubDirectory: (_source, { input }, context) => mutate(context, 'saveSubDirectory', input, saveSubDirectory) },
  SubDirectoryPayload: { subDirectory: ({ subDirectoryId }, _args, context) => loadById(context, 'sub-directory', subDirectoryId, (row: SubDirectoryRow) => row.id, findSubDirectories) },
  SubDirectory: {
    directory: ({ directory }) => (directory === 'OBJECT' ? 'OBJECT' : 'INSPECTOR'),
    department: ({ departmentId }, _args, context) => loadDepartment(context, departmentId),
  },
  InspectionItem: {
    subDirectories: ({ lineageId }, _args, context) => subsOf(context, lineageId),
    objects: ({ lineageId }, args, context) => {
      const page = pageOf(args);
      const rows = async (): Promise<readonly ObjectRow[]> => {
        const subs = await subsOf(context, lineageId);
        return read(context, (tx) => objectsOfItem(tx, subs, page));
      };
      return pagedFrom(page, { rows, total, positionOf: (row) => [row.divisionCode, row.id] });
    },
    inspectors: ({ lineageId }, args, context) => {
      const page = pageOf(args);
      const rows = async (): Promise<readonly InspectorRow[]> => {
        const subs = await subsOf(context, lineageId);
        return read(context, (tx) => inspectorsOfItem(tx, subs, page));
      };
      return pagedFrom(page, { rows, total, positionOf: (row) => [row.id] });
    },
  },
};
