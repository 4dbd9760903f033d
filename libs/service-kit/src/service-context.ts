import type DataLoader from 'dataloader';
import type { Logger } from 'pino';
import type { Clock } from '@sortition/kernel';
import type { Act } from './act.ts';
import type { Database, Tx } from './database/database.ts';
import type { Reads } from './database/reads.ts';
import type { Identity } from './identity.ts';

/** What a resolver is given: the caller, the database, and the loaders of this one request. */
export interface ServiceContext {
  readonly service: string;
  readonly identity: Identity;
  readonly trace: string;
  readonly database: Database;
  readonly reads: Reads;
  readonly clock: Clock;
  readonly log: Logger;
  readonly loaders: Map<string, DataLoader<string, unknown>>;
}

export const actOf = (context: ServiceContext, operation: string): Act => ({ identity: context.identity, now: context.clock(), trace: context.trace, operation });

/** A read as the caller, under the row policies, in the transaction that the reads of a request share. */
export const read = <T>(context: ServiceContext, work: (tx: Tx) => Promise<T>): Promise<T> => context.reads.read(work);
