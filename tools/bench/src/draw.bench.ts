import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { databaseUrl, provisionDatabase, startPostgres, type PostgresServer } from '@sortition/embedded-postgres';
import { migrateDatabase } from '@sortition/service-kit';
import { bundleApp } from '@sortition/tool-dev/bundle-app';
import type { Figure, Report } from './figures.ts';

const root = join(import.meta.dirname, '../../..');
const SIZES = [10_000, 100_000, 1_000_000];
const ROUNDS = 3;
const IDS = 'select id from sampling.roster_object';

interface Drawn {
  readonly drawn: number;
  readonly freezeSeconds: number;
  readonly drawSeconds: number;
  readonly certifySeconds: number;
}

interface Round extends Drawn {
  readonly peakMemoryMB: number;
  readonly verifySeconds: number;
  readonly verifyMemoryMB: number;
  /** PostgreSQL alone: it hashes the same ids; it hashes and sorts them. */
  readonly hashSeconds: number;
  readonly sortSeconds: number;
}

interface Terms {
  readonly ratio: string;
  readonly sealed: boolean;
  /** What freezes and draws, bundled as the service is. */
  readonly program: string;
  /** The verifier of the command line as one file. */
  readonly verifier: string;
}

/** The most memory that a process has had so far, as Linux counts it; zero elsewhere. */
function peakOf(pid: number): number {
  const status = `/proc/${pid}/status`;
  return existsSync(status) ? Number(/VmHWM:\s+(\d+)/.exec(readFileSync(status, 'utf8'))?.[1] ?? 0) / 1024 : 0;
}

/** Runs a program of the repository in a process of its own. */
async function runProgram(program: readonly string[], loader: readonly string[] = []): Promise<{ readonly output: string; readonly seconds: number; readonly peakMemoryMB: number }> {
  const started = performance.now();
  const child = spawn(process.execPath, [...loader, ...program], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  let peak = 0;
  child.stdout.on('data', (chunk: Buffer) => { output += chunk.toString(); });
  const watch = setInterval(() => {
    try {
      peak = Math.max(peak, peakOf(child.pid ?? 0));
    } catch { /* it ended between the look and the reading */ }
  }, 20);
  const code = await new Promise<number | null>((ended) => { child.once('exit', ended); });
  clearInterval(watch);
  if (code !== 0) throw new Error(`${program[0]} ended with ${code}`);
  return { output, seconds: (performance.now() - started) / 1_000, peakMemoryMB: peak };
}

async function inPostgres(client: pg.Client, statement: string): Promise<number> {
  const started = performance.now();
  await client.query(statement);
  return (performance.now() - started) / 1_000;
}

async function fill(client: pg.Client, size: number): Promise<void> {
  await client.query(`insert into sampling.roster_object (division_code, id, kind, tags, risk_level, credit_level, weight, active)
    select '5001' || lpad((g % 40)::text, 2, '0'), uuidv7(), 'MARKET_ENTITY', '{}', (array['LOW','MIDDLE','HIGH'])[1 + g % 3], null, 1, true from generate_series(1, ${size}) g`);
  await client.query('vacuum analyze sampling.roster_object');
  await client.query('checkpoint');
}

async function round(client: pg.Client, appUrl: string, { ratio, sealed, program, verifier }: Terms, files: string): Promise<Round> {
  const measured = await runProgram([program, '--database', appUrl, '--ratio', ratio, '--out', files, ...(sealed ? ['--sealed'] : [])]);
  const drawn: Drawn = JSON.parse(measured.output);
  const hashSeconds = await inPostgres(client, `select max(sha256(id::text::bytea)) from (${IDS}) unit`);
  const verified = await runProgram([verifier, `${files}.certificate.json`, '--frame', `${files}.frame.txt`, '--json']);
  if (JSON.parse(verified.output).valid !== true) throw new Error('the draw does not verify');
  const sortSeconds = await inPostgres(client, `select id from (${IDS}) unit order by sha256(id::text::bytea) limit ${drawn.drawn}`);
  return { ...drawn, peakMemoryMB: measured.peakMemoryMB, verifySeconds: verified.seconds, verifyMemoryMB: verified.peakMemoryMB, hashSeconds, sortSeconds };
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

async function measure(server: PostgresServer, size: number, terms: Terms, folder: string) {
  const { ownerUrl, appUrl } = await provisionDatabase(server.url(), 'sampling', `sortition_sampling_${size}`);
  await migrateDatabase({ ownerUrl, appRole: 'sampling_app', migrationsDir: join(root, 'apps/sampling/migrations') });
  const client = new pg.Client({ connectionString: databaseUrl(server.url(), `sortition_sampling_${size}`) });
  await client.connect();
  try {
    await fill(client, size);
    const rounds: Round[] = [];
    for (let i = 0; i < ROUNDS; i++) rounds.push(await round(client, appUrl, terms, join(folder, String(size))));
    const of = (name: keyof Round): number => median(rounds.map((each) => each[name]));
    const totalSeconds = median(rounds.map(({ freezeSeconds, drawSeconds, certifySeconds }) => freezeSeconds + drawSeconds + certifySeconds));
    return {
      size, drawn: of('drawn'), freezeSeconds: of('freezeSeconds'), drawSeconds: of('drawSeconds'), certifySeconds: of('certifySeconds'), totalSeconds,
      verifySeconds: of('verifySeconds'), hashSeconds: of('hashSeconds'), sortSeconds: of('sortSeconds'),
      peakMemoryMB: Math.max(...rounds.map((each) => each.peakMemoryMB)), verifyMemoryMB: Math.max(...rounds.map((each) => each.verifyMemoryMB)),
      ratioToHashing: totalSeconds / of('hashSeconds'), verifyToDraw: of('verifySeconds') / totalSeconds,
    };
  } finally {
    await client.end();
  }
}

type Measured = Awaited<ReturnType<typeof measure>>;

/** How the time grows with the size: the slope between the largest size and the one before it, 1 where it is linear. */
function exponentOf(sizes: readonly Measured[]): number | null {
  const [before, last] = sizes.slice(-2);
  return before === undefined || last === undefined ? null : Math.log(last.totalSeconds / before.totalSeconds) / Math.log(last.size / before.size);
}

function figuresOf(each: Measured): Figure[] {
  const of = `${each.size.toLocaleString('en-US')} units`;
  return [
    { name: `${of}: freeze`, value: each.freezeSeconds, unit: 's' },
    { name: `${of}: draw ${each.drawn.toLocaleString('en-US')}`, value: each.drawSeconds, unit: 's' },
    { name: `${of}: certify`, value: each.certifySeconds, unit: 's' },
    { name: `${of}: all three`, value: each.totalSeconds, unit: 's', note: `${each.ratioToHashing.toFixed(2)} × PostgreSQL hashing the ids` },
    { name: `${of}: verify with the frame`, value: each.verifySeconds, unit: 's', note: 'a process of its own, with its start' },
    { name: `${of}: PostgreSQL max(sha256(id))`, value: each.hashSeconds, unit: 's' },
    { name: `${of}: PostgreSQL order by sha256(id) limit`, value: each.sortSeconds, unit: 's' },
    { name: `${of}: peak memory`, value: each.peakMemoryMB, unit: 'MB', note: `verifying ${Math.round(each.verifyMemoryMB)} MB` },
  ];
}

/** Draws of growing size beside what PostgreSQL alone needs to hash the same ids, in the same rounds. `--size 10000000` for a country. */
export async function run(args: readonly string[]): Promise<Report> {
  const { values } = parseArgs({ args: [...args], options: { size: { type: 'string', multiple: true }, ratio: { type: 'string', default: '0.01' }, sealed: { type: 'boolean', default: false } } });
  const sizes = values.size?.map(Number) ?? SIZES;
  const folder = mkdtempSync(join(tmpdir(), 'sortition-draw-'));
  const server = await startPostgres({ directory: join(folder, 'postgres'), port: 21_000 });
  try {
    const built = await runProgram(['tools/verify/src/build-program.ts'], ['--import', 'tsx']);
    const terms = { verifier: built.output.trim(), ratio: values.ratio, sealed: values.sealed, program: await bundleApp(root, 'sampling', 'scripts/measure-draw') };
    const measured: Measured[] = [];
    for (const size of sizes) measured.push(await measure(server, size, terms, folder));
    const growthExponent = exponentOf(measured);
    const last = measured.at(-1);
    return {
      title: `Draws of ${values.ratio} of a roster${values.sealed ? ' under seal' : ''}, frozen, drawn and certified`,
      figures: [...measured.flatMap(figuresOf), ...(growthExponent === null ? [] : [{ name: 'growth exponent', value: growthExponent, unit: '', note: '1 is linear' }])],
      json: { bench: 'draw', ratio: values.ratio, sealed: values.sealed, ...last, growthExponent, sizes: measured },
    };
  } finally {
    await server.stop('immediate');
    rmSync(folder, { recursive: true, force: true });
  }
}
