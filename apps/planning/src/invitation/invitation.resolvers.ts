import { dayOf } from '@sortition/kernel';
import { mutate, type ServiceContext } from '@sortition/service-kit';
import type { Resolvers } from '../generated/resolvers.ts';
import { loadTask } from '../task/task-loaders.ts';
import { forwardInvitation } from './forward-invitation.ts';
import { stateOfInvitation } from './invitation.rules.ts';
import { issueCircular } from './issue-circular.ts';
import { pushJointTask } from './push-joint-task.ts';
import { remind } from './remind.ts';
import { respondToJointTask } from './respond-to-joint-task.ts';

const payload = async (context: ServiceContext, { taskId }: { readonly taskId: string }) => ({ task: await loadTask(context, taskId) });

export const invitationResolvers: Resolvers = {
  Mutation: {
    pushJointTask: async (_source, { input }, context) => payload(context, await mutate(context, 'pushJointTask', input, pushJointTask)),
    respondToJointTask: async (_source, { input }, context) => payload(context, await mutate(context, 'respondToJointTask', input, respondToJointTask)),
    forwardInvitation: async (_source, { input }, context) => payload(context, await mutate(context, 'forwardInvitation', input, forwardInvitation)),
    issueCircular: async (_source, { input }, context) => payload(context, await mutate(context, 'issueCircular', input, issueCircular)),
    remind: async (_source, { input }, context) => payload(context, await mutate(context, 'remind', input, remind)),
  },
  Invitation: {
    department: ({ departmentId }) => ({ id: departmentId }),
    sentBy: ({ sentBy }) => ({ id: sentBy }),
    state: (invitation, _args, context) => stateOfInvitation(invitation, dayOf(context.clock())),
    items: ({ itemIds }) => itemIds.map((id) => ({ id })),
  },
  InvitationCircular: { at: ({ at }) => new Date(at) },
  Reminder: { department: ({ departmentId }) => ({ id: departmentId }) },
};
