import type { Figure } from '../figures.ts';
import { compare, type Comparison } from './comparison.ts';
import type { ContenderName, Mode } from './contenders.ts';
import type { DocumentName } from './documents.ts';
import type { Measured } from './rounds.ts';
import { median } from './statistics.ts';

/** What was measured of one document in one mode. */
export interface DocumentResult {
  readonly mode: Mode;
  readonly document: DocumentName;
  readonly measured: ReadonlyMap<ContenderName, readonly Measured[]>;
  /** Who answered otherwise than the reference, and how. */
  readonly wrong: ReadonlyMap<string, string>;
}

type Numbers = Readonly<Record<string, number | null>>;

const middle = (rounds: readonly Measured[], read: (one: Measured) => number | undefined): number | null => {
  const values = rounds.map(read).filter((value) => value !== undefined);
  return values.length === 0 ? null : median(values);
};

const show = (value: number | null, digits = 3): string => (value === null ? '?' : Number(value.toPrecision(digits)).toString());

function numbersOf(rounds: readonly Measured[]): Numbers {
  return {
    requestsPerSecond: middle(rounds, (one) => one.requestsPerSecond),
    p50Ms: middle(rounds, (one) => one.p50),
    p99Ms: middle(rounds, (one) => one.p99),
    gatewayCpuMs: middle(rounds, (one) => one.gatewayCpuMs),
    backendCpuMs: middle(rounds, ({ backendCpuMs }) => (backendCpuMs === undefined ? undefined : Object.values(backendCpuMs).reduce((sum, ms) => sum + ms, 0))),
    clientCpuMs: middle(rounds, (one) => one.clientCpuMs / Math.max(1, one.requests)),
    residentMb: middle(rounds, (one) => one.residentMb),
    bytes: middle(rounds, (one) => one.bytes / Math.max(1, one.requests + one.wrong)),
    subRequests: middle(rounds, (one) => (one.subRequests === 0 ? undefined : one.subRequests / Math.max(1, one.requests))),
    wrongUnderLoad: rounds.reduce((sum, { wrong }) => sum + wrong, 0),
  };
}

export function comparisonOf({ measured, wrong }: DocumentResult): Comparison {
  return compare([...measured].map(([name, rounds]) => {
    const failed = rounds.find((one) => one.wrong > 0)?.firstWrong;
    return { name, requestsPerSecond: rounds.map((one) => one.requestsPerSecond), gatewayCpuMs: rounds.map((one) => one.gatewayCpuMs), wrong: wrong.get(name) ?? (failed === undefined ? undefined : `under load: ${failed}`) };
  }));
}

function figuresOf(result: DocumentResult): Figure[] {
  const { mode, document, measured } = result;
  const { to, bestPeer } = comparisonOf(result);
  const lines = [...measured].map(([name, rounds]): Figure => {
    const numbers = numbersOf(rounds);
    const gateway = `${name === 'direct' ? '' : `gateway ${show(numbers['gatewayCpuMs'] ?? null)}, `}client ${show(numbers['clientCpuMs'] ?? null)}`;
    const parts = Object.keys(rounds[0]?.backendCpuMs ?? {}).map((part) => `${part} ${show(middle(rounds, (one) => one.backendCpuMs?.[part]))}`).join(', ');
    const flag = to[name]?.wrong === undefined ? '' : `; WRONG: ${to[name].wrong}`;
    const sent = numbers['subRequests'] == null ? '' : `, ${show(numbers['subRequests'])} sub-requests of ${show((numbers['bytes'] ?? 0) / 1_000)} kB`;
    return {
      name: `${document}, ${mode}: ${name}`, value: numbers['requestsPerSecond'] ?? Number.NaN, unit: 'requests/s',
      note: `p50 ${show(numbers['p50Ms'] ?? null)}, p99 ${show(numbers['p99Ms'] ?? null)} ms; processor ms: ${gateway}, behind it ${show(numbers['backendCpuMs'] ?? null)} (${parts}); ${show(numbers['residentMb'] ?? null)} MB${sent}${flag}`,
    };
  });
  const ratios = Object.entries(to).map(([name, ratio]): Figure => ({
    name: `${document}, ${mode}: ours to ${name}`, value: ratio.median, unit: '×',
    note: `${show(ratio.min)} to ${show(ratio.max)} by round${ratio.byCpu === null ? '' : `; by processor time in the gateway ${show(ratio.byCpu)}`}${name === bestPeer ? '; the best peer' : ''}${ratio.wrong === undefined ? '' : '; answers WRONG'}`,
  }));
  return [...lines, ...ratios];
}

/** For people, and the same for machines: `ratios.<document>.toStock` and `.toBestPeer` of distinct requests, `identical.<document>` of identical ones. */
export function reportOf(results: readonly DocumentResult[]): { readonly figures: Figure[]; readonly ratios: Record<string, Comparison>; readonly identical: Record<string, Comparison>; readonly measured: Record<string, unknown> } {
  const of = (mode: Mode): Record<string, Comparison> => Object.fromEntries(results.filter((one) => one.mode === mode).map((one) => [one.document, comparisonOf(one)]));
  const measured = Object.fromEntries(results.map(({ mode, document, measured: rounds }) => [`${document} ${mode}`, Object.fromEntries([...rounds].map(([name, each]) => [name, { ...numbersOf(each), rounds: each }]))]));
  return { figures: results.flatMap(figuresOf), ratios: of('distinct'), identical: of('identical'), measured };
}
