import { connectionOf, loadById, loadGroup, paged, pageOf, type Paged, type ServiceContext } from '@sortition/service-kit';
import type { Resolvers } from '../generated/resolvers.ts';
import { seedsOfDraws, type SeedOfDraw } from '../public-log/log-entry.store.ts';
import { loadLogEntries } from '../public-log/public-log.resolvers.ts';
import {
  attemptsOfTasks, certificatesOf, countPublicDraws, listPublicDraws, visitedObjectsByDraw, type AttemptsOfTask, type CertificateRow, type PublicDrawnObjectRow, type PublicDrawRow,
} from './public-draw.store.ts';

export type PublicDrawPage = Paged<PublicDrawRow>;

const loadCertificate = (context: ServiceContext, drawId: string): Promise<CertificateRow | null> =>
  loadById(context, 'drawCertificate', drawId, (row: CertificateRow) => row.drawId, certificatesOf);

export const publicDrawResolvers: Resolvers = {
  Query: {
    publicDraws: (_source, { first, after, ...criteria }, context) => paged(context, { first, after }, {
      rows: (tx, page) => listPublicDraws(tx, criteria, page),
      total: (tx) => countPublicDraws(tx, criteria),
      positionOf: ({ visibleAt, drawId }) => [visibleAt.toISOString(), drawId],
    }),
  },
  PublicDraw: {
    id: ({ drawId }) => drawId,
    department: ({ departmentId: id }) => (id === null ? null : { id }),
    populationHash: ({ frameRoot }) => frameRoot,
    certificate: async ({ drawId }, _args, context) => (await loadCertificate(context, drawId))?.certificate ?? null,
    seed: async (draw, _args, context) => (draw.openedAt === null ? null : (await loadById(context, 'seeds', draw.drawId, ({ drawId }: SeedOfDraw) => drawId, seedsOfDraws))?.seed ?? null),
    attempts: async (draw, _args, context) => {
      const counted = await loadGroup(context, 'attempts', draw.taskId, ({ taskId }: AttemptsOfTask) => taskId, attemptsOfTasks);
      return counted.find(({ kind, departmentId }) => kind === draw.kind && departmentId === draw.departmentId)?.attempts ?? null;
    },
    logEntries: ({ drawId }, _args, context) => loadLogEntries(context, drawId),
    visitedObjects: async ({ drawId }, args, context) => {
      const page = pageOf(args);
      const rows = await loadGroup(context, `visitedObjects ${JSON.stringify(page)}`, drawId, (row: PublicDrawnObjectRow) => row.drawId, (tx, ids) => visitedObjectsByDraw(tx, ids, page));
      return connectionOf(rows, page, ({ objectId }) => [objectId]);
    },
  },
};
