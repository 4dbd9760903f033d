import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { checkBoundaries } from './check-boundaries.ts';
import { runNx } from './check/run-nx.ts';
import { runTests } from './check/run-tests.ts';

const root = join(import.meta.dirname, '../../..');

/** A command of the project that checks something by itself and answers with its exit code. */
const runScript = (script: string, ...args: readonly string[]): boolean =>
  spawnSync(process.execPath, ['--import', 'tsx', join(root, script), ...args], { cwd: root, stdio: 'inherit' }).status === 0;

function boundariesHold(): boolean {
  const violations = checkBoundaries(root);
  for (const { path, problem } of violations) console.error(`${path}: ${problem}`);
  return violations.length === 0;
}

/** Quick ones first; all of them run, so that one round shows everything that is wrong. */
const CHECKS: readonly (readonly [name: string, check: () => boolean | Promise<boolean>])[] = [
  ['lint', () => runNx(root, ['run-many', '-t', 'lint'])],
  ['boundaries', boundariesHold],
  ['composition', () => runScript('tools/compose/src/compose.ts', '--check')],
  ['migrations', () => runScript('tools/migrate/src/migrate.ts', '--check')],
  ['types and tests', () => runTests(root, process.argv.slice(2))],
];

const failed: string[] = [];
for (const [name, check] of CHECKS) {
  console.log(`\n── ${name} ──`);
  if (!(await check())) failed.push(name);
}
if (failed.length > 0) console.error(`failed: ${failed.join(', ')}`);
process.exit(failed.length === 0 ? 0 : 1);
