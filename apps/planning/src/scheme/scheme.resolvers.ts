import { invariant } from '@sortition/kernel';
import { loadById, loadGroup, mutate, type ServiceContext } from '@sortition/service-kit';
import type { Resolvers } from '../generated/resolvers.ts';
import { loadTask } from '../task/task-loaders.ts';
import { taskActions } from '../task/task.rules.ts';
import { agreeScheme } from './agree-scheme.ts';
import { saveScheme } from './save-scheme.ts';
import { findSchemeAgreements, findSchemes, type SchemeRow } from './scheme.store.ts';

const loadScheme = (context: ServiceContext, id: string): Promise<SchemeRow | null> => loadById(context, 'scheme', id, (row) => row.id, findSchemes);

const schemePayload = async (context: ServiceContext, { taskId, schemeId }: { readonly taskId: string; readonly schemeId: string }) => ({ scheme: await loadScheme(context, schemeId), task: await loadTask(context, taskId) });

async function taskOf(context: ServiceContext, { taskId }: SchemeRow) {
  const task = await loadTask(context, taskId);
  invariant(task !== null, 'whoever sees a scheme sees its task');
  return task;
}

const SCHEME_ACTIONS = new Set(['saveScheme', 'agreeScheme']);

export const schemeResolvers: Resolvers = {
  Mutation: {
    saveScheme: async (_source, { input }, context) => schemePayload(context, await mutate(context, 'saveScheme', input, saveScheme)),
    agreeScheme: async (_source, { input }, context) => schemePayload(context, await mutate(context, 'agreeScheme', input, agreeScheme)),
  },
  Scheme: {
    __resolveReference: ({ id }, context) => loadScheme(context, id),
    task: (scheme, _args, context) => taskOf(context, scheme),
    period: ({ periodFrom, periodTo }) => (periodFrom === null || periodTo === null ? null : { from: periodFrom, to: periodTo }),
    specialItems: ({ specialItemIds }) => specialItemIds.map((id) => ({ id })),
    agreements: ({ taskId }, _args, context) => loadGroup(context, 'agreementsOfScheme', taskId, (row) => row.taskId, findSchemeAgreements),
    availableActions: async (scheme, _args, context) => {
      const task = await taskOf(context, scheme);
      const own = context.identity.department;
      const caller = { isLead: own === task.leadDepartmentId, isParticipant: task.participatingDepartmentIds.some((id) => id === own), invites: false };
      return taskActions(task.state, scheme.state, caller).filter((action) => SCHEME_ACTIONS.has(action));
    },
  },
};
