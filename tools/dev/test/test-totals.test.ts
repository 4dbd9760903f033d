import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { printTotals, sumReports } from '../src/check/test-totals.ts';

const root = mkdtempSync(join(tmpdir(), 'totals-'));
mkdirSync(join(root, '.reports/libs'), { recursive: true });
afterAll(() => rmSync(root, { recursive: true }));

const report = (project: string, ...files: readonly (readonly string[] | 'broken')[]): void => writeFileSync(join(root, '.reports', `${project}.json`), JSON.stringify({
  testResults: files.map((tests, index) => ({
    name: `file-${index}`,
    status: tests === 'broken' || tests.includes('failed') ? 'failed' : 'passed',
    assertionResults: tests === 'broken' ? [] : tests.map((status) => ({ status })),
  })),
}));

test('sums up what all projects report', () => {
  report('libs/a', ['passed', 'passed'], ['failed', 'passed']);
  report('libs/b', ['passed', 'skipped'], ['pending', 'todo']);
  expect(sumReports(root, ['libs/a', 'libs/b'])).toEqual({ passed: 4, failed: 1, skipped: 3, silent: [] });
});

test('a file that cannot be loaded is a failure, though no test in it failed', () => {
  report('libs/c', ['passed'], 'broken');
  expect(sumReports(root, ['libs/c'])).toMatchObject({ passed: 1, failed: 1 });
});

test('a project that says nothing is a failure', () => {
  report('libs/d', ['passed']);
  expect(sumReports(root, ['libs/d', 'libs/e'])).toEqual({ passed: 1, failed: 1, skipped: 0, silent: ['libs/e'] });
});

test('what is no report is refused', () => {
  writeFileSync(join(root, '.reports/libs/f.json'), '{}');
  expect(() => sumReports(root, ['libs/f'])).toThrow('is not a test report');
});

test.each([
  [{ passed: 3, failed: 0, skipped: 0 }, '3 passed, 0 failed'],
  [{ passed: 3, failed: 1, skipped: 2 }, '3 passed, 1 failed, 2 skipped'],
])('prints %j as one line', (totals, line) => {
  expect(printTotals(totals)).toBe(line);
});
