import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const here = dirname(fileURLToPath(import.meta.url));
const scratch = join(here, '../.tsbuild'); // ignored by git, and as deep as the fixture, so that packages and the base configuration resolve
mkdirSync(scratch, { recursive: true });
const app = mkdtempSync(join(scratch, 'app-'));
const generated = join(app, 'src/generated/resolvers.ts');

const generate = () => spawnSync(process.execPath, [join(here, '../codegen.mjs'), app], { encoding: 'utf8' });
const typecheck = () => spawnSync(process.execPath, [join(here, '../../../node_modules/typescript/bin/tsc'), '-p', app], { encoding: 'utf8' });

beforeAll(() => {
  cpSync(join(here, 'fixture'), app, { recursive: true });
  expect(generate()).toMatchObject({ status: 0, stderr: '' });
});
afterAll(() => rmSync(app, { recursive: true }));

test('resolvers over domain types compile against the generated contract, and a wrong one does not', () => {
  expect(typecheck()).toMatchObject({ status: 0, stdout: '' });
}, 60_000);

test('the prelude that every service shares is part of the contract', () => {
  expect(readFileSync(generated, 'utf8')).toContain('export type PageInfo =');
});

test('an unchanged schema leaves the file alone, so that nothing is built again for it', () => {
  const before = statSync(generated).mtimeMs;
  expect(generate().status).toBe(0);
  expect(statSync(generated).mtimeMs).toBe(before);
});

test('a scalar that nobody mapped and a setting that nobody knows are refused by name', () => {
  writeFileSync(join(app, 'src/strange.graphql'), 'scalar Strange extend type Query { strange: Strange @public }');
  expect(generate()).toMatchObject({ status: 1, stderr: expect.stringContaining('Strange') });
  rmSync(join(app, 'src/strange.graphql'));
  writeFileSync(join(app, 'codegen.json'), '{ "mapers": {} }');
  expect(generate()).toMatchObject({ status: 1, stderr: expect.stringContaining('"mapers" is not a setting') });
});
