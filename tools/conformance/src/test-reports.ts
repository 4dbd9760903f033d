import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { TestOutcome } from './conformance.rules.ts';

interface Report {
  readonly testResults: readonly { readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[] }[];
}

const isReport = (content: unknown): content is Report => typeof content === 'object' && content !== null && 'testResults' in content && Array.isArray(content.testResults);

/** Every test of the last run, from the report that each project leaves below `.reports`. */
export function readTestReports(directory: string): TestOutcome[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((name) => /^(apps|libs|tools)[\\/][^\\/]+\.json$/.test(name)).flatMap((name) => {
    const content: unknown = JSON.parse(readFileSync(join(directory, name), 'utf8'));
    if (!isReport(content)) throw new Error(`${name} is not a test report`);
    return content.testResults.flatMap(({ assertionResults }) => assertionResults.map(({ fullName, status }) => ({ title: fullName, status })));
  });
}
