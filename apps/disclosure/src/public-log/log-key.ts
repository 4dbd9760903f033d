import { readFileSync } from 'node:fs';
import { LOG_KEY, parseSigningKey, type SigningKey } from '@sortition/transparency-log';

type Environment = Readonly<Record<string, string | undefined>>;

/** `LOG_SIGNING_KEY`, or the file that `LOG_SIGNING_KEY_FILE` names: the key with which this service signs the public log. In production there must be one. */
export function readLogKey(env: Environment): SigningKey | undefined {
  const file = env['LOG_SIGNING_KEY_FILE'];
  const text = env['LOG_SIGNING_KEY'] ?? (file === undefined ? undefined : readFileSync(file, 'utf8'));
  if (text === undefined) {
    if ((env['NODE_ENV'] ?? 'production') === 'production') throw new Error('configuration: LOG_SIGNING_KEY is missing, and an unsigned log proves nothing');
    return undefined;
  }
  const key = parseSigningKey(text);
  if (!key.ok || key.value.type !== LOG_KEY) throw new Error('configuration: LOG_SIGNING_KEY is not the signing key of a log');
  return key.value;
}
