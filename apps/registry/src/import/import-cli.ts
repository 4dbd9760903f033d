import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { openClock } from '@sortition/service-kit';
import { findDatabase } from './find-database.ts';
import { progress } from './progress.ts';
import { readArguments, USAGE, type ImportArguments } from './read-arguments.ts';
import { ImportRefused, runImport, type ImportReport } from './run-import.ts';

const ROOT = resolve(import.meta.dirname, '../../../..');

const number = new Intl.NumberFormat('en-US');

function print(report: ImportReport, { dryRun, json }: ImportArguments, seconds: number): void {
  const { rows, created, updated, unchanged, refused, resumedAfter, format, refusedPath } = report;
  const rowsPerSecond = Math.round((rows - resumedAfter) / Math.max(seconds, 0.001));
  const unexplained = rows - created - updated - unchanged - refused;
  const lines = [
    `${dryRun ? 'Dry run, nothing was changed. ' : ''}${format}: ${number.format(rows)} rows in ${seconds.toFixed(1)} s, ${number.format(rowsPerSecond)} rows/s${resumedAfter > 0 ? `, resumed after ${number.format(resumedAfter)}` : ''}`,
    `  created ${number.format(created)}  updated ${number.format(updated)}  unchanged ${number.format(unchanged)}  refused ${number.format(refused)}  unexplained ${unexplained}`,
    ...(refusedPath === undefined ? [] : [`  refused rows, each with its reason, to be corrected and imported again: ${refusedPath}`]),
  ];
  console.log(lines.join('\n'));
  if (json) console.log(JSON.stringify({ format, rows, created, updated, unchanged, refused, unexplained, resumedAfter, seconds, rowsPerSecond, refusedPath: refusedPath ?? null, dryRun }));
}

async function main(args: readonly string[]): Promise<number> {
  const wanted = readArguments(args);
  if ('problem' in wanted) {
    console.error(`${wanted.problem}\n\n${USAGE}`);
    return 2;
  }
  // npm changes into the project; a file is meant where the command was typed
  const here = (path: string): string => resolve(process.env['INIT_CWD'] ?? process.cwd(), path);
  const file = existsSync(here(wanted.roster)) ? here(wanted.roster) : resolve(ROOT, wanted.roster);
  if (!existsSync(file)) {
    console.error(`${file} does not exist`);
    return 2;
  }
  const dataDir = resolve(ROOT, process.env['DATA_DIR'] ?? '.data');
  await using database = await findDatabase(wanted.database ?? process.env['REGISTRY_DATABASE_URL'], dataDir, join(ROOT, 'apps/registry/migrations'));
  const started = performance.now();
  const shown = progress(process.stderr.isTTY, (text) => process.stderr.write(text), () => performance.now() - started);
  const report = await runImport({
    databaseUrl: database.url, personalDataKey: database.personalDataKey, file, profile: wanted.profile, ownerDepartmentId: wanted.owner, dryRun: wanted.dryRun,
    refusedPath: wanted.refused === null ? join(dataDir, 'imports', `${basename(file).replace(/(?:\.csv)?(?:\.gz)?$|\.xlsx$/, '')}.${wanted.profile}.refused.csv`) : here(wanted.refused),
    now: openClock(process.env['CLOCK_FILE'] ?? join(dataDir, 'clock.json'), process.env['NODE_ENV'] ?? 'development'), onProgress: shown.show,
  });
  shown.end();
  print(report, wanted, (performance.now() - started) / 1_000);
  return 0;
}

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  if (!(error instanceof ImportRefused)) throw error;
  console.error(error.message);
  return 1;
});
