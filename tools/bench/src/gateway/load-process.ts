import type { JWK } from 'jose';
import { directClient, type DirectRequest } from './direct.ts';
import { gatewayClient, load, type ClientRequest, type Load } from './load.ts';

// A process of its own, so that what asking costs is told apart from what answering costs.

/** Whom to ask: a gateway at its URL, or the subgraphs themselves. */
export type Target = { readonly kind: 'gateway'; readonly url: string } | { readonly kind: 'direct'; readonly subgraphs: Readonly<Record<string, string>>; readonly key: JWK };

/** What can be asked, told once by its name. */
export interface Questions {
  readonly name: string;
  readonly gateway: readonly ClientRequest[];
  readonly direct: readonly DirectRequest[];
}

export interface LoadTask {
  readonly questions: string;
  readonly target: Target;
  readonly connections: number;
  readonly ms: number;
  readonly from: number;
  /** Only the first question, again and again. */
  readonly identical: boolean;
}

export type LoadMessage = { readonly learn: Questions } | { readonly run: LoadTask };

const known = new Map<string, Questions>();

async function run({ questions, target, connections, ms, from, identical }: LoadTask): Promise<Load> {
  const asked = known.get(questions);
  if (asked === undefined) throw new Error(`unknown questions ${questions}`);
  const those = <T>(all: readonly T[]): readonly T[] => (identical ? all.slice(0, 1) : all);
  const client = target.kind === 'gateway' ? gatewayClient(target.url, those(asked.gateway), connections) : directClient(target.subgraphs, target.key, those(asked.direct));
  try {
    return await load({ send: client.send, connections, ms, from });
  } finally {
    await client.close();
  }
}

process.on('message', (message: LoadMessage) => {
  if ('learn' in message) {
    known.set(message.learn.name, message.learn);
    process.send?.({ learned: true });
  } else run(message.run).then((result) => process.send?.(result), (error: unknown) => process.send?.({ failed: String(error) }));
});
process.on('disconnect', () => process.exit(0));
process.send?.({ ready: true });
