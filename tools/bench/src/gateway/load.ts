import { Pool } from 'undici';

export interface Load {
  readonly requestsPerSecond: number;
  readonly requests: number;
  readonly p50: number;
  readonly p99: number;
}

export interface LoadOptions {
  readonly url: string;
  readonly bodyOf: (serial: number) => string;
  readonly connections: number;
  readonly ms: number;
}

let serial = 0;

/** Asks as fast as answers come, over so many connections, for so long. No two requests are the same. */
export async function load({ url, bodyOf, connections, ms }: LoadOptions): Promise<Load> {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections, pipelining: 1 });
  const times: number[] = [];
  const from = performance.now();
  await Promise.all(Array.from({ length: connections }, async () => {
    while (performance.now() - from < ms) {
      const asked = performance.now();
      serial += 1;
      const { statusCode, body } = await pool.request({ path: pathname, method: 'POST', headers: { 'content-type': 'application/json' }, body: bodyOf(serial) });
      const text = await body.text();
      if (statusCode !== 200 || text.includes('"errors"')) throw new Error(`a gateway answered ${statusCode}: ${text.slice(0, 300)}`);
      times.push(performance.now() - asked);
    }
  }));
  const seconds = (performance.now() - from) / 1_000;
  await pool.close();
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
  return { requestsPerSecond: times.length / seconds, requests: times.length, p50: at(0.5), p99: at(0.99) };
}
