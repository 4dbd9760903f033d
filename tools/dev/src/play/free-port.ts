import { isFree } from '../platform/ports.ts';

/** A port that is known before anything listens there, so that what dies comes back under the same address. Below 32768, where outgoing connections take theirs. */
export async function freePort(): Promise<number> {
  let port = 20_000 + (process.pid % 10_000);
  while (!(await isFree(port))) port += 1;
  return port;
}
