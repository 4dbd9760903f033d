import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { LOG_KEY, WITNESS_KEY, printSigningKey, signingKeyOf } from '@sortition/transparency-log';
import { readLogKey } from './log-key.ts';

const folder = mkdtempSync(join(tmpdir(), 'log-key-'));
afterAll(() => rmSync(folder, { recursive: true }));
const key = signingKeyOf('log.example', LOG_KEY, new Uint8Array(32).fill(3));

it('is read from the environment or from a file', () => {
  const file = join(folder, 'key.txt');
  writeFileSync(file, `${printSigningKey(key)}\n`);
  expect(readLogKey({ NODE_ENV: 'production', LOG_SIGNING_KEY: printSigningKey(key) })).toEqual(key);
  expect(readLogKey({ NODE_ENV: 'production', LOG_SIGNING_KEY_FILE: file })).toEqual(key);
});

it('has to be there in production, and to be the key of a log', () => {
  expect(() => readLogKey({})).toThrow('LOG_SIGNING_KEY is missing');
  expect(() => readLogKey({ NODE_ENV: 'production' })).toThrow('LOG_SIGNING_KEY is missing');
  expect(readLogKey({ NODE_ENV: 'test' })).toBeUndefined();
  for (const wrong of ['nonsense', printSigningKey(signingKeyOf('w', WITNESS_KEY, new Uint8Array(32)))]) expect(() => readLogKey({ NODE_ENV: 'test', LOG_SIGNING_KEY: wrong })).toThrow('not the signing key of a log');
});
