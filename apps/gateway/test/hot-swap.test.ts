import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { setTimeout as sleep } from 'node:timers/promises';
import type { GraphQLSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';
import { startGateway, type Gateway } from '../src/start-gateway.ts';
import type { Supergraph } from '../src/supergraph/build-supergraph.ts';
import { openSupergraphs, type Supergraphs } from '../src/supergraph/supergraphs.ts';
import { signingKey } from './fixtures/signing-key.ts';
import { openDesk, remember, type Desk, type Offer } from './hot-swap/desk.ts';
import { SUPERGRAPHS, startDepartments, type Departments } from './hot-swap/editions.ts';
import { swapUnderLoad } from './hot-swap/swap-under-load.ts';

interface Bench extends AsyncDisposable {
  readonly gateway: Gateway;
  readonly supergraphs: Supergraphs;
  readonly desk: Desk;
  readonly departments: Departments;
  readonly offer: Offer;
}

/** A gateway before real subgraphs, whose supergraphs come from a desk. `plant` may spoil how it holds them, `env` how it is set up, `begin` what lies there at first. */
async function startBench(plant: (supergraphs: Supergraphs) => Supergraphs = (sound) => sound, env: Record<string, string | undefined> = {}, begin?: (desk: Desk) => Promise<Offer>): Promise<Bench> {
  const gatewayKey = await signingKey('gateway-1');
  const desk = await openDesk();
  const departments = await startDepartments({ keys: [gatewayKey.publicKey] });
  const offer = await desk.sound(SUPERGRAPHS.early);
  remember(desk, offer);
  desk.put(begin === undefined ? offer : await begin(desk));
  const opened: Supergraphs[] = [];
  const starting = async (): Promise<Gateway> => startGateway(readConfig({
    NODE_ENV: 'production', FREE_QUERIES: 'everyone', COST_PER_MINUTE: '1000000000', SENSITIVE_PER_MINUTE: '1000000', LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'silent', PORT: '0', INTROSPECTION: 'true', OIDC_ISSUER: 'http://127.0.0.1:1',
    SUPERGRAPH: desk.file, SUPERGRAPH_KEYS: desk.publicKeys, SUPERGRAPH_POLL_MS: '500',
    SUBGRAPH_URLS: JSON.stringify(departments.urls), GATEWAY_SIGNING_KEY: JSON.stringify(gatewayKey.privateKey),
    // the tests of all projects share a machine: what is slow here is not yet broken
    SUBGRAPH_QUERY_MS: '20000', SUBGRAPH_MUTATION_MS: '20000', OPERATION_MS: '40000', ...env,
  }), async (parts) => {
    const supergraphs = plant(await openSupergraphs(parts));
    opened.push(supergraphs);
    return supergraphs;
  });
  const stopRest = async (): Promise<void> => {
    await departments[Symbol.asyncDispose]();
    await desk[Symbol.asyncDispose]();
  };
  const gateway = await starting().catch(async (error: unknown) => {
    await stopRest();
    throw error;
  });
  const [supergraphs] = opened;
  if (supergraphs === undefined) throw new Error('the gateway opened no supergraph');
  return {
    gateway, supergraphs, desk, departments, offer,
    [Symbol.asyncDispose]: async () => {
      await gateway[Symbol.asyncDispose]();
      await stopRest();
    },
  };
}

const play = ({ gateway, supergraphs, desk, offer }: Bench, swaps: number, unsoundEvery: number) =>
  swapUnderLoad({ gateway, vitals: supergraphs.vitals, desk, swaps, unsoundEvery, clients: 3, begin: { edition: 'early', offer } });

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
}

/** Counts the schemas that are still in memory. `alsoKept` is what a leak would hold on to. */
function schemaCensus(alsoKept?: Supergraph[]): { readonly plant: (sound: Supergraphs) => Supergraphs; readonly alive: () => Promise<number> } {
  const taken: WeakRef<GraphQLSchema>[] = [];
  return {
    plant(sound) {
      sound.whenTaken((supergraph) => {
        taken.push(new WeakRef(supergraph.apiSchema));
        alsoKept?.push(supergraph);
      });
      return sound;
    },
    async alive() {
      for (let round = 0; round < 5; round += 1) {
        await sleep(20);
        collectGarbage();
      }
      return taken.filter((schema) => schema.deref() !== undefined).length;
    },
  };
}

/** In use, and as much again for what a connection or a promise may still hold. */
const MAY_LIVE = 4;

it('takes 500 supergraphs under load: no request fails or mixes two, unsound ones are refused, old ones are forgotten', async () => {
  const census = schemaCensus();
  await using bench = await startBench(census.plant);
  const played = await play(bench, 500, 12);
  expect(played.misjudged).toEqual([]);
  expect(played.wrong).toEqual([]);
  expect(played).toMatchObject({ swaps: 500, refusals: 41 });
  expect(played.answers).toBeGreaterThan(500);
  expect(bench.departments.saved.toSorted()).toEqual(played.saved.toSorted()); // every write once
  expect(await census.alive()).toBeLessThanOrEqual(MAY_LIVE);
  const metrics = await (await fetch(`${bench.gateway.url}/metrics`)).text();
  expect(metrics).toContain('sortition_supergraph_swaps_total{outcome="taken",service="gateway"} 500');
  expect(metrics).toContain('sortition_supergraph_swaps_total{outcome="serial_too_low",service="gateway"}');
  expect(metrics).toMatch(/sortition_supergraph_serial\{service="gateway"\} \d{3}/);
  expect(bench.supergraphs.vitals()).toMatchObject({ serial: bench.desk.serial() });
  console.log(`${played.answers} answers during ${played.swaps} swaps and ${played.refusals} refusals`);
}, 300_000);

it('takes the same once more, signed anew, and does not build it again', async () => {
  await using bench = await startBench();
  const { apiSchema } = bench.supergraphs.inUse();
  bench.desk.put(await bench.desk.sound(SUPERGRAPHS.early));
  await bench.gateway.reload();
  expect(bench.supergraphs.vitals()).toMatchObject({ serial: bench.desk.serial(), lastRefusal: null });
  expect(bench.supergraphs.inUse().apiSchema).toBe(apiSchema);
  const { wrong, misjudged } = await play(bench, 2, 100);
  expect([...wrong, ...misjudged]).toEqual([]);
});

describe('a gateway does not start', () => {
  const refused: readonly (readonly [string, (desk: Desk) => Promise<Offer>, RegExp])[] = [
    ['on what is not signed', async () => ({ sdl: SUPERGRAPHS.early, signature: undefined }), /no signature beside it/],
    ['on what was changed after it was signed', async (desk) => ({ ...await desk.sound(SUPERGRAPHS.early), sdl: SUPERGRAPHS.late }), /signature is that of another file/],
    ['on what is not there', async () => ({ sdl: undefined, signature: undefined }), /cannot be read/],
    ['on one that its operator has ruled out', (desk) => desk.sound(SUPERGRAPHS.early), /it is 2, and 3 is the lowest/],
  ];
  it.each(refused)('%s', async (_what, offer, reason) => {
    await expect(startBench((sound) => sound, { SUPERGRAPH_MIN_SERIAL: '3' }, offer)).rejects.toThrow(reason);
  });

  it('in production without a key to believe, or with a private one', async () => {
    await expect(startBench((sound) => sound, { SUPERGRAPH_KEYS: undefined })).rejects.toThrow('in production SUPERGRAPH_KEYS must name');
    const { privateKey } = await signingKey('release-1');
    await expect(startBench((sound) => sound, { SUPERGRAPH_KEYS: JSON.stringify({ keys: [privateKey] }) })).rejects.toThrow('is a private key');
  });
});

/** A gateway that swaps one part of what is derived from a supergraph later than the rest. */
function late(part: 'costs' | 'execute', ms: number): (sound: Supergraphs) => Supergraphs {
  return (sound) => {
    let before = sound.inUse();
    let current = before;
    let since = 0;
    sound.whenTaken((next) => {
      before = current;
      current = next;
      since = performance.now();
    });
    return { ...sound, of: (schema) => {
      const own = sound.of(schema);
      return own === current && performance.now() - since < ms ? { ...own, [part]: before[part] } : own;
    } };
  };
}

describe('the same play shows a gateway that', () => {
  it.each(['costs', 'execute'] as const)('swaps its %s late', async (part) => {
    await using bench = await startBench(late(part, 1_000)); // longer than from one swap to the next, so that it shows however slow the machine is
    // whether a question falls between two swaps, chance decides; twelve end with the edition that they began with
    let wrong = 0;
    for (let time = 0; time < 10 && wrong === 0; time += 1) wrong += (await play(bench, 12, 100)).wrong.length;
    expect(wrong).toBeGreaterThan(0);
  });

  it('takes what is not signed', async () => {
    await using bench = await startBench(undefined, { NODE_ENV: 'test', SUPERGRAPH_KEYS: undefined });
    const { misjudged } = await play(bench, 2, 1);
    expect(misjudged).toContain('unsigned was taken');
  });

  it('keeps what it has used', async () => {
    const census = schemaCensus([]);
    await using bench = await startBench(census.plant);
    await play(bench, 2 * MAY_LIVE, 100);
    expect(await census.alive()).toBeGreaterThan(MAY_LIVE);
  });
});
