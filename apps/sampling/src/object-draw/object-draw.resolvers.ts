import { refuse, refusal } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { connectionOf, loadById, loadGroup, mutate, pageOf, read, readAs, refusalError, systemIdentity, unwrap, actOf, type ServiceContext } from '@sortition/service-kit';
import type { Resolvers } from '../generated/resolvers.ts';
import { findObjectChangesOfDraws } from '../object-change/object-change.store.ts';
import { profileOfTask } from '../task/profile-of-task.ts';
import { seesListBeforeDispatch } from '../task/task.rules.ts';
import { findTasksByIds, type TaskRow } from '../task/task.store.ts';
import { listExclusions } from '../frame/frame.store.ts';
import { confirmObjectDraw } from './confirm-object-draw.ts';
import { dispatchObjectList } from './dispatch-object-list.ts';
import { drawObjects } from './draw-objects.ts';
import { availableActions } from './object-draw.rules.ts';
import { countDrawnObjects, findAttempts, findObjectDrawsByIds, listDrawnObjects, listReceipts, type ObjectDrawRow } from './object-draw.store.ts';
import { prepareObjectDraw } from './prepare-object-draw.ts';
import { excludeDrawnObject, mergeDrawnObject } from './settle-flagged-object.ts';
import { verifyDraw } from './verify-draw.ts';
import { voidDraw } from './void-draw.ts';

export const loadObjectDraw = (context: ServiceContext, id: string) => loadById(context, 'objectDraw', id, (row) => row.id, findObjectDrawsByIds);

const loadTask = (context: ServiceContext, id: string): Promise<TaskRow | null> => loadById(context, 'task', id, (row) => row.id, findTasksByIds);

/** The list is the lead's until it is dispatched; then it is every department's of the task. CQ 8.4.2. */
async function assertListIsOpen(context: ServiceContext, draw: ObjectDrawRow): Promise<void> {
  if (draw.dispatchedAt !== null) return;
  const task = await loadTask(context, draw.taskId);
  if (task !== null && seesListBeforeDispatch(context.identity, task)) return;
  const profile = task === null ? undefined : profileOfTask(task);
  throw refusalError(refusal('NOT_DISPATCHED', profile?.ok === true ? clauseOf(profile.value.draw.object.drawnBy) : null, { state: draw.state }));
}

/** Row policies hide what is not the caller's; say which of the two it is. */
async function findForCaller(context: ServiceContext, id: string): Promise<ObjectDrawRow> {
  const draw = await loadObjectDraw(context, id);
  if (draw !== null) return draw;
  const act = { ...actOf(context, 'objectDraw'), identity: systemIdentity(context.service) };
  const exists = (await readAs(context.database.read, act, (tx) => findObjectDrawsByIds(tx, [id]))).length > 0;
  return unwrap(exists ? refuse('FORBIDDEN', null, { relation: 'TASK_DEPARTMENT' }) : refuse('NOT_FOUND', null, { entity: 'ObjectDraw', id }));
}


export const objectDrawResolvers: Resolvers = {
  Query: {
    objectDraw: (_, { id }, context) => findForCaller(context, id),
    verifyDraw: async (_, { id }, context) => {
      const act = { ...actOf(context, 'verifyDraw'), identity: systemIdentity(context.service) };
      const verdict = unwrap(await readAs(context.database.read, act, (tx) => verifyDraw(tx, id)));
      return { identical: verdict.identical, checks: verdict.checks.map(({ code, passed, message }) => ({ name: code, passed, messageZh: message.zh, messageEn: message.en })) };
    },
  },
  Mutation: {
    prepareObjectDraw: async (_, { input }, context) => payloadOf(context, (await mutate(context, 'prepareObjectDraw', input, prepareObjectDraw)).drawId),
    drawObjects: async (_, { input }, context) => payloadOf(context, (await mutate(context, 'drawObjects', input, drawObjects)).drawId),
    excludeDrawnObject: async (_, { input }, context) => payloadOf(context, (await mutate(context, 'excludeDrawnObject', input, excludeDrawnObject)).drawId),
    mergeDrawnObject: async (_, { input }, context) => payloadOf(context, (await mutate(context, 'mergeDrawnObject', input, mergeDrawnObject)).drawId),
    confirmObjectDraw: async (_, { input }, context) => payloadOf(context, (await mutate(context, 'confirmObjectDraw', input, confirmObjectDraw)).drawId),
    dispatchObjectList: async (_, { input }, context) => payloadOf(context, (await mutate(context, 'dispatchObjectList', input, dispatchObjectList)).drawId),
    voidDraw: async (_, { input }, context) => payloadOf(context, (await mutate(context, 'voidDraw', input, voidDraw)).drawId),
  },
  Task: {
    __resolveReference: ({ id }) => ({ id }),
    objectDraw: async ({ id }, _, context) => (await attemptsOf(context, id)).find(({ state }) => state !== 'VOID') ?? null,
    objectDrawAttempts: ({ id }, _, context) => attemptsOf(context, id),
  },
  ObjectDraw: {
    __resolveReference: ({ id }, context) => loadObjectDraw(context, id),
    task: ({ taskId }) => ({ id: taskId }),
    items: async (draw, args, context) => {
      await assertListIsOpen(context, draw);
      const page = pageOf(args);
      const rows = await read(context, (tx) => listDrawnObjects(tx, draw.id, draw.listVersion, page));
      return { ...connectionOf(rows, page, ({ stratum, order }) => [stratum, String(order)]), draw };
    },
    itemsAt: async (draw, { version }, context) => {
      await assertListIsOpen(context, draw);
      return read(context, (tx) => listDrawnObjects(tx, draw.id, version));
    },
    excluded: async (draw, args, context) => {
      const { first } = pageOf(args);
      const rows = await read(context, (tx) => listExclusions(tx, draw.id, first));
      return rows.map(({ objectId, reason }) => ({ object: { id: objectId }, reason }));
    },
    changes: async ({ id }, _, context) => [...await loadGroup(context, 'changesOfDraw', id, (row) => row.drawId, findObjectChangesOfDraws)],
    receipts: async ({ id }, _, context) => {
      const rows = await loadGroup(context, 'receiptsOfDraw', id, (row) => row.drawId, listReceipts);
      return rows.map(({ departmentId, receivedAt }) => ({ department: { id: departmentId }, receivedAt }));
    },
    availableActions: ({ state }) => availableActions(state),
  },
  DrawnObjectConnection: {
    totalCount: ({ draw }, _, context) => read(context, (tx) => countDrawnObjects(tx, draw.id, draw.listVersion)),
  },
  DrawnObject: {
    object: ({ objectId }) => ({ id: objectId }),
    state: ({ state }) => (state === 'RESERVE' ? 'DRAWN' : state),
  },
};

async function attemptsOf(context: ServiceContext, taskId: string): Promise<ObjectDrawRow[]> {
  return [...await loadGroup(context, 'drawsOfTask', taskId, (row) => row.taskId, findAttempts)];
}

const payloadOf = async (context: ServiceContext, drawId: string) => ({ objectDraw: await loadObjectDraw(context, drawId) });
