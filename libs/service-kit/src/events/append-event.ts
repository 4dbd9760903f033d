import { newId } from '@sortition/kernel';
import type { EventPayload, EventType } from '@sortition/events';
import { EVENTS } from '@sortition/events';
import type { Act } from '../act.ts';
import type { Tx } from '../database/database.ts';
import { event } from '../database/kit.table.ts';

/** Appends an event in the transaction that changes the state it tells of: both happen, or neither. */
export async function appendEvent<T extends EventType>(tx: Tx, act: Act, type: T, payload: EventPayload<T>): Promise<void> {
  const { version, schema } = EVENTS[type];
  await tx.insert(event).values({
    id: newId(), type, version, payload: schema.parse(payload), occurredAt: act.now, actor: act.identity.subject, trace: act.trace,
  });
}
