import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { supergraphHash } from '@sortition/service-kit/supergraph-signature';
import type { SupergraphVitals } from '../../src/supergraph/supergraphs.ts';
import type { Gateway } from '../../src/start-gateway.ts';
import { UNSOUND, type Desk, type Offer } from './desk.ts';
import { MUTATION, QUESTIONS, SUPERGRAPHS, type Edition, type Question } from './editions.ts';

export interface Played {
  readonly swaps: number;
  readonly refusals: number;
  readonly answers: number;
  readonly saved: readonly string[];
  /** Answers that none of the editions gives which were in use between question and answer. */
  readonly wrong: readonly string[];
  /** Offers that were not taken or not refused as they should. */
  readonly misjudged: readonly string[];
}

export interface Play {
  readonly gateway: Gateway;
  readonly vitals: () => SupergraphVitals;
  readonly desk: Desk;
  readonly swaps: number;
  /** One unsound offer after so many swaps. */
  readonly unsoundEvery: number;
  readonly clients: number;
  /** What has been offered to the gateway to begin with. */
  readonly begin: { readonly edition: Edition; readonly offer: Offer };
}

const PATIENCE_MS = 10_000;
/** Between two questions of one client: a steady load that leaves some of the machine to others. */
const PAUSE_MS = 50;
const HASHES = { early: supergraphHash(Buffer.from(SUPERGRAPHS.early)), late: supergraphHash(Buffer.from(SUPERGRAPHS.late)) };

const other = (edition: Edition): Edition => (edition === 'early' ? 'late' : 'early');

async function vitalsOf(gateway: Gateway): Promise<SupergraphVitals> {
  const health: { supergraph: SupergraphVitals } = JSON.parse(await (await fetch(`${gateway.url}/health`)).text());
  return health.supergraph;
}

/** Swaps supergraphs while clients ask, and holds every single answer against what may have been in use when it was given. */
export async function swapUnderLoad({ gateway, vitals, desk, swaps, unsoundEvery, clients, begin }: Play): Promise<Played> {
  /** Editions in the order of their offers: those from `confirmed` to the last may be in use. */
  const editions: Edition[] = [begin.edition];
  let confirmed = 0;
  let playing = true;
  let answers = 0;
  const saved: string[] = [];
  const wrong: string[] = [];
  const misjudged: string[] = [];

  async function ask(question: Question, variables: Record<string, unknown>): Promise<void> {
    const from = confirmed;
    let given: string;
    let right = false;
    try {
      const response = await fetch(`${gateway.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query: question.query, variables }) });
      given = `${response.status} ${await response.text()}`;
      const { data, errors } = JSON.parse(given.slice(4));
      const codes: string[] = (errors ?? []).map(({ extensions }: { extensions: { code: string } }) => extensions.code);
      right = editions.slice(from).some((edition) => {
        const expected = question.right[edition];
        return 'code' in expected ? data === undefined && codes.length > 0 && codes.every((code) => code === expected.code) : codes.length === 0 && isDeepStrictEqual(data, expected.data);
      });
    } catch (error) {
      given = String(error);
    }
    answers += 1;
    if (!right) wrong.push(`${question.query} (${editions.slice(from).join(', ')}): ${given}`);
  }

  async function client(number: number): Promise<void> {
    for (let turn = number; playing; turn += 1) {
      const question = QUESTIONS[turn % QUESTIONS.length];
      if (question !== undefined) await ask(question, {});
      await sleep(PAUSE_MS);
      if (turn % 7 !== 0) continue;
      const name = `${number}/${turn}`;
      await ask(MUTATION, { name });
      saved.push(name);
    }
  }

  async function swapTo(edition: Edition, tell: boolean): Promise<Offer> {
    const offer = await desk.sound(SUPERGRAPHS[edition]);
    editions.push(edition);
    desk.put(offer);
    if (tell) await gateway.reload();
    for (const until = performance.now() + PATIENCE_MS; vitals().sha256 !== HASHES[edition];) {
      if (performance.now() > until) {
        misjudged.push(`${edition} with serial ${desk.serial()} was not taken: ${JSON.stringify(vitals())}`);
        break;
      }
      await sleep(5);
    }
    confirmed = editions.length - 1;
    return offer;
  }

  async function offerUnsound({ kind, code, offer }: (typeof UNSOUND)[number], edition: Edition, inUse: Offer): Promise<void> {
    const before = await vitalsOf(gateway);
    desk.put(await offer(desk, edition, inUse));
    await gateway.reload();
    const after = await vitalsOf(gateway);
    if (after.sha256 !== before.sha256 || after.serial !== before.serial) misjudged.push(`${kind} was taken`);
    if (after.lastRefusal?.code !== code || after.lastRefusal.at === before.lastRefusal?.at) misjudged.push(`${kind} was not refused with ${code}: ${JSON.stringify(after.lastRefusal)}`);
    if (/invalid|127\.0\.0\.1|\/tmp/.test(JSON.stringify(after))) misjudged.push(`the refusal of ${kind} tells too much: ${JSON.stringify(after)}`);
  }

  const load = Array.from({ length: clients }, (_, number) => client(number));
  let { edition, offer } = begin;
  let refusals = 0;
  for (let count = 1; count <= swaps; count += 1) {
    edition = other(edition);
    // Nine are told to the gateway, as by SIGHUP; the tenth it has to notice by itself.
    offer = await swapTo(edition, count % 10 !== 0);
    const unsound = count % unsoundEvery === 0 ? UNSOUND[(count / unsoundEvery - 1) % UNSOUND.length] : undefined;
    if (unsound === undefined) continue;
    await offerUnsound(unsound, other(edition), offer);
    refusals += 1;
  }
  playing = false;
  await Promise.all(load);
  return { swaps, refusals, answers, saved, wrong, misjudged };
}
