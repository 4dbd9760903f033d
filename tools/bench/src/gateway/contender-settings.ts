import { readFileSync } from 'node:fs';
import type { JWK } from 'jose';

/** What every contender but ours is told, by the variable BENCH_CONTENDER. */
export interface ContenderSettings {
  readonly port: number;
  readonly supergraph: string;
  /** URL of every subgraph by its name. */
  readonly subgraphs: Readonly<Record<string, string>>;
  readonly key: JWK;
  /** Whether identical requests may share work. */
  readonly sharing: boolean;
}

export function contenderSettings(): ContenderSettings {
  return JSON.parse(process.env['BENCH_CONTENDER'] ?? '{}');
}

/** The supergraph with the addresses of this run: it is composed without any. */
export function addressedSupergraph({ supergraph, subgraphs }: ContenderSettings): string {
  return readFileSync(supergraph, 'utf8').replaceAll(/@join__graph\(name: "([^"]+)", url: "[^"]*"\)/g, (_whole, name: string) => `@join__graph(name: "${name}", url: "${subgraphs[name] ?? ''}")`);
}

/** Tells the benchmark that requests may come, and ends with it. */
export function ready(): void {
  process.on('disconnect', () => process.exit(0));
  process.send?.({ ready: true });
}

const isError = (value: unknown): value is Error => value instanceof Error || (typeof value === 'object' && value !== null && 'message' in value);

function wordsOf(reason: unknown): string {
  if (!isError(reason)) return String(reason);
  const errors: unknown = 'errors' in reason ? reason.errors : undefined;
  return Array.isArray(errors) && errors.length > 0 ? `${reason.message}: ${errors.length} errors, such as ${wordsOf(errors[0])}` : reason.message;
}

/** Tells the benchmark why this contender cannot take part. */
export function cannot(reason: unknown): void {
  process.send?.({ cannot: wordsOf(reason) }, () => process.exit(0));
}
