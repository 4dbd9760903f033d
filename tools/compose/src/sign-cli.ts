import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { exportJWK, generateKeyPair } from 'jose';
import { z } from 'zod';
import { signComposed } from './sign-composed.ts';

const USAGE = `npm run compose -- new-key NAME --key FILE
npm run compose -- sign --key FILE [--out FOLDER] [--documents MANIFEST …] [--serial N]`;

const privateKey = z.looseObject({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), kid: z.string().min(1), x: z.string(), d: z.string() });

/** Makes a key, keeps it where nobody else reads, and prints what the gateways are told in SUPERGRAPH_KEYS. */
async function newKey(kid: string, file: string): Promise<number> {
  const pair = await generateKeyPair('EdDSA', { extractable: true });
  writeFileSync(file, `${JSON.stringify({ ...await exportJWK(pair.privateKey), kid, alg: 'EdDSA', use: 'sig' })}\n`, { mode: 0o600, flag: 'wx' });
  console.log(JSON.stringify({ keys: [{ ...await exportJWK(pair.publicKey), kid, alg: 'EdDSA', use: 'sig' }] }));
  return 0;
}

/** `new-key` and `sign`. Answers the exit code. */
export async function runSigning(workspace: string, task: 'sign' | 'new-key', args: readonly string[]): Promise<number> {
  const say = (line: string): void => console.log(line);
  try {
    const { values, positionals } = parseArgs({
      args: [...args], allowPositionals: true,
      options: { key: { type: 'string' }, out: { type: 'string' }, documents: { type: 'string', multiple: true }, serial: { type: 'string' } },
    });
    const [kid] = positionals;
    if (values.key === undefined || (task === 'new-key') !== (kid !== undefined)) throw new Error(`usage 用法:\n${USAGE}`);
    if (kid !== undefined) return await newKey(kid, values.key);
    const key = privateKey.safeParse(JSON.parse(readFileSync(values.key, 'utf8')));
    if (!key.success) throw new Error(`${values.key} holds no private Ed25519 key with a kid 不是带 kid 的 Ed25519 私钥`);
    const serial = values.serial === undefined ? undefined : z.coerce.number().int().positive().parse(values.serial);
    return await signComposed({ workspace, key: key.data, folder: resolve(values.out ?? join(workspace, 'apps/gateway')), manifests: values.documents ?? [], serial, seconds: Math.floor(Date.now() / 1_000), say });
  } catch (error) {
    say(`not signed 未签名: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  }
}
