import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claimedSignature, supergraphVerifier } from '@sortition/service-kit/supergraph-signature';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { compose } from '../src/compose.ts';
import { runSigning } from '../src/sign-cli.ts';
import { signComposed } from '../src/sign-composed.ts';

const SERVICES = ['registry', 'planning', 'sampling', 'inspection', 'disclosure'];

let workspace: string;
let folder: string;
let said: string[];
let key: JWK;
let publicKey: JWK;

const put = (file: string, text: string): void => {
  mkdirSync(join(workspace, file, '..'), { recursive: true });
  writeFileSync(join(workspace, file), text);
};
const sign = (options: { readonly manifests?: readonly string[]; readonly serial?: number; readonly seconds?: number } = {}): Promise<number> => {
  said = [];
  const { manifests = [], serial, seconds = 1_000 } = options;
  return signComposed({ workspace, key, folder, manifests, serial, seconds, say: (line) => said.push(line) });
};
const signature = (): string => readFileSync(join(folder, 'supergraph.graphql.jws'), 'utf8');

beforeEach(async () => {
  workspace = mkdtempSync(join(tmpdir(), 'sortition-sign-'));
  folder = join(workspace, 'release');
  for (const service of SERVICES) put(`apps/${service}/src/a.graphql`, `extend type Query { ${service}A: String @public }`);
  put('docs/queries/registry.graphql', '{ registryA }');
  mkdirSync(join(workspace, 'apps/gateway'));
  expect(compose({ workspace, check: false, say: () => {} })).toBe(0);
  const pair = await generateKeyPair('EdDSA', { extractable: true });
  key = { ...await exportJWK(pair.privateKey), kid: 'release-1' };
  publicKey = { ...await exportJWK(pair.publicKey), kid: 'release-1' };
});
afterEach(() => rmSync(workspace, { recursive: true }));

it('signs what the services compose to, with a serial that rises whatever the clock says', async () => {
  expect(await sign()).toBe(0);
  const content = readFileSync(join(folder, 'supergraph.graphql'));
  expect(content.toString()).toBe(readFileSync(join(workspace, 'apps/gateway/supergraph.graphql'), 'utf8'));
  expect(await supergraphVerifier({ keys: [publicKey] })(content, signature())).toMatchObject({ kid: 'release-1', serial: 1_000 });
  expect(await sign({ seconds: 900 })).toBe(0);
  expect(claimedSignature(signature())?.serial).toBe(1_001);
  expect(await sign({ serial: 1_001 })).toBe(1);
  expect(said[0]).toMatch(/SERIAL 1001 is not above 1001/);
});

it.each<[string, () => void, RegExp]>([
  ['breaks a rule', () => put('apps/registry/src/b.graphql', 'extend type Query { open: String }'), /^LINT access-declared \[registry\] Query\.open/],
  ['does not compose', () => put('apps/registry/src/b.graphql', 'extend type Query { open: Missing @public }'), /^ERROR .*Missing/],
  ['has drifted from the committed one', () => put('apps/registry/src/b.graphql', 'extend type Query { open: String @public }'), /^DRIFT/],
  ['lacks a service', () => rmSync(join(workspace, 'apps/planning'), { recursive: true }), /^ERROR apps\/planning/],
  ['no longer answers an example query', () => put('docs/queries/old.graphql', '{ registryA gone }'), /^DOCUMENT docs\/queries\/old\.graphql: Cannot query field "gone"/],
  ['meets a document that is none', () => put('docs/queries/old.graphql', '{ registryA'), /^DOCUMENT docs\/queries\/old\.graphql: Syntax Error/],
])('signs nothing that %s, and says why', async (_what, spoil, complaint) => {
  spoil();
  expect(await sign()).toBe(1);
  expect(said.some((line) => complaint.test(line)), said.join('\n')).toBe(true);
  expect(said.at(-1)).toContain('not signed');
  expect(existsSync(folder)).toBe(false);
});

it('asks the same of the documents of a manifest', async () => {
  const manifest = join(workspace, 'manifest.json');
  const holding = (document: string): void => writeFileSync(manifest, JSON.stringify({ documents: { 'sha256:1': { name: 'Dashboard', document } } }));
  holding('{ samplingA }');
  expect(await sign({ manifests: [manifest] })).toBe(0);
  holding('{ samplingB }');
  expect(await sign({ manifests: [manifest] })).toBe(1);
  expect(said[0]).toMatch(/^DOCUMENT .*manifest\.json Dashboard \(sha256:1\): Cannot query field "samplingB"/);
  writeFileSync(manifest, '[]');
  await expect(sign({ manifests: [manifest] })).rejects.toThrow('is not a manifest of documents');
});

it('makes a key that signs, once, and shows it to nobody', async () => {
  const file = join(workspace, 'key.json');
  const made = await runSigning(workspace, 'new-key', ['release-2', '--key', file]);
  expect(made).toBe(0);
  expect(await runSigning(workspace, 'new-key', ['release-2', '--key', file])).toBe(1);
  expect(await runSigning(workspace, 'sign', ['--key', file, '--out', folder])).toBe(0);
  const { d, ...open } = JSON.parse(readFileSync(file, 'utf8'));
  expect(d).toEqual(expect.any(String));
  expect(await supergraphVerifier({ keys: [open] })(readFileSync(join(folder, 'supergraph.graphql')), signature())).toMatchObject({ kid: 'release-2' });
  expect(await runSigning(workspace, 'sign', ['--out', folder])).toBe(1);
  writeFileSync(file, JSON.stringify(open));
  expect(await runSigning(workspace, 'sign', ['--key', file, '--out', folder])).toBe(1);
});
