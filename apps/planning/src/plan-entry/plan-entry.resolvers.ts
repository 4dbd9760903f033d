import { invariant } from '@sortition/kernel';
import { hasRole, loadById, loadGroup, mutate, read, unwrap, type ServiceContext } from '@sortition/service-kit';
import { loadPlan } from '../annual-plan/annual-plan-loaders.ts';
import { loadInstruction } from '../instruction/instruction-loaders.ts';
import { findPublishedItems } from '../item-list/item-list.store.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { taskConnection } from '../task/task-connection.ts';
import { refuseUnseen } from '../unseen-record.store.ts';
import { agreePlanEntry } from './agree-plan-entry.ts';
import { cancelPlanEntry } from './cancel-plan-entry.ts';
import { decideEscalation } from './decide-escalation.ts';
import { entryActions } from './entry-actions.rules.ts';
import { findAgreementsOfEntries } from './entry-agreement.store.ts';
import { escalatePlanEntry } from './escalate-plan-entry.ts';
import { mergePlanEntries } from './merge-plan-entries.ts';
import { loadEntry, loadTaskCounts } from './plan-entry-loaders.ts';
import { stateOfEntry } from './plan-entry.rules.ts';
import { findEntry, type PlanEntryRow } from './plan-entry.store.ts';
import { savePlanEntry } from './save-plan-entry.ts';
import { withdrawPlanEntry } from './withdraw-plan-entry.ts';

const entryPayload = async (context: ServiceContext, { entryId }: { readonly entryId: string }) => ({ planEntry: await loadEntry(context, entryId) });

async function planOf(context: ServiceContext, entry: PlanEntryRow) {
  const plan = await loadPlan(context, entry.planId);
  invariant(plan !== null, 'whoever sees an entry sees its plan');
  return plan;
}

const callerOn = ({ identity }: ServiceContext, entry: PlanEntryRow) => {
  const plans = hasRole(identity, 'PLANNER', 'BUSINESS_DIVISION');
  return {
    isLead: plans && identity.department !== null && identity.department === entry.leadDepartmentId,
    isParticipant: plans && entry.participatingDepartmentIds.some((id) => id === identity.department),
    isCoordinator: hasRole(identity, 'COORDINATOR'),
  };
};

export const planEntryResolvers: Resolvers = {
  Query: {
    planEntry: (_source, { id }, context) => read(context, async (tx) => await findEntry(tx, id) ?? unwrap(await refuseUnseen(tx, 'PlanEntry', id))),
  },
  Mutation: {
    savePlanEntry: async (_source, { input }, context) => {
      const { entryId, ...told } = await mutate(context, 'savePlanEntry', input, savePlanEntry);
      return { planEntry: await loadEntry(context, entryId), ...told };
    },
    mergePlanEntries: async (_source, { input }, context) => entryPayload(context, await mutate(context, 'mergePlanEntries', input, mergePlanEntries)),
    agreePlanEntry: async (_source, { input }, context) => entryPayload(context, await mutate(context, 'agreePlanEntry', input, agreePlanEntry)),
    escalatePlanEntry: async (_source, { input }, context) => entryPayload(context, await mutate(context, 'escalatePlanEntry', input, escalatePlanEntry)),
    decideEscalation: async (_source, { input }, context) => entryPayload(context, await mutate(context, 'decideEscalation', input, decideEscalation)),
    withdrawPlanEntry: async (_source, { input }, context) => entryPayload(context, await mutate(context, 'withdrawPlanEntry', input, withdrawPlanEntry)),
    cancelPlanEntry: async (_source, { input }, context) => entryPayload(context, await mutate(context, 'cancelPlanEntry', input, cancelPlanEntry)),
  },
  PlanEntry: {
    __resolveReference: ({ id }, context) => loadEntry(context, id),
    plan: (entry, _args, context) => planOf(context, entry),
    state: async (entry, _args, context) => stateOfEntry(entry, await loadTaskCounts(context, entry.id)),
    instructions: async ({ instructionIds }, _args, context) => (await Promise.all(instructionIds.map((id) => loadInstruction(context, id)))).filter((each) => each !== null),
    leadDepartment: ({ leadDepartmentId }) => (leadDepartmentId === null ? null : { id: leadDepartmentId }),
    participatingDepartments: ({ participatingDepartmentIds }) => participatingDepartmentIds.map((id) => ({ id })),
    period: ({ periodFrom, periodTo }) => (periodFrom === null || periodTo === null ? null : { from: periodFrom, to: periodTo }),
    furtherFields: ({ furtherFields }) => Object.entries(furtherFields).map(([field, value]) => ({ field, value })),
    mergedInto: ({ mergedInto }, _args, context) => (mergedInto === null ? null : loadEntry(context, mergedInto)),
    agreements: async ({ id, revision }, _args, context) => {
      const asked = await loadGroup(context, 'agreementsOfEntry', id, (row) => row.entryId, findAgreementsOfEntries);
      return asked.filter((agreement) => agreement.revision === revision);
    },
    staleItems: async ({ items }, _args, context) => {
      const known = await Promise.all(items.map(({ itemId }) => loadById(context, 'publishedItem', itemId, (row) => row.id, findPublishedItems)));
      return known.flatMap((item) => (item?.superseded === true ? [{ id: item.id }] : []));
    },
    assignedCount: async ({ id }, _args, context) => (await loadTaskCounts(context, id)).assigned,
    tasks: ({ id }, args, context) => taskConnection(context, { planEntryId: id }, 'CREATED_DESC', args),
    availableActions: async (entry, _args, context) => entryActions(entry, (await planOf(context, entry)).state, callerOn(context, entry)),
  },
  PlanEntryItem: {
    item: ({ itemId }) => ({ id: itemId }),
    department: ({ departmentId }) => ({ id: departmentId }),
  },
  EntryAgreement: { department: ({ departmentId }) => ({ id: departmentId }) },
  EscalationDecision: { at: ({ at }) => new Date(at) },
  MergeSuggestion: {
    entries: async ({ entryIds }, _args, context) => (await Promise.all(entryIds.map((id) => loadEntry(context, id)))).filter((entry) => entry !== null),
  },
};
