import { refuse } from '@sortition/kernel';
import { loadById, loadGroup, mutate, read, unwrap, type ServiceContext } from '@sortition/service-kit';
import type { Resolvers } from '../generated/resolvers.ts';
import { findTasksOfSuperiorTasks } from '../task/task.store.ts';
import { acceptTask } from './accept-task.ts';
import { distributeTask } from './distribute-task.ts';
import { importTask } from './import-task.ts';
import { findChildrenOfSuperiorTasks, findSuperiorTasks, type SuperiorTaskRow } from './superior-task.store.ts';

export const loadSuperiorTask = (context: ServiceContext, id: string): Promise<SuperiorTaskRow | null> => loadById(context, 'superiorTask', id, (row) => row.id, findSuperiorTasks);

const payload = async (context: ServiceContext, { superiorTaskId }: { readonly superiorTaskId: string }) => ({ superiorTask: await loadSuperiorTask(context, superiorTaskId) });

export const superiorTaskResolvers: Resolvers = {
  Query: {
    superiorTask: (_source, { id }, context) => read(context, async (tx) => (await findSuperiorTasks(tx, [id]))[0] ?? unwrap(refuse('NOT_FOUND', null, { entity: 'SuperiorTask', id }))),
  },
  Mutation: {
    importTask: async (_source, { input }, context) => payload(context, await mutate(context, 'importTask', input, importTask)),
    acceptTask: async (_source, { input }, context) => payload(context, await mutate(context, 'acceptTask', input, acceptTask)),
    distributeTask: async (_source, { input }, context) => payload(context, await mutate(context, 'distributeTask', input, distributeTask)),
  },
  SuperiorTask: {
    __resolveReference: ({ id }, context) => loadSuperiorTask(context, id),
    items: ({ itemIds }) => itemIds.map((id) => ({ id })),
    period: ({ periodFrom, periodTo }) => ({ from: periodFrom, to: periodTo }),
    department: ({ departmentId }) => ({ id: departmentId }),
    parent: ({ parentId }, _args, context) => (parentId === null ? null : loadSuperiorTask(context, parentId)),
    children: ({ id }, _args, context) => loadGroup(context, 'childrenOfSuperiorTask', id, (row) => row.parentId ?? '', findChildrenOfSuperiorTasks),
    tasks: ({ id }, _args, context) => loadGroup(context, 'tasksOfSuperiorTask', id, (row) => row.superiorTaskId ?? '', findTasksOfSuperiorTasks),
  },
  SuperiorTaskReport: { at: ({ at }) => new Date(at) },
};
