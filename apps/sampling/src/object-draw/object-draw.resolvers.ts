import { renderRefusal } from '@sortition/kernel';
import { actOf, loadById, loadGroup, mutate, pageOf, read, readAs, systemIdentity, unwrap, type ServiceContext } from '@sortition/service-kit';
import { findFrameWork } from '../frame/frame-work.store.ts';
import { listExclusions } from '../frame/frame.store.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { findObjectChangesOfDraws } from '../object-change/object-change.store.ts';
import { confirmObjectDraw } from './confirm-object-draw.ts';
import { dispatchObjectList } from './dispatch-object-list.ts';
import { drawObjects } from './draw-objects.ts';
import { attemptsOf, drawForCaller, listIsOpen, loadObjectDraw } from './object-draw-loaders.ts';
import { availableActions } from './object-draw.rules.ts';
import { findSupplements, listOverrides, listReceipts } from './object-draw.store.ts';
import { prepareObjectDraw } from './prepare-object-draw.ts';
import { previewObjectDraw } from './preview-object-draw.ts';
import { excludeDrawnObject, mergeDrawnObject } from './settle-flagged-object.ts';
import { isSealed } from './told-list.ts';
import { verifyDraw } from './verify-draw.ts';
import { voidDraw } from './void-draw.ts';

export const objectDrawResolvers: Resolvers = {
  Query: {
    objectDraw: (_, { id }, context) => drawForCaller(context, id),
    objectDrawPreview: async (_, { taskId, ...asked }, context) => unwrap(await read(context, (tx) => previewObjectDraw(tx, actOf(context, 'objectDrawPreview'), taskId, asked))),
    verifyDraw: async (_, { id }, context) => {
      const act = { ...actOf(context, 'verifyDraw'), identity: systemIdentity(context.service) };
      const verdict = unwrap(await readAs(context.database.read, act, (tx) => verifyDraw(tx, id)));
      return { ...verdict, checks: verdict.checks.map(({ code, passed, message }) => ({ name: code, passed, messageZh: message.zh, messageEn: message.en })) };
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
    objectDraw: async ({ id }, _, context) => (await attemptsOf(context, id)).find(({ state, continuesId }) => state !== 'VOID' && continuesId === null) ?? null,
    objectDrawAttempts: ({ id }, _, context) => attemptsOf(context, id),
  },
  ObjectDraw: {
    __resolveReference: ({ id }, context) => loadObjectDraw(context, id),
    task: ({ taskId }) => ({ id: taskId }),
    progress: ({ id }, _, context) => loadById(context, 'frameWork', id, (row) => row.drawId, findFrameWork),
    units: (draw) => (isSealed(draw) ? 'SEALED' : 'NAMED'),
    continues: ({ continuesId }, _, context) => (continuesId === null ? null : loadObjectDraw(context, continuesId)),
    supplements: async ({ id }, _, context) => [...await loadGroup(context, 'supplementsOfDraw', id, (row) => row.continuesId ?? '', findSupplements)],
    import: ({ platform, externalNumber, documentHash }) => (platform === null || externalNumber === null || documentHash === null ? null : { platform, externalNumber, documentHash }),
    frameRoot: ({ platform, frameRoot }) => (platform === null ? frameRoot : null),
    intentHash: ({ platform, intentHash }) => (platform === null ? intentHash : null),
    certificate: async (draw, _, context) => ((await listIsOpen(context, draw)) ? draw.certificate : null),
    excluded: async (draw, args, context) => {
      const { first } = pageOf(args);
      const rows = await read(context, (tx) => listExclusions(tx, draw.id, first));
      return rows.map(({ objectId, reason }) => ({ object: { id: objectId }, reason }));
    },
    overrides: async ({ id }, _, context) => {
      const rows = await loadGroup(context, 'overridesOfDraw', id, (row) => row.drawId, listOverrides);
      return rows.map(({ objectId, ...rest }) => ({ object: { id: objectId }, ...rest }));
    },
    changes: async ({ id }, _, context) => [...await loadGroup(context, 'changesOfDraw', id, (row) => row.drawId, findObjectChangesOfDraws)],
    receipts: async ({ id }, _, context) => {
      const rows = await loadGroup(context, 'receiptsOfDraw', id, (row) => row.drawId, listReceipts);
      return rows.map(({ departmentId, receivedAt }) => ({ department: { id: departmentId }, receivedAt }));
    },
    availableActions: ({ state, continuesId }) => (continuesId !== null && state === 'CONFIRMED' ? [] : availableActions(state)),
  },
  DepartmentCapacity: { department: ({ departmentId }) => ({ id: departmentId }) },
  DrawWarning: {
    messageZh: (warning) => renderRefusal(warning).messageZh,
    messageEn: (warning) => renderRefusal(warning).messageEn,
  },
};

const payloadOf = async (context: ServiceContext, drawId: string) => ({ objectDraw: await loadObjectDraw(context, drawId) });
