import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { conformanceOf, lostSince, unknownIds, type Share } from './conformance.rules.ts';
import { parseRequirements } from './requirements.ts';
import { readTestReports } from './test-reports.ts';

const root = join(import.meta.dirname, '../../..');
const reports = join(root, '.reports');
const baselineFile = join(root, 'docs/conformance/baseline.json');

const percent = ({ shown, total }: Share): string => `${String(shown).padStart(4)} / ${String(total).padStart(4)}  ${((100 * shown) / total).toFixed(0).padStart(3)} %`;

function printTable(title: string, shares: Readonly<Record<string, Share>>): void {
  console.log(`\n${title}`);
  for (const [name, share] of Object.entries(shares)) console.log(`  ${name.padEnd(12)} ${percent(share)}`);
}

function main(args: readonly string[]): number {
  if (!existsSync(reports)) {
    console.error('No test reports: run `npm test` first. 尚无测试报告，请先运行 npm test。');
    return 2;
  }
  const requirements = parseRequirements(readFileSync(join(root, 'docs/conformance/requirements.csv'), 'utf8'));
  const tests = readTestReports(reports);
  const conformance = conformanceOf(requirements, tests);
  const unknown = unknownIds(requirements, tests);
  const baseline: string[] = existsSync(baselineFile) ? JSON.parse(readFileSync(baselineFile, 'utf8')) : [];
  const lost = lostSince(baseline, conformance);

  if (args.includes('--accept')) {
    const missing = new Set(conformance.missing);
    writeFileSync(baselineFile, `${JSON.stringify(requirements.map(({ id }) => id).filter((id) => !missing.has(id)), null, 1)}\n`);
    console.log(`baseline: ${conformance.shown} statements`);
  }
  console.log(`Statements of the five regulations that a passing test shows: ${percent(conformance)}`);
  printTable('By regulation', conformance.byRegulation);
  printTable('By owner', conformance.byOwner);
  if (unknown.length > 0) console.error(`\nTest titles name statements that do not exist: ${unknown.join(', ')}`);
  if (lost.length > 0) console.error(`\nShown before and not any more: ${lost.join(', ')}`);
  if (args.includes('--json')) console.log(JSON.stringify(conformance));
  return unknown.length > 0 || (lost.length > 0 && !args.includes('--accept')) ? 1 : 0;
}

process.exitCode = main(process.argv.slice(2));
