import { dayOf, refuse } from '@sortition/kernel';
import { hasRole, loadById, loadGroup, mutate, read, unwrap, type ServiceContext } from '@sortition/service-kit';
import { findDepartments } from '../department/department.store.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { findInstructionsTo } from '../instruction/instruction.store.ts';
import { findPublishedItems } from '../item-list/item-list.store.ts';
import { entryConnection } from '../plan-entry/plan-entry-loaders.ts';
import { similarPairs } from '../plan-entry/merge.rules.ts';
import { entryIsLive } from '../plan-entry/plan-entry.rules.ts';
import { findEntriesOfPlans, type PlanEntryRow } from '../plan-entry/plan-entry.store.ts';
import { profileUnder } from '../stamped-profile.ts';
import { refuseUnseen } from '../unseen-record.store.ts';
import { adjustAnnualPlan } from './adjust-annual-plan.ts';
import { loadPlan, planConnection } from './annual-plan-loaders.ts';
import { ROLE_OF_REVIEWER, nextReviewerOf } from './annual-plan.rules.ts';
import { findPlans, type AnnualPlanRow } from './annual-plan.store.ts';
import { commentAnnualPlan } from './comment-annual-plan.ts';
import { consolidateAnnualPlan } from './consolidate-annual-plan.ts';
import { createAnnualPlan } from './create-annual-plan.ts';
import { overduePlanFilter } from './overdue-plans.ts';
import { deadlineOf } from './plan-deadline.rules.ts';
import { findCommentsOfPlans } from './plan-comment.store.ts';
import { planInForm } from './plan-form.rules.ts';
import { planWorkbook } from './plan-workbook.ts';
import { findReviewsOfPlans, findRevisionsOfPlans } from './plan-revision.store.ts';
import { publishAnnualPlan } from './publish-annual-plan.ts';
import { reviewAnnualPlan } from './review-annual-plan.ts';
import { warningsOfPlan } from './plan-warnings.ts';
import { submitLinePlan } from './submit-line-plan.ts';
import { submitAnnualPlan } from './submit-annual-plan.ts';

const planPayload = async (context: ServiceContext, { planId }: { readonly planId: string }) => ({ annualPlan: await loadPlan(context, planId) });

/** The plan, or the reason why the caller does not see it. */
const seenPlan = (context: ServiceContext, id: string): Promise<AnnualPlanRow> => read(context, async (tx) => {
  const [plan] = await findPlans(tx, [id]);
  return plan ?? unwrap(await refuseUnseen(tx, 'AnnualPlan', id));
});

const entriesOf = (context: ServiceContext, planId: string): Promise<readonly PlanEntryRow[]> => loadGroup(context, 'entriesOfPlan', planId, (row) => row.planId, findEntriesOfPlans);

async function suggestionsOf(context: ServiceContext, plan: AnnualPlanRow) {
  const entries = await entriesOf(context, plan.id);
  return similarPairs(profileUnder(plan).plan.mergeBy.value, entries.filter(entryIsLive));
}

async function warningsOf(context: ServiceContext, plan: AnnualPlanRow) {
  const instructions = await loadGroup(context, 'instructionsTo', plan.departmentId, (row) => row.addresseeId, findInstructionsTo);
  if (instructions.length === 0) return [];
  const entries = (await entriesOf(context, plan.id)).filter(entryIsLive);
  const wanted = [...entries.flatMap(({ items }) => items.map(({ itemId }) => itemId)), ...instructions.flatMap(({ requiredItemId }) => requiredItemId ?? [])];
  const items = await Promise.all(wanted.map((id) => loadById(context, 'publishedItem', id, (row) => row.id, findPublishedItems)));
  return warningsOfPlan(plan, instructions, entries, new Map(items.flatMap((item) => (item === null ? [] : [[item.id, item]]))));
}

function planActions({ identity }: ServiceContext, plan: AnnualPlanRow): string[] {
  const isOwn = identity.department === plan.departmentId && hasRole(identity, 'PLANNER', 'BUSINESS_DIVISION');
  const isGuide = identity.department !== null && identity.department === plan.guideDepartmentId;
  const isInvolved = !isGuide && plan.departmentIds.some((id) => id === identity.department) && hasRole(identity, 'PLANNER', 'BUSINESS_DIVISION');
  const profile = profileUnder(plan);
  const next = nextReviewerOf(profile, plan);
  const isChanging = plan.state === 'DRAFT' || plan.state === 'RETURNED' || plan.state === 'ADJUSTING';
  return [
    ...(isInvolved && isChanging ? ['savePlanEntry'] : []),
    ...(isOwn && isChanging ? ['submitAnnualPlan'] : []),
    ...(isOwn && plan.state === 'DRAFT' && profile.plan.lineFiledWith.value !== null ? ['submitLinePlan'] : []),
    ...(isGuide ? ['commentAnnualPlan'] : []),
    ...(isOwn && (plan.state === 'APPROVED' || (isChanging && next === null)) ? ['publishAnnualPlan'] : []),
    ...(isOwn && plan.state === 'PUBLISHED' ? ['adjustAnnualPlan'] : []),
    ...((plan.state === 'SUBMITTED' || plan.state === 'UNDER_REVIEW') && next !== null && hasRole(identity, ROLE_OF_REVIEWER[next]) ? ['reviewAnnualPlan'] : []),
  ];
}

export const annualPlanResolvers: Resolvers = {
  Query: {
    annualPlan: (_source, { id }, context) => seenPlan(context, id),
    annualPlans: (_source, { filter, ...args }, context) => planConnection(context, filter ?? {}, args),
    overduePlans: async (_source, { year, divisionCode, ...args }, context) => {
      const unmet = await read(context, (tx) => overduePlanFilter(tx, dayOf(context.clock())));
      return planConnection(context, { year, divisionCode, unmet }, args);
    },
    mergeSuggestions: async (_source, { planId }, context) => suggestionsOf(context, await seenPlan(context, planId)),
  },
  Mutation: {
    createAnnualPlan: async (_source, { input }, context) => planPayload(context, await mutate(context, 'createAnnualPlan', input, createAnnualPlan)),
    commentAnnualPlan: async (_source, { input }, context) => planPayload(context, await mutate(context, 'commentAnnualPlan', input, commentAnnualPlan)),
    submitLinePlan: async (_source, { input }, context) => planPayload(context, await mutate(context, 'submitLinePlan', input, submitLinePlan)),
    consolidateAnnualPlan: async (_source, { input }, context) => planPayload(context, await mutate(context, 'consolidateAnnualPlan', input, consolidateAnnualPlan)),
    submitAnnualPlan: async (_source, { input }, context) => planPayload(context, await mutate(context, 'submitAnnualPlan', input, submitAnnualPlan)),
    reviewAnnualPlan: async (_source, { input }, context) => planPayload(context, await mutate(context, 'reviewAnnualPlan', input, reviewAnnualPlan)),
    publishAnnualPlan: async (_source, { input }, context) => planPayload(context, await mutate(context, 'publishAnnualPlan', input, publishAnnualPlan)),
    adjustAnnualPlan: async (_source, { input }, context) => planPayload(context, await mutate(context, 'adjustAnnualPlan', input, adjustAnnualPlan)),
  },
  AnnualPlan: {
    __resolveReference: ({ id }, context) => loadPlan(context, id),
    department: ({ departmentId }) => ({ id: departmentId }),
    profile: (plan) => profileUnder(plan).code,
    deadline: (plan) => deadlineOf(profileUnder(plan), plan.year)?.lastDay ?? null,
    deadlineEvent: (plan) => profileUnder(plan).plan.deadline.event.value,
    entries: ({ id }, args, context) => entryConnection(context, id, args),
    revisions: ({ id }, _args, context) => loadGroup(context, 'revisionsOfPlan', id, (row) => row.planId, findRevisionsOfPlans),
    reviews: ({ id }, _args, context) => loadGroup(context, 'reviewsOfPlan', id, (row) => row.planId, findReviewsOfPlans),
    guideDepartment: ({ guideDepartmentId }) => (guideDepartmentId === null ? null : { id: guideDepartmentId }),
    comments: ({ id }, _args, context) => loadGroup(context, 'commentsOfPlan', id, (row) => row.planId, findCommentsOfPlans),
    consolidatedInto: ({ consolidatedInto }, _args, context) => (consolidatedInto === null ? null : loadPlan(context, consolidatedInto)),
    warnings: (plan, _args, context) => warningsOf(context, plan),
    mergeSuggestions: (plan, _args, context) => suggestionsOf(context, plan),
    form: async (plan, { code }, context) => {
      const entries = (await entriesOf(context, plan.id)).filter(entryIsLive);
      const ids = [...new Set(entries.flatMap(({ departmentIds }) => departmentIds))];
      const names = new Map((await read(context, (tx) => findDepartments(tx, ids))).map(({ id, name }) => [id, name]));
      return unwrap(planInForm(profileUnder(plan), code ?? null, entries, (id) => names.get(id) ?? unwrap(refuse('NOT_FOUND', null, { entity: 'Department', id }))));
    },
    availableActions: (plan, _args, context) => planActions(context, plan),
  },
  PlanComment: { department: ({ departmentId }) => ({ id: departmentId }) },
  PlanForm: { xlsx: (form) => planWorkbook(form) },
};
