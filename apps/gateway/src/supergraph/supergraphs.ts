import { supergraphVerifier } from '@sortition/service-kit/supergraph-signature';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { GatewayConfig } from '../config.ts';
import type { NativePlanner } from '../execution/native-planner.ts';
import type { Metrics } from '../observability/metrics.ts';
import type { Subgraph } from '../subgraphs/subgraph.ts';
import { buildSupergraph, type Supergraph } from './build-supergraph.ts';
import { readSupergraph } from './read-supergraph.ts';
import { ReadingThread } from './reading-thread.ts';
import { findSupergraph, type Found, type SupergraphFile } from './supergraph-file.ts';
import { SUPERGRAPH_REFUSALS, SupergraphRefused, type SupergraphRefusal } from './supergraph-refused.ts';
import { usedDocuments } from './used-documents.ts';
import { watchFolderOf } from './watch-folder.ts';

/** What anybody may know of the supergraph in use. */
export interface SupergraphVitals {
  readonly sha256: string;
  readonly serial: number;
  readonly takenAt: string;
  readonly lastRefusal: { readonly code: SupergraphRefusal; readonly messageZh: string; readonly messageEn: string; readonly at: string } | null;
}

/** The supergraph in use, and those before it for as long as an operation runs on them. */
export interface Supergraphs extends Disposable {
  readonly inUse: () => Supergraph;
  /** What belongs to the schema against which an operation was validated: on that it runs to its end. */
  readonly of: (schema: GraphQLSchema) => Supergraph;
  /** Tells of each that is taken, at once and in the same turn. */
  readonly whenTaken: (listener: (supergraph: Supergraph) => void) => () => void;
  /** Looks at the file now, and has taken or refused what lies there when it resolves. */
  readonly look: () => Promise<void>;
  readonly vitals: () => SupergraphVitals;
}

export interface SupergraphsParts {
  readonly file: string;
  readonly config: Pick<GatewayConfig, 'SUPERGRAPH_KEYS' | 'SUPERGRAPH_MIN_SERIAL' | 'SUPERGRAPH_POLL_MS'>;
  readonly subgraphs: ReadonlyMap<string, Subgraph>;
  readonly planner: NativePlanner;
  readonly log: Logger;
  readonly metrics: Metrics;
}

async function accepted({ verdict }: Found, lowest: number, build: (file: SupergraphFile) => Promise<Supergraph>): Promise<Supergraph> {
  if (verdict instanceof SupergraphRefused) throw verdict;
  if (verdict.serial < lowest) throw new SupergraphRefused('SERIAL_TOO_LOW', `it is ${verdict.serial}, and ${lowest} is the lowest that is taken`);
  return build(verdict);
}

/** One thing at a time, and of those who ask meanwhile all share the next. */
function inTurn(work: () => Promise<void>): () => Promise<void> {
  let last = Promise.resolve();
  let waiting: Promise<void> | undefined;
  return () => {
    waiting ??= last.then(() => {
      waiting = undefined;
      return work();
    });
    last = waiting;
    return waiting;
  };
}

/**
 * Opens the supergraph, and takes another one whenever a better signed one lies in its place. One that is refused stops the start;
 * later, the one in use stays.
 */
export async function openSupergraphs({ file, config, subgraphs, planner, log, metrics }: SupergraphsParts): Promise<Supergraphs> {
  const verify = config.SUPERGRAPH_KEYS === undefined ? undefined : supergraphVerifier(config.SUPERGRAPH_KEYS);
  const tools = { subgraphs, planner, used: usedDocuments() };
  const bySchema = new WeakMap<GraphQLSchema, Supergraph>();
  const listeners = new Set<(supergraph: Supergraph) => void>();
  const first = await findSupergraph(file, verify);
  if (first === undefined) throw new Error('the first look found nothing');
  let known = first.mark;
  let inUse = await accepted(first, config.SUPERGRAPH_MIN_SERIAL, (offered) => buildSupergraph(offered, { ...tools, read: readSupergraph }));
  let takenAt = new Date();
  let lastRefusal: SupergraphVitals['lastRefusal'] = null;
  bySchema.set(inUse.apiSchema, inUse);
  metrics.supergraphInUse(inUse.serial);
  if (verify === undefined) log.warn('SUPERGRAPH_KEYS is not set: any supergraph is taken, signed or not');

  function take(next: Supergraph): void {
    bySchema.set(next.apiSchema, next);
    for (const listener of listeners) listener(next);
    inUse = next;
    takenAt = new Date();
    metrics.supergraphOffered('taken');
    metrics.supergraphInUse(next.serial);
    log.info({ sha256: next.sha256, serial: next.serial }, 'supergraph taken');
  }

  function refuse(error: unknown): void {
    const code = error instanceof SupergraphRefused ? error.code : 'NOT_A_SUPERGRAPH';
    const { zh, en } = SUPERGRAPH_REFUSALS[code];
    lastRefusal = { code, messageZh: zh, messageEn: en, at: new Date().toISOString() };
    metrics.supergraphOffered(code.toLowerCase());
    log.error({ err: error, code, inUse: { sha256: inUse.sha256, serial: inUse.serial } }, 'supergraph refused; the one in use stays');
  }

  const thread = new ReadingThread();
  /** The same once more, signed anew, is not built again. */
  const buildNext = async (offered: SupergraphFile): Promise<Supergraph> =>
    (offered.sha256 === inUse.sha256 ? { ...inUse, serial: offered.serial } : buildSupergraph(offered, { ...tools, read: (sdl) => thread.read(sdl) }));

  const look = inTurn(async () => {
    try {
      const found = await findSupergraph(file, verify, known);
      if (found === undefined) return;
      known = found.mark;
      const { verdict } = found;
      // The one in use has been put back in the place of one that was refused.
      if (!(verdict instanceof SupergraphRefused) && verdict.sha256 === inUse.sha256 && verdict.serial === inUse.serial) return;
      take(await accepted(found, verify === undefined ? 0 : inUse.serial + 1, buildNext));
    } catch (error) {
      refuse(error);
    }
  });
  const unwatch = watchFolderOf(file, config.SUPERGRAPH_POLL_MS, () => void look(), log);
  return {
    inUse: () => inUse,
    of: (schema) => bySchema.get(schema) ?? unknownSchema(),
    whenTaken: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    look,
    vitals: () => ({ sha256: inUse.sha256, serial: inUse.serial, takenAt: takenAt.toISOString(), lastRefusal }),
    [Symbol.dispose]: () => {
      unwatch();
      thread[Symbol.dispose]();
    },
  };
}

function unknownSchema(): never {
  throw new Error('the operation was validated against an unknown schema');
}
