import { Pool } from 'undici';
import { percentile } from './statistics.ts';

/** One client request: its body and who asks. */
export interface ClientRequest {
  readonly body: string;
  readonly authorization: string | undefined;
}

export interface Load {
  readonly requestsPerSecond: number;
  readonly requests: number;
  /** Not counted in `requests`: another status than 200, or errors beside the data. */
  readonly wrong: number;
  readonly firstWrong: string | undefined;
  readonly p50: number;
  readonly p99: number;
  /** Processor time of the process that asks. */
  readonly clientCpuMs: number;
  /** Of answers, by those who asked. */
  readonly bytes: number;
  readonly subRequests: number;
}

/** What one request came to; `wrong` says how it went wrong. */
export interface Outcome {
  readonly bytes: number;
  readonly subRequests: number;
  readonly wrong: string | undefined;
}

export interface LoadOptions {
  /** Sends the request of this number, whichever that is. */
  readonly send: (serial: number) => Promise<Outcome>;
  readonly connections: number;
  readonly ms: number;
  readonly from: number;
}

/** Asks as fast as answers come, so many at a time, for so long. */
export async function load({ send, connections, ms, from }: LoadOptions): Promise<Load> {
  const times: number[] = [];
  let [serial, bytes, subRequests, wrong] = [from, 0, 0, 0];
  let firstWrong: string | undefined;
  const cpu = process.cpuUsage();
  const begun = performance.now();
  await Promise.all(Array.from({ length: connections }, async () => {
    while (performance.now() - begun < ms) {
      const asked = performance.now();
      const outcome = await send(serial++);
      bytes += outcome.bytes;
      subRequests += outcome.subRequests;
      if (outcome.wrong === undefined) times.push(performance.now() - asked);
      else {
        wrong += 1;
        firstWrong ??= outcome.wrong;
      }
    }
  }));
  const seconds = (performance.now() - begun) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  times.sort((a, b) => a - b);
  return { requestsPerSecond: times.length / seconds, requests: times.length, wrong, firstWrong, p50: percentile(times, 0.5), p99: percentile(times, 0.99), clientCpuMs: (user + system) / 1_000, bytes, subRequests };
}

/** Sends requests to a gateway, one after the other and then again from the first. */
export function gatewayClient(url: string, requests: readonly ClientRequest[], connections: number): { readonly send: (serial: number) => Promise<Outcome>; readonly close: () => Promise<void> } {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections, pipelining: 1, headersTimeout: 60_000, bodyTimeout: 60_000 });
  return {
    close: () => pool.close(),
    send: async (serial) => {
      const { body, authorization } = requests[serial % requests.length] ?? { body: '', authorization: undefined };
      const answer = await pool.request({ path: pathname, method: 'POST', headers: { 'content-type': 'application/json', ...(authorization === undefined ? {} : { authorization }) }, body });
      const text = await answer.body.text();
      const isWrong = answer.statusCode !== 200 || text.includes('"errors"');
      return { bytes: text.length, subRequests: 0, wrong: isWrong ? `${answer.statusCode} ${text.slice(0, 400)}` : undefined };
    },
  };
}
