import { isDeepStrictEqual } from 'node:util';
import type { ClientRequest } from './load.ts';

interface Answer {
  readonly data?: unknown;
  readonly errors?: unknown;
}

async function answerOf(url: string, { body, authorization }: ClientRequest): Promise<Answer> {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...(authorization === undefined ? {} : { authorization }) }, body });
  const { data, errors }: Answer = JSON.parse(await response.text());
  return { data, errors };
}

/** Where two values first differ, for people. */
function firstDifference(left: unknown, right: unknown, path = 'data'): string | undefined {
  if (isDeepStrictEqual(left, right)) return undefined;
  if (typeof left === 'object' && left !== null && typeof right === 'object' && right !== null) {
    for (const name of new Set([...Object.keys(left), ...Object.keys(right)])) {
      const found = firstDifference(Reflect.get(left, name), Reflect.get(right, name), `${path}.${name}`);
      if (found !== undefined) return found;
    }
  }
  return `${path}: ${JSON.stringify(left)?.slice(0, 120)} beside ${JSON.stringify(right)?.slice(0, 120)}`;
}

const isEmpty = (data: unknown): boolean => data === undefined || data === null || JSON.stringify(data).match(/"nodes":\[\{/) === null;

/** How an answer differs from that of the reference; undefined when they say the same. */
function judge(reference: Answer, answer: Answer): string | undefined {
  if (answer.errors !== undefined) return `errors: ${JSON.stringify(answer.errors).slice(0, 300)}`;
  return firstDifference(reference.data, answer.data);
}

/** Asks all gateways the same, some different requests, and says who answers otherwise than the reference. */
export async function differencesFrom(referenceUrl: string, urls: ReadonlyMap<string, string>, requests: readonly ClientRequest[]): Promise<Map<string, string>> {
  const wrong = new Map<string, string>();
  for (const request of requests) {
    const reference = await answerOf(referenceUrl, request);
    if (reference.errors !== undefined || isEmpty(reference.data)) throw new Error(`the reference answers nothing: ${JSON.stringify(reference).slice(0, 500)}`);
    for (const [name, url] of urls) {
      const difference = judge(reference, await answerOf(url, request));
      if (difference !== undefined && !wrong.has(name)) wrong.set(name, difference);
    }
  }
  return wrong;
}
