import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LOG_KEY, printSigningKey, signingKeyOf } from '@sortition/transparency-log';

const NAME = 'log.sortition.localhost';

/** Where the key of the public log is kept: in a file of its own, since it outlives all others. */
export const logKeyFileOf = (dataDir: string): string => join(dataDir, 'log-key.txt');

/** Makes the key of this installation's log, once; with another one its checkpoints would contradict those that it has signed. */
export function keepLogKey(dataDir: string): void {
  const file = logKeyFileOf(dataDir);
  if (existsSync(file)) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${printSigningKey(signingKeyOf(NAME, LOG_KEY, randomBytes(32)))}\n`, { mode: 0o600, flag: 'wx' });
}
