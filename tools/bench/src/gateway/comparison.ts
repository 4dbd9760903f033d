import { ratiosOf, spreadOf, median, type Spread } from './statistics.ts';

/** One contender's rounds with one document. */
export interface Rounds {
  readonly name: string;
  readonly requestsPerSecond: readonly number[];
  readonly gatewayCpuMs: readonly (number | undefined)[];
  /** Why its answers do not count; undefined when they are those of the others. */
  readonly wrong: string | undefined;
}

export interface Ratio extends Spread {
  /** Of processor time in the gateway for one request. */
  readonly byCpu: number | null;
  readonly wrong?: string;
}

export interface Comparison {
  readonly toStock: number | null;
  readonly toBestPeer: number | null;
  readonly bestPeer: string | null;
  /** Ours to everybody, round by round. */
  readonly to: Readonly<Record<string, Ratio>>;
}

const NOT_PEERS = ['ours', 'direct'];

function ratioTo(ours: Rounds, other: Rounds): Ratio {
  const defined = (values: readonly (number | undefined)[]): number => median(values.filter((value) => value !== undefined));
  const byCpu = defined(other.gatewayCpuMs) / defined(ours.gatewayCpuMs);
  return { ...spreadOf(ratiosOf(ours.requestsPerSecond, other.requestsPerSecond)), byCpu: Number.isNaN(byCpu) ? null : byCpu, ...(other.wrong === undefined ? {} : { wrong: other.wrong }) };
}

/** Ours beside all others. The best peer is the fastest that gives the right answers. */
export function compare(all: readonly Rounds[]): Comparison {
  const ours = all.find(({ name }) => name === 'ours');
  if (ours === undefined) return { toStock: null, toBestPeer: null, bestPeer: null, to: {} };
  const to = Object.fromEntries(all.filter((other) => other !== ours).map((other) => [other.name, ratioTo(ours, other)]));
  const [best] = all.filter(({ name, wrong }) => !NOT_PEERS.includes(name) && wrong === undefined).toSorted((a, b) => median(b.requestsPerSecond) - median(a.requestsPerSecond));
  return { toStock: to['stock']?.median ?? null, toBestPeer: best === undefined ? null : to[best.name]?.median ?? null, bestPeer: best?.name ?? null, to };
}
