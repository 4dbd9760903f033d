import type DataLoader from 'dataloader';
import type { Logger } from 'pino';
import type { Clock } from '@sortition/kernel';
import type { Act } from './act.ts';
import type { Database, Tx } from './database/database.ts';
import { readAs } from './database/transact.ts';
import type { Identity } from './identity.ts';

/** What a resolver is given: the caller, the database, and the loaders of this one request. */
export interface ServiceContext {
  readonly service: string;
  readonly identity: Identity;
  readonly trace: string;
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Logger;
  readonly loaders: Map<string, DataLoader<string, unknown>>;
}

export const actOf = (context: ServiceContext, operation: string): Act => ({ identity: context.identity, now: context.clock(), trace: context.trace, operation });

/** A read as the caller, in a read-only transaction under the row policies. */
export const read = <T>(context: ServiceContext, work: (tx: Tx) => Promise<T>): Promise<T> => readAs(context.database.read, actOf(context, 'read'), work);
