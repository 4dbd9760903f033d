import { basename, dirname, join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** One configuration for every project: a JSON report per project, which the totals and the conformance table are read from. */
export function projectTests(configUrl: string, overrides: { readonly globalSetup?: string[]; readonly testTimeout?: number; readonly hookTimeout?: number } = {}) {
  const projectRoot = dirname(new URL(configUrl).pathname);
  const kind = basename(dirname(projectRoot));
  const report = join(projectRoot, '../..', '.reports', `${kind}-${basename(projectRoot)}.json`);
  return defineConfig({
    root: projectRoot,
    test: {
      include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
      passWithNoTests: true,
      testTimeout: 30_000,
      hookTimeout: 60_000,
      pool: 'forks',
      maxWorkers: 2,
      reporters: ['default', ['json', { outputFile: report }]],
      ...overrides,
    },
  });
}
