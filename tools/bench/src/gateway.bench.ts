import type { ChildProcess } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startIssuer } from '@sortition/tool-dev/issuer';
import type { Report } from './figures.ts';
import { differencesFrom } from './gateway/answers.ts';
import { readOptions, type GatewayBenchOptions } from './gateway/bench-options.ts';
import { askChild, startChild, stopChild } from './gateway/child.ts';
import { citySubjects } from './gateway/city-subjects.ts';
import { closing, type Closing } from './gateway/closing.ts';
import { startCity, subgraphSchemas, type CityPlatform } from './gateway/city-platform.ts';
import { GATEWAYS, startGateway, urlOf, type GatewayName, type GatewaySurroundings, type Mode } from './gateway/contenders.ts';
import type { DirectRequest } from './gateway/direct.ts';
import { benchDocuments, type BenchDocument, type DocumentName } from './gateway/documents.ts';
import { reportOf, type DocumentResult } from './gateway/gateway-report.ts';
import { isBusy, loadNow, machine } from './gateway/machine.ts';
import { installPeers, versionsOf } from './gateway/peers.ts';
import { missesOf, recordAnswers, recordPlans, replay, shapeOf, startRecorder, type Recorder } from './gateway/recording.ts';
import { measure, type Runner } from './gateway/rounds.ts';
import { signedSupergraph } from './gateway/signed-supergraph.ts';

const root = join(import.meta.dirname, '../../..');
const PEERS = join(root, 'tools/bench/peers');
const PORTS = { city: 14_300, gateways: 14_320, recorder: 14_340 };
const CHECKED_SETS = 5;

const say = (message: string): void => console.error(`[${(performance.now() / 1_000).toFixed(0).padStart(4)} s] ${message}`);

interface Bench {
  readonly options: GatewayBenchOptions;
  readonly surroundings: Omit<GatewaySurroundings, 'mode' | 'port'>;
  readonly documents: readonly BenchDocument[];
  readonly loader: ChildProcess;
  readonly backend: () => Readonly<Record<string, readonly number[]>>;
  readonly cannot: Map<string, string>;
  /** Throws when the subgraphs' answers were to come from memory and one was not there. */
  readonly nothingMissed: () => Promise<void>;
}

const gatewaysOf = ({ contenders }: GatewayBenchOptions): GatewayName[] => contenders.filter((name) => name !== 'direct');
const portOf = (place: number): number => PORTS.gateways + place;

/** Starts all gateways that can run; who cannot says why, and is left out. */
async function startGateways({ options, surroundings, cannot }: Bench, mode: Mode): Promise<Map<GatewayName, { readonly child: ChildProcess; readonly url: string }>> {
  const started = new Map<GatewayName, { readonly child: ChildProcess; readonly url: string }>();
  for (const [place, name] of gatewaysOf(options).entries()) {
    if (cannot.has(name)) continue;
    try {
      started.set(name, { child: await startGateway(name, { ...surroundings, mode, port: portOf(place) }), url: urlOf(name, portOf(place)) });
    } catch (error) {
      cannot.set(name, error instanceof Error ? error.message : String(error));
      say(`${name} cannot: ${cannot.get(name)}`);
    }
  }
  return started;
}

async function oneMode(bench: Bench, mode: Mode): Promise<DocumentResult[]> {
  const { options, surroundings, documents, loader, backend } = bench;
  const gateways = await startGateways(bench, mode);
  try {
    const results: DocumentResult[] = [];
    const urls = new Map<string, string>([...gateways].map(([name, { url }]) => [name, url]));
    const [reference = ''] = [urls.get('stock') ?? urls.get('ours')];
    for (const { name, requests } of documents) {
      const step = Math.max(1, Math.floor(requests.length / CHECKED_SETS));
      const checked = mode === 'identical' ? requests.slice(0, 1) : requests.filter((_request, n) => n % step === 0);
      const wrong = await differencesFrom(reference, urls, checked);
      for (const [who, how] of wrong) say(`${who} answers ${name} wrongly: ${how}`);
      await bench.nothingMissed();
      const runners = options.contenders.flatMap((contender): Runner[] => {
        if (contender === 'direct') return [{ name: contender, target: { kind: 'direct', subgraphs: surroundings.subgraphs, key: surroundings.key }, child: undefined }];
        const gateway = gateways.get(contender);
        return gateway === undefined ? [] : [{ name: contender, target: { kind: 'gateway', url: gateway.url }, child: gateway.child }];
      });
      const measured = await measure({ loader, backend, questions: name, identical: mode === 'identical', connections: options.connections, rounds: options.rounds, ms: options.seconds * 1_000, say }, runners);
      await bench.nothingMissed();
      results.push({ mode, document: name, measured, wrong });
    }
    return results;
  } finally {
    await Promise.all([...gateways.values()].map(({ child }) => stopChild(child)));
  }
}

async function refuseMisses(recorder: Recorder): Promise<void> {
  const misses = await missesOf(recorder);
  if (misses.length > 0) throw new Error(`${misses.length} sub-requests were not recorded, such as ${misses[0]}`);
}

/** Learns what ours asks the subgraphs, for the floor; with recorded subgraphs also what all others ask, until nothing live is needed. */
async function record(bench: Bench, recorder: Recorder): Promise<Map<DocumentName, DirectRequest[]>> {
  const { options, surroundings, documents, cannot } = bench;
  const base = { ...surroundings, mode: 'distinct' as Mode, port: PORTS.gateways };
  say('recording what ours asks the subgraphs');
  const plans = await recordPlans(base, recorder, documents);
  if (options.subgraphs === 'live') return plans;
  for (const name of gatewaysOf(options).filter((one) => one !== 'ours')) {
    for (const mode of options.modes) {
      say(`recording what ${name} asks the subgraphs, ${mode}`);
      // a gateway that shares may ask in other words
      const asked = mode === 'identical' ? documents.map((document) => ({ ...document, requests: document.requests.slice(0, 1) })) : documents;
      await recordAnswers(name, { ...base, mode }, recorder, asked).catch((error: unknown) => cannot.set(name, error instanceof Error ? error.message : String(error)));
    }
  }
  return plans;
}

async function prepared(options: GatewayBenchOptions, city: CityPlatform, stack: Closing): Promise<Bench> {
  const logs = join(city.dataDir, 'bench-logs');
  mkdirSync(logs, { recursive: true });
  const schemas = join(logs, 'subgraph-schemas.json');
  writeFileSync(schemas, JSON.stringify(await subgraphSchemas(city)));
  const documents = benchDocuments(root, options.documents, await citySubjects(city), options.sets);
  const loader = await startChild({ file: join(root, 'tools/bench/src/gateway/load-process.ts'), env: {}, nodeOptions: ['--import', 'tsx'], logFile: join(logs, 'load.log') });
  stack.defer(() => stopChild(loader));
  const signed = await signedSupergraph(join(root, 'apps/gateway/supergraph.graphql'));
  stack.defer(async () => signed[Symbol.dispose]());
  return {
    options, documents, loader, cannot: new Map(), backend: city.parts, nothingMissed: async () => undefined,
    surroundings: { root, logs, subgraphs: city.subgraphs, subgraphSchemas: schemas, key: city.keys.signing.gateway, feedKey: city.keys.signing['gateway-feeds'], issuer: city.issuerUrl, signed },
  };
}

/**
 * What a gateway costs on the real subgraphs with the seeded city: heavy, middle and light documents; stock, peers, ours, and the same
 * sub-requests sent by hand. Rounds take turns. With distinct requests nothing can be shared; with identical ones all share what they can.
 */
export async function run(args: readonly string[]): Promise<Report> {
  const options = readOptions(args);
  const loadBefore = loadNow();
  if (isBusy(loadBefore)) say(`THIS MACHINE IS NOT IDLE (load ${loadBefore.toFixed(1)}): what is measured now is not worth writing down`);
  if (gatewaysOf(options).some((name) => name !== 'ours')) for (const folder of [PEERS, join(PEERS, 'mercurius')]) installPeers(folder, say);
  await using stack = closing();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stack[Symbol.asyncDispose]().then(() => process.exit(130)));
  const city = await startCity({ root, size: options.city, seed: options.seed, port: PORTS.city, say });
  stack.defer(() => city[Symbol.asyncDispose]());
  let bench = await prepared(options, city, stack);
  const recorder = await startRecorder(root, bench.surroundings.logs, PORTS.recorder, city.subgraphs);
  stack.defer(() => stopChild(recorder.child));
  const plans = await record(bench, recorder);
  for (const { name, requests } of bench.documents) await askChild(bench.loader, { learn: { name, gateway: requests, direct: plans.get(name) ?? [] } });
  if (options.subgraphs === 'recorded') {
    const issuerKey = city.keys.signing.issuer;
    await city[Symbol.asyncDispose]();
    const issuer = await startIssuer({ port: Number(new URL(city.issuerUrl).port), signingKey: issuerKey, people: { offered: async () => [], find: async () => undefined } });
    stack.defer(() => issuer[Symbol.asyncDispose]());
    replay(recorder);
    bench = { ...bench, backend: () => ({ recorder: [recorder.child.pid ?? 0] }), nothingMissed: () => refuseMisses(recorder), surroundings: { ...bench.surroundings, subgraphs: recorder.subgraphs } };
  } else await stopChild(recorder.child);

  const results: DocumentResult[] = [];
  for (const mode of options.modes) results.push(...await oneMode(bench, mode));

  const { figures, ...json } = reportOf(results);
  const loadAfter = loadNow();
  const floor = Object.fromEntries([...plans].map(([name, all]) => [name, shapeOf(all)]));
  const about = { ...machine(), loadBefore, loadAfter, idleBefore: !isBusy(loadBefore), options, versions: versionsOf(PEERS), cannot: Object.fromEntries(bench.cannot), floor, notes: Object.fromEntries(Object.entries(GATEWAYS).map(([name, { note, shares }]) => [name, { note, shares }])) };
  return {
    title: `Gateways before ${options.subgraphs === 'live' ? 'the real subgraphs' : 'the recorded answers of the real subgraphs'}, a city of ${options.city.toLocaleString('en-US')} objects; load of the machine ${loadBefore.toFixed(1)} before, ${loadAfter.toFixed(1)} after${isBusy(loadBefore) ? ': NOT IDLE' : ''}`,
    figures: [...figures, ...[...bench.cannot].map(([name, reason]) => ({ name: `${name} cannot`, value: 0, unit: '', note: reason }))],
    json: { bench: 'gateway', ...json, ...about },
  };
}
