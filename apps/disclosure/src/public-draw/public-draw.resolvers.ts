import { connectionOf, loadGroup, pageOf } from '@sortition/service-kit';
import type { Resolvers } from '../generated/resolvers.ts';
import { paged, type Paged } from '../paged.ts';
import { countPublicDraws, listPublicDraws, visitedObjectsByDraw, type PublicDrawnObjectRow, type PublicDrawRow } from './public-draw.store.ts';

export type PublicDrawPage = Paged<PublicDrawRow>;

export const publicDrawResolvers: Resolvers = {
  Query: {
    publicDraws: (_source, { first, after, ...criteria }, context) => paged(context, { first, after }, {
      rows: (tx, page) => listPublicDraws(tx, criteria, page),
      total: (tx) => countPublicDraws(tx, criteria),
      positionOf: ({ visibleAt, drawId }) => [visibleAt?.toISOString() ?? '', drawId],
    }),
  },
  PublicDraw: {
    id: ({ drawId }) => drawId,
    visitedObjects: async ({ drawId }, args, context) => {
      const page = pageOf(args);
      const rows = await loadGroup(context, `visitedObjects ${JSON.stringify(page)}`, drawId, (row: PublicDrawnObjectRow) => row.drawId, (tx, ids) => visitedObjectsByDraw(tx, ids, page));
      return connectionOf(rows, page, ({ objectId }) => [objectId]);
    },
  },
};
