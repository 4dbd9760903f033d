import { refusal } from '@sortition/kernel';
import { meansOf } from '@sortition/profiles';
import { loadById, loadGroup, mutate, paged, pagedFrom, pageOf, refusalError, type Paged, type ServiceContext } from '@sortition/service-kit';
import { departmentOfReader } from '../department/department-of-reader.ts';
import { listDossiers } from '../dossier/dossier.store.ts';
import { listEvidence } from '../evidence/evidence.store.ts';
import { listFollowUpsOfVisit } from '../follow-up/follow-up.store.ts';
import { giveFeedback } from '../feedback/give-feedback.ts';
import { listFeedback } from '../feedback/visit-feedback.store.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { listNotices } from '../notice/notice.store.ts';
import { attachPassiveTask } from '../passive-task/attach-passive-task.ts';
import { listPassiveTasks } from '../passive-task/passive-task.store.ts';
import { listRecords } from '../record/record.store.ts';
import { listResults } from '../result/result.store.ts';
import { findTasksByIds } from '../task/task.store.ts';
import { findMemberships, type MemberRow } from '../team/team.store.ts';
import { assignItems } from './assign-items.ts';
import { cancelVisit } from './cancel-visit.ts';
import { closeVisit } from './close-visit.ts';
import { loadInspection } from './load-inspection.ts';
import { scheduleVisit } from './schedule-visit.ts';
import { startInspection } from './start-inspection.ts';
import { availableActs } from './visit.rules.ts';
import { countInspections, countInspectionsPerParent, listInspectionItems, listInspections, listInspectionsPerParent, type InspectionCount, type InspectionRow } from './visit.store.ts';

export type InspectionPage = Paged<InspectionRow>;

const positionOf = ({ id }: InspectionRow): string[] => [id];

/** The visits of a task or of an object, for all the parents of a request in one statement per page. */
export function inspectionsOf(context: ServiceContext, parent: 'taskId' | 'objectId', parentId: string, args: { first?: number | null | undefined; after?: string | null | undefined }): InspectionPage {
  const page = pageOf(args);
  return pagedFrom(page, {
    rows: () => loadGroup(context, `inspections by ${parent} ${page.first} ${page.after?.[0] ?? ''}`, parentId, (row: InspectionRow) => row[parent], (tx, ids) => listInspectionsPerParent(tx, parent, ids, page)),
    total: async () => (await loadGroup(context, `inspections by ${parent} counted`, parentId, (row: InspectionCount) => row.parentId, (tx, ids) => countInspectionsPerParent(tx, parent, ids)))[0]?.count ?? 0,
    positionOf,
  });
}

async function availableActions(visit: InspectionRow, context: ServiceContext): Promise<string[]> {
  const member = await loadById(context, 'own memberships', visit.teamId, (row: MemberRow) => row.teamId, (tx, teamIds) => findMemberships(tx, teamIds, context.identity.subject));
  return member === null || member.role === 'ASSISTING' ? [] : availableActs(visit.state, member.role === 'LEADER', visit.sealedAt !== null);
}

export const inspectionResolvers: Resolvers = {
  Query: {
    inspection: async (_source, { id }, context) => {
      const visit = await loadInspection(context, id);
      if (visit === null) throw refusalError(refusal('FORBIDDEN', null, { inspectionId: id }));
      return visit;
    },
    inspections: (_source, args, context) => {
      // the row policies say so too; said in the query, a department's visits are found by index
      const query = { ...args.filter, departmentId: args.filter?.departmentId ?? departmentOfReader(context.identity, null) };
      return paged(context, args, { rows: (tx, page) => listInspections(tx, query, args.sort !== 'OLDEST_FIRST', page), total: (tx) => countInspections(tx, query), positionOf });
    },
  },
  Mutation: {
    scheduleVisit: (_source, { input }, context) => mutate(context, 'scheduleVisit', input, (tx, act, given) => scheduleVisit(tx, act, given)),
    assignItems: (_source, { input }, context) => mutate(context, 'assignItems', input, assignItems),
    startInspection: (_source, { input }, context) => mutate(context, 'startInspection', input, startInspection),
    closeVisit: (_source, { input }, context) => mutate(context, 'closeVisit', input, closeVisit),
    attachPassiveTask: (_source, { input }, context) => mutate(context, 'attachPassiveTask', input, attachPassiveTask),
    giveFeedback: (_source, { input }, context) => mutate(context, 'giveFeedback', input, giveFeedback),
    cancelVisit: (_source, { input }, context) => mutate(context, 'cancelVisit', input, cancelVisit),
  },
  InspectionPayload: { inspection: ({ inspectionId }, _args, context) => loadInspection(context, inspectionId) },
  Inspection: {
    __resolveReference: ({ id }, context) => loadInspection(context, id),
    task: ({ taskId }) => ({ id: taskId }),
    object: ({ objectId }) => ({ id: objectId }),
    team: ({ teamId }) => ({ id: teamId }),
    guidingDepartment: ({ guidingDepartmentId }) => (guidingDepartmentId === null ? null : { id: guidingDepartmentId }),
    means: async ({ taskId }, _args, context) => meansOf((await loadById(context, 'task origin', taskId, (row) => row.id, findTasksByIds))?.origin ?? 'PLAN'),
    passiveTasks: ({ id }, _args, context) => loadGroup(context, 'passive tasks', id, (row) => row.inspectionId, listPassiveTasks),
    feedback: async ({ id }, _args, context) => (await loadGroup(context, 'feedback', id, (row) => row.inspectionId, listFeedback))[0] ?? null,
    items: ({ id }, _args, context) => loadGroup(context, 'inspection items', id, (row) => row.inspectionId, listInspectionItems),
    notice: async ({ id }, _args, context) => (await loadGroup(context, 'notices', id, (row) => row.inspectionId, listNotices))[0] ?? null,
    records: ({ id }, _args, context) => loadGroup(context, 'records', id, (row) => row.inspectionId, listRecords),
    evidence: ({ id }, _args, context) => loadGroup(context, 'evidence', id, (row) => row.inspectionId, listEvidence),
    results: ({ id }, _args, context) => loadGroup(context, 'results', id, (row) => row.inspectionId, listResults),
    followUps: ({ id }, _args, context) => loadGroup(context, 'follow-ups', id, (row) => row.inspectionId, listFollowUpsOfVisit),
    dossier: async ({ id }, _args, context) => (await loadGroup(context, 'dossiers', id, (row) => row.inspectionId, listDossiers))[0] ?? null,
    availableActions: (visit, _args, context) => availableActions(visit, context),
  },
  PassiveTask: { attachedBy: ({ attachedById }) => ({ id: attachedById }) },
  InspectionItemDuty: {
    item: ({ itemId }) => ({ id: itemId }),
    department: ({ departmentId }) => ({ id: departmentId }),
    assignee: ({ assigneeId }) => (assigneeId === null ? null : { id: assigneeId }),
  },
  Task: { inspections: ({ id }, args, context) => inspectionsOf(context, 'taskId', id, args) },
  InspectionObject: { inspections: ({ id }, args, context) => inspectionsOf(context, 'objectId', id, args) },
};
