import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { askChild, startChild, stopChild } from './child.ts';
import { startGateway, urlOf, type GatewayName, type GatewaySurroundings } from './contenders.ts';
import type { DirectRequest } from './direct.ts';
import type { BenchDocument, DocumentName } from './documents.ts';
import { gatewayClient } from './load.ts';
import { planOf, type SeenSubRequest } from './sub-request-plan.ts';

const AT_ONCE = 4;
const RETRIES = 2;

export interface Recorder {
  readonly child: ChildProcess;
  /** Where the subgraphs are, seen through it. */
  readonly subgraphs: Readonly<Record<string, string>>;
}

export async function startRecorder(root: string, logs: string, port: number, subgraphs: Readonly<Record<string, string>>): Promise<Recorder> {
  const child = await startChild({ file: join(root, 'tools/bench/src/gateway/recorder.ts'), env: { RECORDER: JSON.stringify({ port, subgraphs }) }, nodeOptions: ['--import', 'tsx'], logFile: join(logs, 'recorder.log') });
  return { child, subgraphs: Object.fromEntries(Object.keys(subgraphs).map((name) => [name, `http://127.0.0.1:${port}/${name}/graphql`])) };
}

const seenSince = async ({ child }: Recorder): Promise<readonly SeenSubRequest[]> => (await askChild<{ readonly seen: readonly SeenSubRequest[] }>(child, { ask: 'seen' })).seen;

async function throughRecorder<T>(name: GatewayName, surroundings: GatewaySurroundings, recorder: Recorder, work: (url: string) => Promise<T>): Promise<T> {
  const gateway = await startGateway(name, { ...surroundings, subgraphs: recorder.subgraphs });
  try {
    return await work(urlOf(name, surroundings.port));
  } finally {
    await stopChild(gateway);
  }
}

/** What our gateway asks the subgraphs for each request, one request after the other. */
export function recordPlans(surroundings: GatewaySurroundings, recorder: Recorder, documents: readonly BenchDocument[]): Promise<Map<DocumentName, DirectRequest[]>> {
  return throughRecorder('ours', surroundings, recorder, async (url) => {
    const plans = new Map<DocumentName, DirectRequest[]>();
    for (const { name, requests } of documents) {
      const client = gatewayClient(url, requests, 1);
      const seen: (readonly SeenSubRequest[])[] = [];
      await seenSince(recorder);
      for (const [serial] of requests.entries()) {
        const { wrong } = await client.send(serial);
        if (wrong !== undefined) throw new Error(`ours answered ${name} with ${wrong}`);
        seen.push(await seenSince(recorder));
      }
      await client.close();
      plans.set(name, planOf(seen).map((plan, place) => ({ plan, authorization: requests[place]?.authorization })));
    }
    return plans;
  });
}

/** Has a gateway ask everything, so that its sub-requests can be answered from memory; again where a busy machine gave no answer. */
export function recordAnswers(name: GatewayName, surroundings: GatewaySurroundings, recorder: Recorder, documents: readonly BenchDocument[]): Promise<void> {
  return throughRecorder(name, surroundings, recorder, async (url) => {
    for (const { requests } of documents) {
      const client = gatewayClient(url, requests, AT_ONCE);
      let next = 0;
      await Promise.all(Array.from({ length: AT_ONCE }, async () => {
        while (next < requests.length) {
          const serial = next++;
          let tries = 0;
          while ((await client.send(serial)).wrong !== undefined && tries < RETRIES) tries += 1;
        }
      }));
      await client.close();
    }
    await seenSince(recorder);
  });
}

export const replay = ({ child }: Recorder): void => void child.send({ ask: 'replay' });

/** Sub-requests that were not recorded: what was measured with them was not measured. */
export const missesOf = async ({ child }: Recorder): Promise<readonly string[]> => (await askChild<{ readonly misses: readonly string[] }>(child, { ask: 'misses' })).misses;

/** All that the floor sends: how many sub-requests a request has, and how many must wait for each other. */
export function shapeOf(plans: readonly DirectRequest[]): { readonly subRequests: number; readonly waves: number } {
  const depths = plans.map(({ plan }) => {
    const depth: number[] = [];
    for (const { after } of plan) depth.push(1 + Math.max(0, ...after.map((index) => depth[index] ?? 0)));
    return Math.max(0, ...depth);
  });
  return { subRequests: plans.reduce((sum, { plan }) => sum + plan.length, 0) / plans.length, waves: Math.max(0, ...depths) };
}
