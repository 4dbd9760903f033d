import { isDeepStrictEqual } from 'node:util';
import type { Answer } from '../fixtures/city.ts';
import { OPENS_THE_BREAKER, type Fault } from './faulty-subgraph.ts';
import { answersWithout } from './field-owners.ts';
import { BREAKER_OPEN_MS, DEADLINE_MS, type Document, type Platform, type Service } from './platform.ts';

export interface Outage {
  readonly service: Service;
  readonly fault: Fault;
}

/** What is wrong with how the platform takes outages; nothing, it is hoped. */
export type InspectOutage = (outage: Outage) => Promise<string[]>;

// A document waits for one dead subgraph on two ways at the most; the rest is a busy machine's.
const FIRST_HIT_MS = 2 * DEADLINE_MS + 3_000;
// Far more than the gateway's limit, for what lies in the buffers of sockets.
const READ_BYTES = 12 * 1024 * 1024;
const RECOVERY_MS = 5_000;
const SECRETS = /127\.0\.0\.1|10\.0\.0\.7|localhost|ECONN|\.invalid|stack|\/srv\/|secretOfOthers|Stranger|__proto__|constructor/;
/** What a client is told when a part is missing: that a service failed, or that what came of it was not fit to be shown. */
const KIN: ReadonlySet<string> = new Set(['SUBGRAPH_UNAVAILABLE', 'INTERNAL']);

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

interface Timed extends Answer {
  readonly ms: number;
}

/** Plays outages on a healthy platform, one after another, and tells what they cost that they must not. */
export async function outageInspector({ ask, documents, subgraphs, supergraphSdl }: Platform): Promise<InspectOutage> {
  const without = answersWithout(supergraphSdl);
  const ports = Object.values(subgraphs).map(({ url }) => new URL(url).port);
  const healthy = new Map<string, Answer>();
  for (const document of documents) healthy.set(document.name, await ask(document));

  const callers = new Set(documents.flatMap(({ caller }) => caller ?? []));

  async function timed(document: Document): Promise<Timed> {
    const startedAt = performance.now();
    const answer = await ask(document);
    return { ...answer, ms: performance.now() - startedAt };
  }

  async function complaintsAbout({ name, query, caller }: Document, { status, text, headers, data, errors }: Answer, { service }: Outage): Promise<string[]> {
    const whole = healthy.get(name)?.data;
    const left = JSON.parse(JSON.stringify((await without({ query, whole, subgraph: service })).data ?? null));
    const isHit = !isDeepStrictEqual(left, whole);
    const told = `${text}${JSON.stringify([...headers])}`;
    return [
      ...(status === 200 ? [] : [`HTTP ${status}`]),
      ...(isDeepStrictEqual(data, left) ? [] : [`data ${JSON.stringify(data)} instead of ${JSON.stringify(left)}`]),
      ...(isHit === errors.length > 0 ? [] : [`${errors.length} errors`]),
      ...errors.filter(({ extensions: { code, messageZh, messageEn } }) => !KIN.has(code) || !messageZh || !messageEn).map((error) => `an error without its words: ${JSON.stringify(error)}`),
      ...errors.filter(({ path: [root] = [] }) => typeof root !== 'string' || !Object.hasOwn(left ?? {}, root)).map((error) => `an error without its place: ${JSON.stringify(error)}`),
      ...(SECRETS.test(told) || ports.some((port) => told.includes(`:${port}`)) ? [`a secret: ${SECRETS.exec(told)?.[0] ?? 'a port'}`] : []),
      ...[...callers].filter((other) => other !== caller && told.includes(other)).map((other) => `something of ${other}`),
      ...(Object.hasOwn(Object.prototype, 'polluted') ? ['prototypes are polluted'] : []),
    ].map((complaint) => `${name}: ${complaint}`);
  }

  async function untilHealthy(): Promise<string[]> {
    const healedAt = performance.now();
    const sick = new Set(documents);
    for (let isLate = false; sick.size > 0 && !isLate;) {
      isLate = performance.now() - healedAt > RECOVERY_MS;
      for (const document of sick) if (isDeepStrictEqual((await ask(document)).data, healthy.get(document.name)?.data)) sick.delete(document);
      if (sick.size > 0) await pause(50);
    }
    return [...sick].map(({ name }) => `${name}: not recovered after ${RECOVERY_MS} ms`);
  }

  return async (outage) => {
    const subgraph = subgraphs[outage.service];
    await subgraph.turn(outage.fault);
    const first = await Promise.all(documents.map(timed));
    const before = subgraph.requests();
    const startedAt = performance.now();
    const again = await Promise.all(documents.map(timed));
    const probes = 1 + Math.floor((performance.now() - startedAt) / BREAKER_OPEN_MS);
    const asked = subgraph.requests() - before;
    const complaints = await Promise.all(documents.flatMap((document, index) => [first[index], again[index]].map(async (answer) => (answer === undefined ? [] : complaintsAbout(document, answer, outage)))));
    await subgraph.turn(undefined);
    const bytes = subgraph.mostBytesSent();
    return [
      ...complaints.flat(),
      ...first.filter(({ ms }) => ms > FIRST_HIT_MS).map(({ ms }) => `answered after ${Math.round(ms)} ms`),
      ...(OPENS_THE_BREAKER.has(outage.fault) && asked > probes ? [`asked ${asked} times though it is known to be down`] : []),
      ...(bytes > READ_BYTES ? [`read ${bytes} bytes of an answer`] : []),
      ...await untilHealthy(),
    ];
  };
}
