import { request, type Dispatcher } from 'undici';
import type { Feed } from '../caching/feed-follower.ts';
import type { Subgraph, SubgraphVitals } from '../subgraphs/subgraph.ts';

export interface ProbedSubgraph {
  readonly subgraph: Subgraph;
  readonly readyUrl: URL;
}

export interface SubgraphHealth extends SubgraphVitals {
  readonly ready: boolean;
  readonly probeMs: number;
  /** Whether its changes are heard, so that answers with its data may be kept; undefined where none are. */
  readonly feedFollowed: boolean | undefined;
}

export interface Health {
  readonly ready: boolean;
  readonly subgraphs: Readonly<Record<string, SubgraphHealth>>;
}

const PROBE_MS = 1_000;

async function isReady(url: URL, dispatcher: Dispatcher): Promise<boolean> {
  try {
    const { statusCode, body } = await request(url, { dispatcher, signal: AbortSignal.timeout(PROBE_MS) });
    await body.dump();
    return statusCode === 200;
  } catch {
    return false;
  }
}

/** Asks every subgraph whether it is ready, now. Callers who come while a round is under way share its answer, so that probes cannot be piled up. */
export function healthProbe(probed: readonly ProbedSubgraph[], dispatcher: Dispatcher, draining: () => boolean, feeds: () => readonly Feed[]): () => Promise<Health> {
  let underWay: Promise<Health> | undefined;

  async function round(): Promise<Health> {
    const followed = new Map(feeds().map((feed) => [feed.service, feed.isFollowed()]));
    const entries = await Promise.all(probed.map(async ({ subgraph, readyUrl }) => {
      const startedAt = performance.now();
      const ready = await isReady(readyUrl, dispatcher);
      return [subgraph.name, { ready, probeMs: Math.round(performance.now() - startedAt), feedFollowed: followed.get(subgraph.name), ...subgraph.vitals() }] as const;
    }));
    return { ready: !draining() && entries.every(([, { ready }]) => ready), subgraphs: Object.fromEntries(entries) };
  }

  return () => {
    underWay ??= round().finally(() => {
      underWay = undefined;
    });
    return underWay;
  };
}
