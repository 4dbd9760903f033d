import { createHash } from 'node:crypto';
import type { EventPayload } from '@sortition/events';
import { recordChange, type Act, type Tx } from '@sortition/service-kit';
import { appendToLog } from '../public-log/append-to-log.ts';
import { tidingsOfAbandonment, tidingsOfAudit, tidingsOfCertificate, tidingsOfCircumstances, tidingsOfImport, tidingsOfIntent, tidingsOfOpening, tidingsOfRandomness, tidingsOfReplacement } from '../public-log/log-entry.rules.ts';
import { openDrawEntries } from '../public-log/log-entry.store.ts';
import { taskTold } from '../task/task.store.ts';
import type { PublicDrawRow } from './public-draw.store.ts';
import { certifyDraw, openDraw, showAbandonment, showImport, showIntent } from './public-draw.store.ts';

const note = (tx: Tx, drawId: string, after: { readonly state: PublicDrawRow['state'] | 'OPENED' } & Record<string, unknown>): void => recordChange(tx, { entity: 'PublicDraw', entityId: drawId, before: null, after });

/** The draw is fixed: public at once, so that a result can never come before its rules. */
export async function drawWasIntended(tx: Tx, _act: Act, told: EventPayload<'DrawIntended'>): Promise<void> {
  await showIntent(tx, await taskTold(tx, told.taskId), told);
  note(tx, told.drawId, { state: 'INTENDED', intentHash: told.intentHash, attempt: told.attempt });
  await appendToLog(tx, tidingsOfIntent(told));
}

export const randomnessWasGiven = (tx: Tx, _act: Act, told: EventPayload<'RandomnessGiven'>): Promise<void> => appendToLog(tx, tidingsOfRandomness(told));

export async function drawWasCertified(tx: Tx, _act: Act, told: EventPayload<'DrawCertified'>): Promise<void> {
  await certifyDraw(tx, await taskTold(tx, told.taskId), told);
  note(tx, told.drawId, { state: 'CERTIFIED', certificateHash: told.certificateHash });
  await appendToLog(tx, tidingsOfCertificate(told));
}

/** An attempt that was given up is never taken out of sight. */
export async function drawWasAbandoned(tx: Tx, _act: Act, told: EventPayload<'DrawAbandoned'>): Promise<void> {
  await showAbandonment(tx, await taskTold(tx, told.taskId), told);
  note(tx, told.drawId, { state: 'ABANDONED', reason: told.reason, approvedBy: told.approvedBy });
  await appendToLog(tx, tidingsOfAbandonment(told));
}

export async function drawWasImported(tx: Tx, _act: Act, told: EventPayload<'DrawImported'>): Promise<void> {
  await showImport(tx, await taskTold(tx, told.taskId), told);
  note(tx, told.drawId, { state: 'IMPORTED', platform: told.platform, externalNumber: told.externalNumber });
  await appendToLog(tx, tidingsOfImport(told));
}

/** Every visit has ended: what was kept back about the draw's randomness, and its certificate, are for everybody. SY art.14(1). */
export async function drawWasOpened(tx: Tx, _act: Act, told: EventPayload<'DrawOpened'>): Promise<void> {
  await openDraw(tx, told);
  await openDrawEntries(tx, told.drawId, new Date(told.at));
  note(tx, told.drawId, { state: 'OPENED' });
  await appendToLog(tx, tidingsOfOpening(told, createHash('sha256').update(told.certificate).digest('hex')));
}

export const inspectorWasReplaced = (tx: Tx, _act: Act, told: EventPayload<'InspectorReplaced'>): Promise<void> => appendToLog(tx, tidingsOfReplacement(told));

export const circumstancesWereDrawn = (tx: Tx, _act: Act, told: EventPayload<'CircumstancesDrawn'>): Promise<void> => appendToLog(tx, tidingsOfCircumstances(told));

export const randomnessWasAudited = (tx: Tx, _act: Act, told: EventPayload<'RandomnessAudited'>): Promise<void> => appendToLog(tx, tidingsOfAudit(told));
