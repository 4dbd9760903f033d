import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

interface Report {
  readonly testResults: readonly { readonly name: string; readonly status: string; readonly assertionResults: readonly { readonly status: string }[] }[];
}

const isReport = (content: unknown): content is Report => typeof content === 'object' && content !== null && 'testResults' in content && Array.isArray(content.testResults);

export const reportOf = (root: string, project: string): string => join(root, '.reports', `${project}.json`);

function totalsOf(report: Report): Totals {
  const statuses = report.testResults.flatMap(({ assertionResults }) => assertionResults.map(({ status }) => status));
  const count = (status: string): number => statuses.filter((each) => each === status).length;
  // a file that could not even be loaded has no test in it, and is a failure all the same
  const broken = report.testResults.filter(({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed')).length;
  const [passed, failed] = [count('passed'), count('failed')];
  return { passed, failed: failed + broken, skipped: statuses.length - passed - failed };
}

/** Sums up the reports of the projects; one that left none counts as a failure, since nobody knows what it would have said. */
export function sumReports(root: string, projects: readonly string[]): Totals & { readonly silent: readonly string[] } {
  const silent = projects.filter((project) => !existsSync(reportOf(root, project)));
  const sum = { passed: 0, failed: silent.length, skipped: 0 };
  for (const project of projects.filter((each) => !silent.includes(each))) {
    const content: unknown = JSON.parse(readFileSync(reportOf(root, project), 'utf8'));
    if (!isReport(content)) throw new Error(`${reportOf(root, project)} is not a test report`);
    const totals = totalsOf(content);
    sum.passed += totals.passed;
    sum.failed += totals.failed;
    sum.skipped += totals.skipped;
  }
  return { ...sum, silent };
}

export const printTotals = ({ passed, failed, skipped }: Totals): string => `${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`;
