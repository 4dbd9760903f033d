import { setTimeout as sleep } from 'node:timers/promises';
import { ANONYMOUS, signIdentity, type Identity } from '@sortition/service-kit';
import { askSubgraph, type Answer, type KeyPair } from '@sortition/testkit';

const PATIENCE_MS = 300_000; // a service that is not back by then will not come back
const PASSING = new Set(['INTERNAL', 'OVERLOADED']);

/** A result as its caller was told it. */
export interface ToldDraw {
  readonly id: string;
  /** The work on a large frame goes on after the answer. */
  readonly isUnfinished: boolean;
  readonly attempt: number;
  readonly seed: string;
  readonly certificateHash: string;
  readonly objectIds: readonly string[];
}

const RESULT = 'id state attempt seed certificateHash items(first: 200) { nodes { object { id } } }';
const MUTATIONS = {
  prepareObjectDraw: ['PrepareObjectDrawInput', 'id state attempt'],
  drawObjects: ['DrawObjectsInput', RESULT],
  confirmObjectDraw: ['ObjectDrawInput', 'id state attempt'],
  voidDraw: ['VoidDrawInput', 'id state attempt'],
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
        const isSame = (other: ToldDraw): boolean => other.id === first.id && (first.isUnfinished || other.isUnfinished || JSON.stringify(other) === JSON.stringify(first));
        if (!told.every(isSame)) throw new Refused(`${operation} ${idempotencyKey}: two answers to one call`);
        return first;
      }
      await sleep(20 + this.#roll(60));
    }
    throw new Error(`no answer to ${operation} ${idempotencyKey}`);
  }

  /** Waits until the work on a large frame is done, whoever does it. */
  async finish(told: ToldDraw): Promise<ToldDraw> {
    const deadline = performance.now() + PATIENCE_MS;
    for (let now = told; performance.now() < deadline; await sleep(100)) {
      if (!now.isUnfinished) return now;
      const url = this.#urls[this.#roll(this.#urls.length)] ?? '';
      now = (await this.#send(url, `query ($id: ID!) { one: objectDraw(id: $id) { ${RESULT} } }`, { id: told.id }, this.#lead, `objectDraw ${told.id}`)) ?? now;
    }
    throw new Error(`no end of the work on ${told.id}`);
  }

  /** Tries to draw again under another key; tells whether that gave a result. */
  async succeedsAgain(taskId: string, idempotencyKey: string): Promise<boolean> {
    const url = this.#urls[this.#roll(this.#urls.length)] ?? '';
    return this.#ask(url, 'drawObjects', idempotencyKey, { taskId }).then((answer) => answer !== undefined, () => false);
  }

  async #ask(url: string, operation: DrawOperation, idempotencyKey: string, input: Readonly<Record<string, unknown>>): Promise<ToldDraw | undefined> {
    const [type, fields] = MUTATIONS[operation];
    const document = `mutation ($input: ${type}!) { ${operation}(input: $input) { objectDraw { ${fields} } } }`;
    return this.#send(url, document, { input: { idempotencyKey, ...input } }, operation === 'voidDraw' ? this.#head : this.#lead, `${operation} ${idempotencyKey}`);
  }

  async #send(url: string, document: string, variables: Readonly<Record<string, unknown>>, identity: Identity, call: string): Promise<ToldDraw | undefined> {
    const answer = await askSubgraph({ url, document, variables, sign: (body) => signIdentity(identity, this.#gateway.privateKey, 'sampling', body) })
      .catch(() => undefined); // it died: the work may have been done all the same
    return answer === undefined ? undefined : toldBy(answer, call);
  }
}

interface Shown {
  readonly id: string;
  readonly state: string;
  readonly attempt: number;
  readonly seed?: string | null;
  readonly certificateHash?: string | null;
  readonly items?: { readonly nodes: readonly { readonly object: { readonly id: string } }[] } | null;
}

function toldBy({ status, data, errors }: Answer, call: string): ToldDraw | undefined {
  const code = errors[0]?.extensions?.['code'];
  if (code !== undefined && !PASSING.has(String(code))) throw new Refused(`${call}: ${String(code)}`);
  const [found] = Object.values((data ?? {}) as Record<string, Shown | { readonly objectDraw: Shown | null } | null>);
  const draw = found !== null && found !== undefined && 'objectDraw' in found ? found.objectDraw : found;
  if (status !== 200 || errors.length > 0 || draw === undefined || draw === null) return undefined;
  return {
    id: draw.id, isUnfinished: draw.state === 'FREEZING' || draw.state === 'DRAWING', attempt: draw.attempt, seed: draw.seed ?? '', certificateHash: draw.certificateHash ?? '',
    objectIds: (draw.items?.nodes ?? []).map(({ object }) => object.id),
  };
}
