import { readConfig, type ServiceConfig } from './config.ts';
import type { Subgraph } from './start-subgraph.ts';

/** A service's process: environment, start, stop on a signal or when the process that started it is gone. */
export async function runService(start: (config: ServiceConfig) => Promise<Subgraph>): Promise<void> {
  const subgraph = await start(readConfig(process.env));
  process.send?.({ ready: true, url: subgraph.url });
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    void subgraph[Symbol.asyncDispose]().then(() => process.exit(0), () => process.exit(1));
  };
  process.on('SIGTERM', stop);
  process.on('disconnect', stop);
  process.on('SIGINT', () => undefined); // the terminal tells every process; the one that started us says when
}
