import { spawn } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { from, to } from 'pg-copy-streams';
import { provisionDatabase, startPostgres } from '@sortition/embedded-postgres';
import { migrateDatabase } from '@sortition/service-kit';
import type { Report } from './figures.ts';

const root = join(import.meta.dirname, '../../..');

interface Imported {
  readonly rows: number;
  readonly created: number;
  readonly refused: number;
  readonly unexplained: number;
  readonly seconds: number;
}

/** The command that people run, in a process of its own. */
function importFile(file: string, databaseUrl: string, folder: string): Promise<Imported> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'apps/registry/src/import/import-cli.ts', '--roster', file, '--profile', 'CQ', '--database', databaseUrl, '--refused', join(folder, 'refused.csv'), '--json'], {
    cwd: root, env: { ...process.env, PERSONAL_DATA_KEY: 'A'.repeat(43) }, stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => { output += chunk.toString(); });
  return new Promise((done, failed) => {
    child.once('exit', (code) => {
      const last = output.trim().split('\n').at(-1) ?? '';
      if (code === 0) done(JSON.parse(last));
      else failed(new Error(`the import ended with ${code}`));
    });
  });
}

/** Writes the imported rows out and copies them into a table of the same shape and indexes: what PostgreSQL alone needs. */
async function rawCopy(adminUrl: string, folder: string): Promise<{ readonly rows: number; readonly seconds: number; readonly bytes: number }> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  const file = join(folder, 'rows.copy');
  try {
    await pipeline(client.query(to('copy registry.inspection_object to stdout')), createWriteStream(file));
    await client.query('create table public.copied (like registry.inspection_object including all)');
    const started = performance.now();
    await pipeline(createReadStream(file), client.query(from('copy public.copied from stdin')));
    const seconds = (performance.now() - started) / 1_000;
    const { rows } = await client.query<{ n: number }>('select count(*)::int as n from public.copied');
    return { rows: rows[0]?.n ?? 0, seconds, bytes: statSync(file).size };
  } finally {
    await client.end();
  }
}

/** Rows per second with every check, beside raw COPY of the same rows into the same table, in one run. */
export async function run(args: readonly string[]): Promise<Report> {
  const { values } = parseArgs({ args: [...args], options: { roster: { type: 'string' } } });
  const file = resolve(process.env['INIT_CWD'] ?? root, values.roster ?? '');
  if (values.roster === undefined || !existsSync(file)) throw new Error('give the register to import: npm run bench -- import --roster FILE');
  const folder = mkdtempSync(join(tmpdir(), 'sortition-import-'));
  const server = await startPostgres({ directory: join(folder, 'postgres'), port: 24_310 });
  try {
    const { ownerUrl, appUrl } = await provisionDatabase(server.url(), 'registry', 'sortition_registry');
    await migrateDatabase({ ownerUrl, appRole: 'registry_app', migrationsDir: join(root, 'apps/registry/migrations') });
    const first = await importFile(file, appUrl, folder);
    const again = await importFile(file, appUrl, folder);
    const copy = await rawCopy(server.url('sortition_registry'), folder);
    const [perSecond, copied] = [first.created / first.seconds, copy.rows / copy.seconds];
    return {
      title: `Import of ${first.rows.toLocaleString('en-US')} rows with every check, beside raw COPY of what came in`,
      figures: [
        { name: 'with every check', value: perSecond, unit: 'rows/s', note: `${first.seconds.toFixed(1)} s; ${first.refused} refused with a reason, ${first.unexplained} unexplained` },
        { name: 'raw COPY', value: copied, unit: 'rows/s', note: `${copy.seconds.toFixed(1)} s, the same columns and indexes` },
        { name: 'ratio to COPY', value: perSecond / copied, unit: '', note: 'budget: at least 0.5' },
        { name: 'the same file again', value: again.seconds, unit: 's', note: `${again.created} created: nothing changes` },
      ],
      json: { bench: 'import', rows: first.rows, created: first.created, refused: first.refused, unexplained: first.unexplained, importRowsPerSecond: perSecond, copyRowsPerSecond: copied, ratioToCopy: perSecond / copied, secondImportSeconds: again.seconds },
    };
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
