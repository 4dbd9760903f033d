import { setTimeout as sleep } from 'node:timers/promises';
import { ANONYMOUS, signIdentity, type Identity } from '@sortition/service-kit';
import { askSubgraph, type Answer, type KeyPair } from '@sortition/testkit';

const PATIENCE_MS = 120_000; // a service that is not back by then will not come back
const PASSING = new Set(['INTERNAL', 'OVERLOADED']);

/** A result as its caller was told it. */
export interface ToldDraw {
  readonly id: string;
  readonly attempt: number;
  readonly seed: string;
  readonly certificateHash: string;
  readonly objectIds: readonly string[];
}

const MUTATIONS = {
  prepareObjectDraw: ['PrepareObjectDrawInput', 'id attempt'],
  drawObjects: ['DrawObjectsInput', 'id attempt seed certificateHash items(first: 200) { nodes { object { id } } }'],
  confirmObjectDraw: ['ObjectDrawInput', 'id attempt'],
  voidDraw: ['VoidDrawInput', 'id attempt'],
} as const;
export type DrawOperation = keyof typeof MUTATIONS;

/** The service refused what it had done already, or had to do. */
export class Refused extends Error {}

/** A lead department's officer, who heads it as well and so may give a draw up, that repeats each call with its key until it is answered, at either of two services on one database. */
export class DrawClient {
  readonly #urls: readonly string[];
  readonly #gateway: KeyPair;
  readonly #lead: Identity;
  readonly #head: Identity;
  readonly #roll: (sides: number) => number;

  constructor(urls: readonly string[], gateway: KeyPair, leadDepartmentId: string, roll: (sides: number) => number) {
    this.#urls = urls;
    this.#gateway = gateway;
    this.#lead = { ...ANONYMOUS, subject: 'lead-officer', department: leadDepartmentId, level: 'MUNICIPAL', region: '500000', roles: ['PLANNER', 'DEPARTMENT_HEAD'] };
    this.#head = { ...this.#lead, subject: 'head', roles: ['DEPARTMENT_HEAD'] };
    this.#roll = roll;
  }

  /** Repeats until there is an answer; now and then both services are asked at once, as by a double click. */
  async insist(operation: DrawOperation, idempotencyKey: string, input: Readonly<Record<string, unknown>>): Promise<ToldDraw> {
    const deadline = performance.now() + PATIENCE_MS;
    while (performance.now() < deadline) {
      const twice = this.#roll(10) === 0 ? this.#urls : [this.#urls[this.#roll(this.#urls.length)] ?? ''];
      const answers = await Promise.all(twice.map((url) => this.#ask(url, operation, idempotencyKey, input)));
      const told = answers.filter((answer) => answer !== undefined);
      const [first] = told;
      if (first !== undefined) {
        if (told.some((other) => JSON.stringify(other) !== JSON.stringify(first))) throw new Refused(`${operation} ${idempotencyKey}: two answers to one call`);
        return first;
      }
      await sleep(20 + this.#roll(60));
    }
    throw new Error(`no answer to ${operation} ${idempotencyKey}`);
  }

  /** Tries to draw again under another key; tells whether that gave a result. */
  async succeedsAgain(taskId: string, idempotencyKey: string): Promise<boolean> {
    const url = this.#urls[this.#roll(this.#urls.length)] ?? '';
    return this.#ask(url, 'drawObjects', idempotencyKey, { taskId }).then((answer) => answer !== undefined, () => false);
  }

  async #ask(url: string, operation: DrawOperation, idempotencyKey: string, input: Readonly<Record<string, unknown>>): Promise<ToldDraw | undefined> {
    const [type, fields] = MUTATIONS[operation];
    const document = `mutation ($input: ${type}!) { ${operation}(input: $input) { objectDraw { ${fields} } } }`;
    const answer = await askSubgraph({ url, document, variables: { input: { idempotencyKey, ...input } }, sign: (body) => signIdentity(operation === 'voidDraw' ? this.#head : this.#lead, this.#gateway.privateKey, 'sampling', body) })
      .catch(() => undefined); // it died: the work may have been done all the same
    return answer === undefined ? undefined : toldBy(answer, `${operation} ${idempotencyKey}`);
  }
}

interface Payload {
  readonly objectDraw: { readonly id: string; readonly attempt: number; readonly seed?: string; readonly certificateHash?: string; readonly items?: { readonly nodes: readonly { readonly object: { readonly id: string } }[] } } | null;
}

function toldBy({ status, data, errors }: Answer, call: string): ToldDraw | undefined {
  const code = errors[0]?.extensions?.['code'];
  if (code !== undefined && !PASSING.has(String(code))) throw new Refused(`${call}: ${String(code)}`);
  const [payload] = Object.values((data ?? {}) as Record<string, Payload | null>);
  const draw = payload?.objectDraw;
  if (status !== 200 || errors.length > 0 || draw === undefined || draw === null) return undefined;
  return { id: draw.id, attempt: draw.attempt, seed: draw.seed ?? '', certificateHash: draw.certificateHash ?? '', objectIds: (draw.items?.nodes ?? []).map(({ object }) => object.id) };
}
