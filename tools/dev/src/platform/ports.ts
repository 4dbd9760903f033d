import { createServer } from 'node:net';
import { perService, type PerService } from './services.ts';

/** Where everything listens, all on the loopback interface. */
export interface Ports {
  readonly gateway: number;
  readonly services: PerService<number>;
  readonly issuer: number;
  readonly postgres: number;
}

export function isFree(port: number): Promise<boolean> {
  return new Promise((settle) => {
    const probe = createServer();
    probe.once('error', () => settle(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => settle(true)));
  });
}

/**
 * The gateway's port is the one that people were told, so it must be free. The inner ones follow it and step aside for others; they
 * are known before anything starts, since the services are told each other's addresses.
 */
export async function choosePorts(gateway: number): Promise<Ports> {
  if (gateway !== 0 && !(await isFree(gateway))) {
    throw new Error(`port ${gateway} is taken, perhaps by another \`npm start\`. Stop that program, or choose another port: PORT=${gateway + 100} npm start\n端口 ${gateway} 已被占用，请先停止占用它的程序，或换一个端口启动。`);
  }
  let last = gateway === 0 ? 20_000 + (process.pid % 10_000) : gateway;
  const next = async (): Promise<number> => {
    do last += 1; while (!(await isFree(last)));
    return last;
  };
  const inner: number[] = [];
  for (let count = 0; count < 7; count += 1) inner.push(await next());
  const [issuer = 0, postgres = 0] = inner.slice(5);
  return { gateway, services: perService((_service, index) => inner[index] ?? 0), issuer, postgres };
}
