import { IDENTITY_HEADER } from '@sortition/service-kit/identity';
import type { JWK } from 'jose';
import { Pool } from 'undici';
import { subRequestSigner } from './caller.ts';
import type { Outcome } from './load.ts';
import type { PlannedSubRequest } from './sub-request-plan.ts';

/** What a client would have to send that asked the subgraphs by itself, and who it is. */
export interface DirectRequest {
  readonly plan: readonly PlannedSubRequest[];
  readonly authorization: string | undefined;
}

/**
 * The floor: the same sub-requests as our gateway sends, signed, each when those that it needs are answered. Nothing is planned, read
 * or put together.
 */
export function directClient(subgraphs: Readonly<Record<string, string>>, key: JWK, requests: readonly DirectRequest[]): { readonly send: (serial: number) => Promise<Outcome>; readonly close: () => Promise<void> } {
  const sign = subRequestSigner(key);
  const pools = new Map(Object.entries(subgraphs).map(([name, url]) => [name, { path: new URL(url).pathname, pool: new Pool(new URL(url).origin, { connections: 50, pipelining: 1 }) }]));

  async function ask({ service, body }: PlannedSubRequest, authorization: string | undefined): Promise<Outcome> {
    const headers = { 'content-type': 'application/json', [IDENTITY_HEADER]: await sign(authorization, service, body) };
    const target = pools.get(service);
    if (target === undefined) throw new Error(`no subgraph ${service}`);
    const answer = await target.pool.request({ path: target.path, method: 'POST', headers, body });
    const content = Buffer.from(await answer.body.arrayBuffer());
    return { bytes: content.length, subRequests: 1, wrong: answer.statusCode === 200 ? undefined : `${service} ${answer.statusCode} ${content.toString('utf8').slice(0, 400)}` };
  }

  return {
    close: async () => void await Promise.all([...pools.values()].map(({ pool }) => pool.close())),
    send: async (serial) => {
      const { plan, authorization } = requests[serial % requests.length] ?? { plan: [], authorization: undefined };
      const asked: Promise<Outcome>[] = [];
      for (const subRequest of plan) {
        const needed = subRequest.after.flatMap((index) => asked[index] ?? []);
        asked.push(needed.length === 0 ? ask(subRequest, authorization) : Promise.all(needed).then(() => ask(subRequest, authorization)));
      }
      const outcomes = await Promise.all(asked);
      return { bytes: outcomes.reduce((sum, { bytes }) => sum + bytes, 0), subRequests: outcomes.length, wrong: outcomes.find(({ wrong }) => wrong !== undefined)?.wrong };
    },
  };
}
