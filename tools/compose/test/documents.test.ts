import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { documentIdOf, signatureFileOf, verifiedManifest } from '@sortition/service-kit/document-manifest';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { signDocuments } from '../src/documents/documents.ts';

const WORKSPACE = fileURLToPath(new URL('../../..', import.meta.url));
const LATEST = 'query Latest { publicResults(first: 1) { nodes { name } } }';

let folder: string;
let said: string[];
const at = (name: string): string => join(folder, name);
const run = (...args: string[]): Promise<number> => {
  said = [];
  return signDocuments({ workspace: WORKSPACE, args, say: (line) => said.push(line) });
};
const put = (client: string, name: string, document: string): string => {
  mkdirSync(at(client), { recursive: true });
  writeFileSync(join(at(client), `${name}.graphql`), document);
  return at(client);
};
async function signed() {
  await run('--new-key', 'documents-1', '--key', at('key.json'));
  const keys = JSON.parse(said[0] ?? '');
  return { keys, read: () => verifiedManifest(readFileSync(at('out.json')), readFileSync(signatureFileOf(at('out.json')), 'utf8'), keys) };
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sortition-documents-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('signs the example queries, each of which the supergraph allows', async () => {
  const { read } = await signed();
  expect(await run('--key', at('key.json'), '--out', at('out.json'))).toBe(0);
  const { manifest, kid } = await read();
  expect(kid).toBe('documents-1');
  expect(Object.values(manifest.documents).map(({ name }) => name)).toContain('DistrictDashboard');
  expect(Object.entries(manifest.documents).every(([id, { document }]) => documentIdOf(document) === id)).toBe(true);
  expect(said).toHaveLength(Object.keys(manifest.documents).length);
});

it('names the programs that send a document, and tells what id to send', async () => {
  const { read } = await signed();
  expect(await run('--key', at('key.json'), '--out', at('out.json'), put('console', 'a', LATEST), put('public-site', 'b', LATEST))).toBe(0);
  expect((await read()).manifest.documents).toEqual({ [documentIdOf(LATEST)]: { name: 'Latest', document: LATEST, clients: ['console', 'public-site'] } });
  expect(said).toEqual([`${documentIdOf(LATEST)} Latest (console, public-site)`]);
});

it('signs nothing when the schema does not allow a document', async () => {
  await signed();
  expect(await run('--key', at('key.json'), '--out', at('out.json'), put('console', 'a', LATEST.replace('name', 'weather')))).toBe(1);
  expect(said[0]).toMatch(/^ERROR Latest: Cannot query field "weather"/);
  expect(() => readFileSync(at('out.json'))).toThrow();
});

it.each([['{ publicResults { nodes { name } } }', 'must have a name'], [`${LATEST} query Other { __typename }`, 'one operation'], ['query A {', 'Syntax Error']])('refuses %s', async (document, message) => {
  await signed();
  await expect(run('--key', at('key.json'), '--out', at('out.json'), put('console', 'a', document))).rejects.toThrow(new RegExp(`console/a.graphql: .*${message}`));
});

it('keeps a key to itself and never writes over one', async () => {
  await signed();
  expect(statSync(at('key.json')).mode & 0o777).toBe(0o600);
  expect(said.join()).not.toContain('"d"');
  await expect(run('--new-key', 'documents-2', '--key', at('key.json'))).rejects.toThrow('EEXIST');
  expect(await run('--out', at('out.json'))).toBe(1);
  expect(said[0]).toContain('--key FILE');
});
