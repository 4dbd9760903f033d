import type { EventPayload } from '@sortition/events';
import { newId } from '@sortition/kernel';
import { D1, DIVISION, type City } from './disclosure-fixture.ts';
import type { StartedTask } from './events.ts';

/** What sampling tells of the draws of one task, attempt by attempt. */
export interface ToldDraw {
  readonly drawId: string;
  intend(more?: Partial<EventPayload<'DrawIntended'>>): Promise<void>;
  reveal(source: string, value: string): Promise<void>;
  certify(more?: Partial<EventPayload<'DrawCertified'>>): Promise<void>;
  confirm(objectIds: readonly string[]): Promise<void>;
  abandon(reason: string): Promise<void>;
  open(certificate: string): Promise<void>;
}

export function drawOf(city: City, task: StartedTask, attempt = 1, kind: 'OBJECT' | 'INSPECTOR' = 'OBJECT'): ToldDraw {
  const drawId = newId();
  const terms = (at: string) => ({
    drawId, taskId: task.taskId, taskNumber: task.taskNumber, kind, departmentId: D1, divisionCode: DIVISION, intentHash: String(attempt).repeat(64), attempt, at, profile: 'CQ', profileHash: 'f'.repeat(64),
  });
  const given = { drawId, taskId: task.taskId, at: '2025-04-01T08:30:00+08:00' };
  return {
    drawId,
    intend: (more = {}) => city.tell('DrawIntended', { ...terms('2025-04-01T08:00:00+08:00'), frameRoot: 'e'.repeat(64), population: 40, toDraw: 2, randomness: [{ source: 'platform', kind: 'PLATFORM', commitment: 'b'.repeat(64) }], ...more }),
    reveal: (source, value) => city.tell('RandomnessGiven', { ...given, source, step: 'REVEALED', commitment: 'b'.repeat(64), value }),
    certify: (more = {}) => city.tell('DrawCertified', {
      ...terms('2025-04-01T09:00:00+08:00'), certificateHash: 'c'.repeat(64), algorithm: 'tickets/v1', hash: 'SHA-256', seed: 'd'.repeat(64), frameRoot: 'e'.repeat(64), population: 40, drawn: 2, ...more,
    }),
    confirm: (objectIds) => city.tell('ObjectDrawConfirmed', {
      drawId, taskId: task.taskId, taskNumber: task.taskNumber, leadDepartmentId: D1, certificateHash: 'c'.repeat(64), confirmedAt: '2025-04-01T10:00:00+08:00', population: 40,
      objects: objectIds.map((objectId, order) => ({ objectId, order, stratum: order === 0 ? 'HIGH' : 'LOW', probability: '0.05' })),
    }),
    abandon: (reason) => city.tell('DrawAbandoned', { ...terms('2025-04-01T11:00:00+08:00'), certificateHash: null, reason, approvedBy: 'head-1' }),
    open: (certificate) => city.tell('DrawOpened', { drawId, taskId: task.taskId, certificate, at: '2025-06-01T09:00:00+08:00' }),
  };
}
