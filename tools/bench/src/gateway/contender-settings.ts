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

/** Tells the benchmark why this contender cannot take part. */
export function cannot(reason: unknown): void {
  process.send?.({ cannot: reason instanceof Error ? reason.message : String(reason) }, () => process.exit(0));
}
