import { randomInt } from 'node:crypto';
import { isFree } from '../platform/ports.ts';

const [FIRST, LAST] = [20_000, 32_000]; // outgoing connections take theirs from 32768

/**
 * The first of `count` ports in a row that are free now. Known before anything listens there, so that services can be told of each
 * other, and what dies comes back under the same address; drawn by lot, so that several who look at once hardly find the same.
 */
export async function freePorts(count: number): Promise<number> {
  for (;;) {
    const first = randomInt(FIRST, LAST - count);
    const free = await Promise.all(Array.from({ length: count }, (_, index) => isFree(first + index)));
    if (free.every(Boolean)) return first;
  }
}
