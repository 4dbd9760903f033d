import { readConfig } from './config.ts';
import { startGateway } from './start-gateway.ts';

const gateway = await startGateway(readConfig(process.env));

let stopping = false;
const stop = (): void => {
  if (stopping) return;
  stopping = true;
  void gateway[Symbol.asyncDispose]().then(() => process.exit(0), () => process.exit(1));
};
process.on('SIGTERM', stop);
process.on('disconnect', stop);
process.on('SIGHUP', () => void gateway.reload());
process.on('SIGINT', () => undefined); // the terminal tells every process; the one that started us says when
process.send?.({ ready: true, url: gateway.url });
