import { existsSync, rmSync } from 'node:fs';
import { startThrowAwayPostgres } from '@sortition/embedded-postgres';
import { runNx } from './run-nx.ts';
import { printTotals, reportOf, sumReports } from './test-totals.ts';
import { readProjects } from './workspace.ts';

/**
 * All tests and types against one throw-away PostgreSQL. The last line is the sum over all projects, for people and machines;
 * the answer is whether everything that should have run did so and passed.
 */
export async function runTests(root: string, args: readonly string[] = []): Promise<boolean> {
  const projects = readProjects(root).filter(({ scripts }) => scripts.includes('test')).map(({ path }) => path);
  for (const project of projects) rmSync(reportOf(root, project), { force: true }); // an unchanged project's comes back from the cache
  const server = await startThrowAwayPostgres();
  const interrupted = (): void => void server.stop().then(() => process.exit(130));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, interrupted);
  try {
    const succeeded = await runNx(root, ['run-many', '-t', 'test', 'typecheck', ...args], { TEST_POSTGRES_URL: server.url() });
    const isPartial = args.some((arg) => /^(-p|--projects|--exclude)\b/.test(arg));
    const totals = sumReports(root, isPartial ? projects.filter((project) => existsSync(reportOf(root, project))) : projects);
    for (const project of totals.silent) console.error(`${project} left no test report`);
    if (!succeeded && totals.failed === 0) console.error('types or generated code failed, see above');
    console.log(printTotals(totals));
    return succeeded && totals.failed === 0;
  } finally {
    await server.stop();
  }
}
