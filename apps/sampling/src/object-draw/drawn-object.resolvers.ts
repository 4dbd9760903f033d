import { profileOfTask } from '@sortition/profiles';
import { connectionOf, pageOf, read } from '@sortition/service-kit';
import type { Resolvers } from '../generated/resolvers.ts';
import { loadClue } from '../clue/clue.resolvers.ts';
import { assertListIsOpen, loadObjectDraw, loadTask, seesPlaces } from './object-draw-loaders.ts';
import { settlingsOf } from './object-draw.rules.ts';
import { countDrawnObjects, listByName, listDrawnObjects } from './object-draw.store.ts';

/** The list of a draw. Who may not know the classes of a sealed draw gets it by name alone: neither place nor order tells more. */
export const drawnObjectResolvers: Resolvers = {
  ObjectDraw: {
    items: async (draw, args, context) => {
      await assertListIsOpen(context, draw);
      const page = pageOf(args);
      const inOrder = await seesPlaces(context, draw.id);
      const rows = await read(context, (tx) => (inOrder ? listDrawnObjects(tx, draw.id, draw.listVersion, page) : listByName(tx, draw.id, draw.listVersion, page)));
      return { ...connectionOf(rows, page, ({ stratum, order, objectId }) => (inOrder ? [stratum, String(order)] : [objectId])), draw };
    },
    itemsAt: async (draw, { version }, context) => {
      await assertListIsOpen(context, draw);
      const inOrder = await seesPlaces(context, draw.id);
      return read(context, (tx) => (inOrder ? listDrawnObjects(tx, draw.id, version) : listByName(tx, draw.id, version)));
    },
  },
  DrawnObjectConnection: {
    totalCount: ({ draw }, _, context) => read(context, (tx) => countDrawnObjects(tx, draw.id, draw.listVersion)),
  },
  DrawnObject: {
    object: ({ objectId }) => ({ id: objectId }),
    state: ({ state }) => (state === 'RESERVE' ? 'DRAWN' : state),
    order: async ({ drawId, order }, _, context) => ((await seesPlaces(context, drawId)) ? order : null),
    stratum: async ({ drawId, stratum }, _, context) => ((await seesPlaces(context, drawId)) ? stratum : null),
    ticket: async ({ drawId, ticket }, _, context) => (ticket !== '' && (await seesPlaces(context, drawId)) ? ticket : null),
    probability: async ({ drawId, probability }, _, context) => (probability !== '' && (await seesPlaces(context, drawId)) ? probability : null),
    pendingTasks: ({ pendingTaskIds }) => pendingTaskIds.map((id) => ({ id })),
    mergedInto: ({ mergedTaskId }) => (mergedTaskId === null ? null : { id: mergedTaskId }),
    clue: ({ clueId }, _, context) => (clueId === null ? null : loadClue(context, clueId)),
    supplement: ({ fromDrawId }, _, context) => (fromDrawId === null ? null : loadObjectDraw(context, fromDrawId)),
    availableActions: async ({ drawId, state, pendingTaskIds }, _, context) => {
      const draw = await loadObjectDraw(context, drawId);
      const task = draw === null ? null : await loadTask(context, draw.taskId);
      const profile = task === null ? undefined : profileOfTask(task);
      return draw !== null && profile?.ok === true ? settlingsOf(profile.value, draw.state, state, pendingTaskIds.length > 0) : [];
    },
  },
};
