import { refuse, type Outcome, ok } from '@sortition/kernel';
import { loadById, loadGroup, paged, pagedFrom, pageOf, unwrap, type Paged, type ServiceContext } from '@sortition/service-kit';
import { parseDivisionCode } from '@sortition/identifiers';
import { loadDelivered } from '../channel/channel.resolvers.ts';
import type { QueryPublicResultsArgs, Resolvers } from '../generated/resolvers.ts';
import { isSearchableName } from './public-result.rules.ts';
import {
  countPublicResults, countPublicResultsByObject, earlierVersionsOf, findPublicResults, listPublicResults, publicResultsByObject, type CountOfObject, type EarlierVersionRow, type PublicResultCriteria, type PublicResultRow,
} from './public-result.store.ts';

const MOST_COUNTED = 10_000;

export const loadPublicResult = (context: ServiceContext, publicationId: string): Promise<PublicResultRow | null> =>
  loadById(context, 'publicResult', publicationId, (row: PublicResultRow) => row.publicationId, findPublicResults);

/** Refuses what could only find nothing, or everything. */
function searchable(args: QueryPublicResultsArgs): Outcome<PublicResultCriteria> {
  const { uscc, name, divisionCode } = args;
  if (uscc != null && !/^[0-9A-Z]{9}$|^[0-9A-Z]{15}$|^[0-9A-Z]{18}$/.test(uscc)) return refuse('INVALID_VALUE', null, { field: 'uscc' });
  if (name != null && !isSearchableName(name)) return refuse('INVALID_VALUE', null, { field: 'name' });
  if (divisionCode != null) {
    const division = parseDivisionCode(divisionCode);
    if (!division.ok) return division;
  }
  return ok(args);
}

const positionOf = (row: PublicResultRow): string[] => [row.publishedOn, row.publicationId];

export type PublicResultPage = Paged<PublicResultRow>;

export const publicResultResolvers: Resolvers = {
  Query: {
    publicResults: (_source, args, context) => {
      const criteria = unwrap(searchable(args));
      return paged(context, args, {
        rows: (tx, page) => listPublicResults(tx, criteria, page),
        total: (tx) => countPublicResults(tx, criteria, MOST_COUNTED),
        positionOf,
      });
    },
    publicResult: (_source, { id }, context) => loadPublicResult(context, id),
  },
  PublicResult: {
    id: ({ publicationId }) => publicationId,
    department: ({ departmentId }) => ({ id: departmentId }),
    redacted: ({ redactedFields }) => redactedFields.length > 0,
    earlierVersions: ({ publicationId }, _args, context) => loadGroup(context, 'earlierVersions', publicationId, (row: EarlierVersionRow) => row.publicationId, earlierVersionsOf),
    receipts: ({ publicationId }, _args, context) => loadDelivered(context, publicationId),
  },
  PublicResultItem: {
    item: ({ itemId }) => ({ id: itemId }),
  },
  InspectionObject: {
    __resolveReference: ({ id }) => ({ id }),
    publicResults: ({ id }, args, context) => {
      const page = pageOf(args);
      return pagedFrom(page, {
        rows: () => loadGroup(context, `publicResultsOfObject ${JSON.stringify(page)}`, id, (row: PublicResultRow) => row.objectId, (tx, ids) => publicResultsByObject(tx, ids, page)),
        total: async () => (await loadById(context, 'publicResultsOfObject counted', id, ({ objectId }: CountOfObject) => objectId, (tx, ids) => countPublicResultsByObject(tx, ids, MOST_COUNTED)))?.count ?? null,
        positionOf,
      });
    },
  },
};
