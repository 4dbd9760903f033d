import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkBoundaries } from '../src/check-boundaries.ts';

const root = join(import.meta.dirname, '../../..');
let workspace: string;

const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(workspace, path)), { recursive: true });
  writeFileSync(join(workspace, path), text);
};

beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'fences-'));
  for (const path of ['.oxlintrc.json', 'tools/dev/lint']) cpSync(join(root, path), join(workspace, path), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(workspace, 'node_modules'));
});
afterEach(() => rmSync(workspace, { recursive: true }));

/** As each project's script calls it: from its folder, with the workspace's configuration. */
function lint(path: string): string {
  const [kind = '', name = '', ...rest] = path.split('/');
  const { stdout, stderr } = spawnSync(join(root, 'node_modules/.bin/oxlint'), ['-c', '../../.oxlintrc.json', rest.join('/')], { cwd: join(workspace, kind, name), encoding: 'utf8', shell: process.platform === 'win32' });
  return stdout + stderr;
}

describe('lint', () => {
  it.each([
    ['a clock in a pure library', 'libs/draw/src/seed.ts', 'export const at = (): Date => new Date();', 'no-clock'],
    ['a clock in the rules of a service', 'apps/planning/src/plan/plan.rules.ts', 'export const at = (): Date => new Date();', 'no-clock'],
    ['the time of day in a rule', 'apps/planning/src/plan/plan.rules.ts', 'export const at = (): number => Date.now();', 'no-restricted-properties'],
    ['chance in a pure library', 'libs/draw/src/seed.ts', 'export const seed = (): number => Math.random();', 'no-restricted-properties'],
    ['a secret source of chance in a pure library', 'libs/draw/src/seed.ts', 'export const seed = (): string => crypto.randomUUID();', 'no-restricted-globals'],
    ['a way round by globalThis', 'libs/draw/src/seed.ts', 'export const seed = (): string => globalThis.crypto.randomUUID();', 'no-restricted-properties'],
    ['the process in a pure library', 'libs/profiles/src/profile.ts', 'export const place = process.env.PLACE;', 'no-restricted-globals'],
    ['a file in a pure library', 'libs/profiles/src/profile.ts', "import { readFileSync } from 'node:fs';\nexport const text = readFileSync('x');", 'no-restricted-imports'],
    ['a file in the rules of a service', 'apps/sampling/src/draw/draw.rules.ts', "import { readFileSync } from 'fs';\nexport const text = readFileSync('x');", 'no-restricted-imports'],
    ['the database in a rule', 'apps/sampling/src/draw/draw.rules.ts', "import { eq } from 'drizzle-orm';\nexport const same = eq;", 'no-restricted-imports'],
    ['a store in a rule', 'apps/sampling/src/draw/draw.rules.ts', "import { findDraw } from './draw.store.ts';\nexport const find = findDraw;", 'no-restricted-imports'],
    ['GraphQL in a pure library', 'libs/events/src/drawn.ts', "import { GraphQLError } from 'graphql';\nexport const failure = GraphQLError;", 'no-restricted-imports'],
    ['GraphQL in a use case', 'apps/registry/src/object/save-object.ts', "import { GraphQLError } from 'graphql';\nexport const failure = GraphQLError;", 'no-restricted-imports'],
    ['GraphQL in a store', 'apps/registry/src/object/object.store.ts', "import { GraphQLError } from 'graphql';\nexport const failure = GraphQLError;", 'no-restricted-imports'],
    ['SQL in a use case', 'apps/registry/src/object/save-object.ts', "import { eq } from 'drizzle-orm';\nexport const same = eq;", 'no-restricted-imports'],
    ['SQL in a resolver', 'apps/registry/src/object/object.resolvers.ts', "import { eq } from 'drizzle-orm';\nexport const same = eq;", 'no-restricted-imports'],
    ['a table in a resolver', 'apps/registry/src/object/object.resolvers.ts', "import { object } from './object.table.ts';\nexport const table = object;", 'no-restricted-imports'],
    ['an export of everything', 'libs/kernel/src/kernel.ts', "export * from './result.ts';", 'no-export-all'],
    ['an any', 'apps/registry/src/object/save-object.ts', 'export const save = (object: any): unknown => object;', 'no-explicit-any'],
    ['an exclamation mark for a proof', 'apps/registry/src/object/save-object.ts', 'export const first = (objects: string[]): string => objects[0]!;', 'no-non-null-assertion'],
    ['a work item left in the code', 'apps/registry/src/object/save-object.ts', '// TODO: implement\nexport const save = 1;', 'no-warning-comments'],
    ['a console in a service', 'apps/registry/src/object/save-object.ts', "console.log('saved');", 'no-console'],
    ['a test that runs alone', 'libs/kernel/src/result.test.ts', "import { expect, it } from 'vitest';\nit.only('holds', () => expect(1).toBe(1));", 'no-focused-tests'],
    ['a file that nobody reads to its end', 'libs/kernel/src/long.ts', Array.from({ length: 251 }, (_, line) => `export const line${line} = ${line};`).join('\n'), 'max-lines'],
    ['a function that nobody reads to its end', 'apps/registry/src/object/save-object.ts', `export function save(): void {\n${Array.from({ length: 71 }, (_, line) => `  globalThis.line${line}();`).join('\n')}\n}`, 'max-lines-per-function'],
  ])('catches %s', (_what, path, text, rule) => {
    write(path, text);
    expect(lint(path)).toContain(rule);
  });

  it('lets pure code take time and chance as arguments', () => {
    write('libs/draw/src/seed.ts', "export const year = (now: Date, chance: () => number): number => new Date(now).getFullYear() + chance() + new Date('2026-01-01').getTime();");
    expect(lint('libs/draw/src/seed.ts')).toContain('0 errors');
  });

  it('lets a resolver know GraphQL and a store know SQL', () => {
    write('apps/registry/src/object/object.resolvers.ts', "import { GraphQLError } from 'graphql';\nexport const failure = GraphQLError;");
    write('apps/registry/src/object/object.store.ts', "import { eq } from 'drizzle-orm';\nexport const same = eq;");
    expect(lint('apps/registry/src/object/object.resolvers.ts')).toContain('0 errors');
    expect(lint('apps/registry/src/object/object.store.ts')).toContain('0 errors');
  });
});

interface Manifest {
  readonly dependencies?: readonly string[];
  readonly devDependencies?: readonly string[];
  readonly scripts?: readonly string[];
}

const manifest = (name: string, { dependencies = [], devDependencies = [], scripts = ['lint', 'typecheck', 'test'] }: Manifest = {}): string => JSON.stringify({
  name: `@sortition/${name}`,
  scripts: Object.fromEntries(scripts.map((script) => [script, 'true'])),
  dependencies: Object.fromEntries(dependencies.map((dependency) => [dependency, '*'])),
  devDependencies: Object.fromEntries(devDependencies.map((dependency) => [dependency, '*'])),
});

const problems = (): string[] => checkBoundaries(workspace).map(({ path, problem }) => `${path}: ${problem}`);

// not spelled out, or the check would take the samples for imports of this file
const REGISTRY = '@sortition/registry';

describe('the check of boundaries', () => {
  beforeEach(() => {
    rmSync(join(workspace, 'tools'), { recursive: true });
    write('package.json', JSON.stringify({ name: 'workspace', devDependencies: { vitest: '4' } }));
    write('libs/kernel/package.json', manifest('kernel'));
    write('libs/kernel/src/kernel.ts', 'export const ok = 1;');
    write('libs/service-kit/package.json', manifest('service-kit', { dependencies: ['@sortition/kernel', 'pg'] }));
    write('libs/service-kit/src/service-kit.ts', "import { ok } from '@sortition/kernel';\nimport pg from 'pg';\nexport const pool = [ok, pg];");
    write('libs/testkit/package.json', manifest('testkit'));
    write('libs/testkit/src/testkit.ts', 'export const database = 1;');
    write('apps/registry/package.json', manifest('registry', { dependencies: ['@sortition/kernel'], devDependencies: ['@sortition/testkit'] }));
    write('apps/registry/src/start-registry.ts', "import { ok } from '@sortition/kernel';\nexport const start = ok;");
    write('apps/registry/test/registry.test.ts', "import { test } from 'vitest';\nimport { database } from '@sortition/testkit';\ntest('x', () => database);");
  });

  it('finds nothing in a workspace that keeps them', () => {
    expect(problems()).toEqual([]);
  });

  it.each([
    ['a service that imports another', `import { start } from "${REGISTRY}";`, 'apps/planning may not depend on apps/registry'],
    ['a service that imports only another\'s types', `import type { Start } from '${REGISTRY}';`, 'apps/planning may not depend on apps/registry'],
    ['a service that imports another when asked', `export const later = () => import('${REGISTRY}');`, 'apps/planning may not depend on apps/registry'],
    ['a service that re-exports another', `export { start } from '${REGISTRY}';`, 'apps/planning may not depend on apps/registry'],
    ['a path into another project', "import { start } from '../../registry/src/start-registry.ts';", "that is another project's inside"],
    ['the testkit in production', "import { database } from '@sortition/testkit';", 'outside of a test'],
    ['a package that is not declared', "import { z } from 'zod';", 'uses zod, which apps/planning/package.json does not declare'],
  ])('catches %s', (_what, text, problem) => {
    write('apps/planning/package.json', manifest('planning', { dependencies: ['@sortition/registry', '@sortition/testkit'] }));
    write('apps/planning/src/start-planning.ts', text);
    expect(problems()).toContainEqual(expect.stringContaining(problem));
  });

  it.each([
    ['a pure library on one that is not', { 'libs/draw/package.json': manifest('draw', { dependencies: ['@sortition/service-kit'] }), 'libs/draw/src/draw.ts': "import { pool } from '@sortition/service-kit';\nexport const draw = pool;" }, 'libs/draw may not depend on libs/service-kit'],
    ['a library on a service', { 'libs/reports/package.json': manifest('reports', { dependencies: ['@sortition/registry'] }), 'libs/reports/src/report.ts': `import { start } from '${REGISTRY}';\nexport const report = start;` }, 'libs/reports may not depend on apps/registry'],
    ['a project on itself', { 'libs/kernel/package.json': manifest('kernel', { dependencies: ['@sortition/service-kit'] }), 'libs/kernel/src/kernel.ts': "import '@sortition/service-kit';" }, 'libs/kernel → libs/service-kit → libs/kernel'],
    ['a project on what it does not use', { 'libs/kernel/package.json': manifest('kernel', { dependencies: ['pg'] }) }, 'libs/kernel/package.json: declares pg, which nothing uses'],
  ])('catches a dependency of %s', (_what, files, problem) => {
    for (const [path, text] of Object.entries(files)) write(path, text);
    expect(problems()).toContainEqual(expect.stringContaining(problem));
  });

  it.each([
    ['a drawer', 'apps/registry/src/utils.ts', 'export const x = 1;', '"utils.ts" names a drawer'],
    ['a folder that is a drawer', 'apps/registry/src/helpers/trim.ts', 'export const x = 1;', '"helpers" names a drawer'],
    ['a barrel', 'libs/kernel/src/index.ts', 'export const x = 1;', '"index.ts" names a drawer'],
    ['a name in another style', 'apps/registry/src/saveObject.ts', 'export const x = 1;', '"saveObject.ts" is not kebab-case'],
    ['a synonym in code', 'apps/registry/src/save-object.ts', 'export const lotteryResult = 1;', 'says "lotteryResult" where the glossary says draw 抽取'],
    ['a synonym in the contract', 'apps/registry/src/object.graphql', 'type Query { pickObjects: Int }', 'says "pickObjects" where the glossary says draw 抽取'],
  ])('catches %s', (_what, path, text, problem) => {
    write(path, text);
    expect(problems()).toContainEqual(expect.stringContaining(problem));
  });

  it('reads no word into comments, texts and patterns', () => {
    write('apps/registry/src/save-object.ts', "// a lottery\n/* to pick */\nexport const text = 'picked' + `raffle`;\nexport const pattern = /pick(ed)?/;\nexport type Part = Pick<{ a: 1 }, 'a'>;");
    expect(problems()).toEqual([]);
  });

  it('leaves the peers of the benchmark to their own packages, and nothing else', () => {
    const asks = "import { gateway } from 'mercurius';\nexport const peer = gateway;";
    write('tools/bench/package.json', manifest('tool-bench'));
    write('tools/bench/peers/package.json', JSON.stringify({ name: 'peers', dependencies: { mercurius: '16' } }));
    write('tools/bench/peers/gateway.mjs', asks);
    expect(problems()).toEqual([]);
    write('tools/bench/src/peers/package.json', JSON.stringify({ name: 'peers', dependencies: { mercurius: '16' } }));
    write('tools/bench/src/peers/gateway.mjs', asks);
    expect(problems()).toEqual(['tools/bench/src/peers/gateway.mjs: uses mercurius, which tools/bench/package.json does not declare']);
  });

  it('catches a project that nobody would lint', () => {
    write('libs/kernel/package.json', manifest('kernel', { scripts: ['test', 'typecheck'] }));
    expect(problems()).toEqual(['libs/kernel/package.json: has no script "lint": nobody would check it']);
  });
});
