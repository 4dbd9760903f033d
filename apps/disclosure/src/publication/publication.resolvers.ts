import { dayOf, refuse } from '@sortition/kernel';
import { loadById, loadGroup, mutate, paged, pagedFrom, pageOf, read, unwrap, type Paged, type ServiceContext } from '@sortition/service-kit';
import { loadReceipts } from '../channel/channel.resolvers.ts';
import { correctionsOfPublications, type CorrectionRow } from '../correction/correction.store.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { loadPublicResult } from '../public-result/public-result.resolvers.ts';
import { rulesOf } from '../rules-of.ts';
import { stopsOfPublications, type StopPublicationRow } from '../stop-publication/stop-publication.store.ts';
import { approvePublication } from './approve-publication.ts';
import type { TriggerEvent } from './due-date.rules.ts';
import { actionsFor, isDueSoon, isOverdue, shownState } from './publication.rules.ts';
import {
  countOverduePublications, countPublications, countPublicationsByTask, findPublications, findPublicationsOfResults, listOverduePublications, listPublications, profileOfHiddenPublication, publicationsByTask,
  type CountOfTask, type PublicationRow,
} from './publication.store.ts';
import { publishResult } from './publish-result.ts';
import { limitUnder } from './remembered-limits.ts';
import { withholdPublication } from './withhold-publication.ts';

export type PublicationPage = Paged<PublicationRow>;
export interface PublicationMade { readonly publicationId: string }

export const loadPublication = (context: ServiceContext, id: string): Promise<PublicationRow | null> =>
  loadById(context, 'publication', id, (row: PublicationRow) => row.id, findPublications);

const todayOf = (context: ServiceContext): string => dayOf(context.clock());

/** One publication; a record that is there but not for the caller is FORBIDDEN. */
async function publicationFor(context: ServiceContext, id: string): Promise<PublicationRow | null> {
  const row = await loadPublication(context, id);
  if (row !== null) return row;
  const hidden = await read(context, (tx) => profileOfHiddenPublication(tx, id));
  return unwrap(refuse(hidden === undefined ? 'NOT_FOUND' : 'FORBIDDEN', null, { entity: 'Publication', id }));
}

/** The event is not stored: the first one that falls on the stored day is the one that counted. */
const eventOf = (row: PublicationRow): TriggerEvent => {
  const { value } = rulesOf(row.profile).publication.trigger;
  if (value === 'TASK_COMPLETED' || value === 'INSPECTION_ENDED') return value;
  return row.endedAt !== null && dayOf(row.endedAt) === row.triggeredOn ? 'INSPECTION_ENDED' : 'RESULT_FORMED';
};

export const publicationResolvers: Resolvers = {
  Query: {
    publication: (_source, { id }, context) => publicationFor(context, id),
    publications: (_source, { filter, ...args }, context) => paged(context, args, {
      rows: (tx, page) => listPublications(tx, filter ?? {}, todayOf(context), page),
      total: (tx) => countPublications(tx, filter ?? {}, todayOf(context)),
      positionOf: (row) => [row.id],
    }),
    overduePublications: (_source, { divisionCode, departmentId, ...args }, context) => paged(context, args, {
      rows: (tx, page) => listOverduePublications(tx, { divisionCode, departmentId }, todayOf(context), page),
      total: (tx) => countOverduePublications(tx, { divisionCode, departmentId }, todayOf(context)),
      positionOf: (row) => [row.dueDate ?? '', row.id],
    }),
  },
  Mutation: {
    approvePublication: (_source, { input }, context) => mutate(context, 'approvePublication', input, approvePublication),
    publishResult: (_source, { input }, context) => mutate(context, 'publishResult', input, publishResult),
    withholdPublication: (_source, { input }, context) => mutate(context, 'withholdPublication', input, withholdPublication),
  },
  PublicationPayload: {
    publication: ({ publicationId }, _args, context) => loadPublication(context, publicationId),
  },
  Publication: {
    __resolveReference: ({ id }, context) => loadPublication(context, id),
    state: (row, _args, context) => shownState(row, todayOf(context)),
    department: ({ departmentId }) => ({ id: departmentId }),
    responsibleDepartment: ({ departmentId }) => ({ id: departmentId }),
    enteredBy: ({ result }) => (result?.enteredById ? { id: result.enteredById } : null),
    reminder: (row, _args, context) => isDueSoon(row, todayOf(context)),
    task: ({ taskId }) => ({ id: taskId }),
    object: ({ objectId }) => ({ id: objectId }),
    result: ({ resultId }) => (resultId === null ? null : { id: resultId }),
    dueDate: (row) => (row.triggeredOn === null ? null : limitUnder(row.profile, { event: eventOf(row), day: row.triggeredOn })),
    overdue: (row, _args, context) => isOverdue(row, todayOf(context)),
    publicResult: ({ id }, _args, context) => loadPublicResult(context, id),
    receipts: ({ id }, _args, context) => loadReceipts(context, id),
    corrections: ({ id }, _args, context) => loadGroup(context, 'correctionsOfPublication', id, (row: CorrectionRow) => row.publicationId, correctionsOfPublications),
    stopPublications: ({ id }, _args, context) => loadGroup(context, 'stopsOfPublication', id, (row: StopPublicationRow) => row.publicationId, stopsOfPublications),
    availableActions: (row, _args, context) => actionsFor(rulesOf(row.profile), context.identity, row),
  },
  Task: {
    __resolveReference: ({ id }) => ({ id }),
    publications: ({ id }, { states, ...args }, context) => {
      const page = pageOf(args);
      const wanted = states ?? null;
      return pagedFrom(page, {
        rows: () => loadGroup(context, `publicationsOfTask ${JSON.stringify([page, wanted])}`, id, (row: PublicationRow) => row.taskId, (tx, ids) => publicationsByTask(tx, ids, wanted, todayOf(context), page)),
        total: async () => (await loadById(context, `publicationsOfTask counted ${JSON.stringify(wanted)}`, id, ({ taskId }: CountOfTask) => taskId, (tx, ids) => countPublicationsByTask(tx, ids, wanted, todayOf(context))))?.count ?? 0,
        positionOf: (row) => [row.id],
      });
    },
  },
  InspectionResult: {
    __resolveReference: ({ id }) => ({ id }),
    publication: ({ id }, _args, context) => loadById(context, 'publicationOfResult', id, (row: PublicationRow) => row.resultId ?? '', findPublicationsOfResults),
  },
};
