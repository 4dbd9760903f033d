import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

interface ProjectTests {
  /** The tests need a database: they get a real PostgreSQL, and a clone of a migrated template for each file. */
  readonly postgres?: boolean;
  readonly globalSetup?: readonly string[];
  /** False where the files of a project leave nothing behind in modules: each would spend a second on reading them anew. */
  readonly isolate?: boolean;
  readonly testTimeout?: number;
  readonly hookTimeout?: number;
}

const workspaceRoot = dirname(fileURLToPath(import.meta.url));
const postgresGlobalSetup = join(workspaceRoot, 'libs/testkit/src/postgres-global-setup.ts');

/** One configuration for every project: a JSON report per project, which the totals and the conformance table are read from. */
export function projectTests(configUrl: string, { postgres = false, globalSetup = [], isolate = true, ...timeouts }: ProjectTests = {}) {
  const projectRoot = dirname(fileURLToPath(configUrl));
  const report = join(workspaceRoot, '.reports', `${relative(workspaceRoot, projectRoot)}.json`);
  return defineConfig({
    root: projectRoot,
    // Node gives every library graphql's CommonJS build; Vite would give our sources the other one, and the two refuse each other's types.
    resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
    test: {
      include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
      passWithNoTests: true,
      testTimeout: 30_000,
      hookTimeout: 60_000,
      pool: 'forks',
      maxWorkers: 2,
      isolate,
      reporters: ['default', ['json', { outputFile: report }]],
      globalSetup: [...(postgres ? [postgresGlobalSetup] : []), ...globalSetup],
      ...timeouts,
    },
  });
}
