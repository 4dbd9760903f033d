import { once } from 'node:events';
import { join } from 'node:path';
import { AlreadyRunning } from '@sortition/embedded-postgres';
import { startPlatform } from './platform/platform.ts';
import { readSettings } from './platform/settings.ts';
import { printWelcome } from './welcome.ts';

const say = (message: string): void => console.log(`[${(performance.now() / 1_000).toFixed(1).padStart(5)} s] ${message}`);

const reasonOf = (error: unknown): string => {
  if (error instanceof AlreadyRunning) return `Sortition is ${error.message}. 平台已在运行。`;
  return `Not started 未能启动: ${error instanceof Error ? error.message : String(error)}`;
};

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (!stopping.signal.aborted) say('stopping 正在停止');
    stopping.abort();
  });
}

try {
  const settings = readSettings(process.env, join(import.meta.dirname, '../../..'));
  const platform = await startPlatform({ settings, say, signal: stopping.signal });
  await printWelcome(platform, settings);
  if (!stopping.signal.aborted) await once(stopping.signal, 'abort');
  await platform[Symbol.asyncDispose]();
} catch (error) {
  if (!stopping.signal.aborted) {
    console.error(reasonOf(error));
    process.exit(1);
  }
}
say('stopped 已停止');
process.exit(0);
