import { loadById, mutate, read, type ServiceContext } from '@sortition/service-kit';
import { loadDepartment } from '../department/department.resolvers.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { deliveriesTo, findBuilds, type DirectoryBuildRow } from './directory-build.store.ts';
import { requestDirectoryBuild } from './request-directory-build.ts';

export interface Delivered {
  readonly departmentId: string;
  readonly entries: number;
}

const loadBuild = (context: ServiceContext, id: string): Promise<DirectoryBuildRow | null> => loadById(context, 'directory-build', id, (row: DirectoryBuildRow) => row.id, findBuilds);

export const directoryBuildResolvers: Resolvers = {
  Query: { directoryBuildStatus: (_source, { id }, context) => loadBuild(context, id) },
  Mutation: { requestDirectoryBuild: (_source, { input }, context) => mutate(context, 'requestDirectoryBuild', input, requestDirectoryBuild) },
  DirectoryBuildPayload: { build: ({ buildId }, _args, context) => loadBuild(context, buildId) },
  DirectoryBuild: {
    directory: ({ directory }) => (directory === 'OBJECT' ? 'OBJECT' : 'INSPECTOR'),
    department: ({ departmentId }, _args, context) => loadDepartment(context, departmentId),
    delivered: async (build, _args, context) => [...await read(context, (tx) => deliveriesTo(tx, build))].map(([departmentId, entries]) => ({ departmentId, entries })),
    missing: async (build, _args, context) => {
      const delivered = await read(context, (tx) => deliveriesTo(tx, build));
      return (await Promise.all(build.askedDepartmentIds.filter((id) => !delivered.has(id)).map((id) => loadDepartment(context, id)))).filter((row) => row !== null);
    },
  },
  DirectoryDelivery: { department: ({ departmentId }, _args, context) => loadDepartment(context, departmentId) },
};
