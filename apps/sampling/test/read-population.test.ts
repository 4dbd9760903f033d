import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { frameLine } from '@sortition/draw';
import { newId, ok } from '@sortition/kernel';
import { readAtSnapshot, systemIdentity, transact, type Act, type Tx } from '@sortition/service-kit';
import { frameBytes } from '../src/frame/frame.store.ts';
import { freezePopulation } from '../src/frame/freeze-population.ts';
import type { FrameTerms } from '../src/frame/population.store.ts';
import type { Workforce } from '../src/frame/workforce.ts';
import { repeatsOf, strataOf } from '../src/object-draw/stratum.store.ts';
import { startSamplingUnderTest, type Sampling } from './sampling-under-test.ts';

let sampling: Sampling;
let pool: pg.Pool;
let owner: pg.Client;

beforeAll(async () => {
  sampling = await startSamplingUnderTest();
  pool = new pg.Pool({ connectionString: sampling.database.appUrl, max: 4 });
  pool.on('connect', (client) => { client.on('error', () => undefined); });
  owner = new pg.Client({ connectionString: sampling.database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await pool.end();
  await sampling[Symbol.asyncDispose]();
});

const act: Act = { identity: systemIdentity('sampling'), now: new Date('2025-03-03T01:00:00Z'), trace: newId(), operation: 'freeze' };

const termsOf = (kind: string): FrameTerms => ({
  filter: { kinds: [kind], divisionCodes: [], tags: [], riskLevels: [], creditLevels: [], ownerDepartmentIds: [] },
  strata: strataOf([{ dimension: 'RISK', value: 'HIGH', ratio: '0.1', number: null, frequency: null, also: [] }]), exclusions: repeatsOf('EXCLUDE_SAME_YEAR', 2025, []),
});

/** A roster of more than two blocks, of which some were inspected this year. */
async function enter(count: number): Promise<string> {
  const kind = newId();
  await owner.query(`insert into sampling.roster_object (division_code, id, kind, tags, risk_level, credit_level, weight, active)
    select '500112', gen_random_uuid(), $1, '{}', (array['HIGH','LOW'])[1 + g % 2], null, 1 + g % 3, g % 50 > 0 from generate_series(1, ${count}) g`, [kind]);
  await owner.query('insert into sampling.inspected_object (object_id, task_id, year, ended) select id, $2, 2025, true from (select id, row_number() over (order by id) as place from sampling.roster_object where kind = $1) unit where place % 9 = 0 or place between 500 and 900', [kind, newId()]);
  return kind;
}

/** The lines of the frame as the roster stands, made without anything of what is tested. */
async function linesOf(kind: string): Promise<string> {
  const { rows } = await owner.query<{ id: string; risk: string; weight: number }>(`select id, risk_level as risk, weight from sampling.roster_object where kind = $1 and active
    and id not in (select object_id from sampling.inspected_object where year = 2025 and ended) order by id`, [kind]);
  return rows.map(({ id, risk, weight }) => `${frameLine({ unitId: id, stratum: risk === 'HIGH' ? 'RISK:HIGH' : 'BASE', weight })}\n`).join('');
}

async function change(kind: string): Promise<void> {
  await owner.query(`update sampling.roster_object set risk_level = 'HIGH', weight = 9, active = not active where kind = $1 and id in (select id from sampling.roster_object where kind = $1 and random() < 0.1)`, [kind]);
  await owner.query(`insert into sampling.roster_object (division_code, id, kind, tags, risk_level, credit_level, weight, active) select '500112', gen_random_uuid(), $1, '{}', 'LOW', null, 1, true from generate_series(1, 100)`, [kind]);
  await owner.query(`insert into sampling.inspected_object (object_id, task_id, year, ended) select id, $2, 2025, true from sampling.roster_object where kind = $1 and random() < 0.05`, [kind, newId()]);
}

type Read = Workforce['readAt'];
const shared: Read = (snapshot, work) => readAtSnapshot(drizzle({ client: pool }), act, { snapshot, connections: 2 }, work);
/** The fault: connections that each read what stands there when they come to it. */
const eachByItself: Read = (_, work) => drizzle({ client: pool }).transaction((a) => drizzle({ client: pool }).transaction((b) => work([a, b])));

async function freeze(kind: string, workforce?: Workforce): Promise<{ readonly lines: string; readonly excluded: number }> {
  const drawId = newId();
  const frozen = await transact(drizzle({ client: pool }), act, async (tx: Tx) => {
    const { frame, exclusions } = await freezePopulation(tx, drawId, termsOf(kind), workforce);
    let lines = '';
    for await (const bytes of frameBytes(tx, drawId)) lines += Buffer.from(bytes).toString();
    expect(lines.split('\n').length - 1).toBe(frame.count);
    return ok({ lines, excluded: exclusions[0]?.count ?? 0 });
  });
  if (!frozen.ok) throw new Error(frozen.error.code);
  return frozen.value;
}

const workforce = (units: number, readAt: Read, progress: Workforce['progress'] = () => Promise.resolve()): Workforce => ({ units, threads: 0, readAt, progress, warn: () => undefined });

describe('a population that is read on two connections', () => {
  it('is the population of one, in however many ranges it is read', async () => {
    const kind = await enter(150_000);
    const [expected, alone] = [await linesOf(kind), await freeze(kind)];
    expect(alone.excluded).toBeGreaterThan(15_000);
    expect(alone.lines === expected).toBe(true);
    for (const units of [1, 150_000, 3_000_000]) {
      const { lines, excluded } = await freeze(kind, workforce(units, shared));
      expect([lines === expected, excluded]).toEqual([true, alone.excluded]);
    }
  }, 120_000);

  it.each([['is that of one moment, whatever changes while it is read', shared, true], ['would be torn, if its connections did not share a snapshot', eachByItself, false]] as const)('%s', async (_, read, isWhole) => {
    const kind = await enter(150_000);
    const before = await linesOf(kind);
    let told = 0;
    const readAt: Read = async (snapshot, work) => {
      await change(kind);
      return read(snapshot, work);
    };
    const { lines } = await freeze(kind, workforce(150_000, readAt, async () => {
      told += 1;
      await change(kind);
    }));
    expect(told).toBe(2 + 1 - (before.split('\n').length - 1 <= 131_072 ? 1 : 0));
    expect(lines === before).toBe(isWhole);
    expect(lines === await linesOf(kind)).toBe(false);
  }, 120_000);

  it('fails when one of its connections is lost, and leaves nothing behind', async () => {
    const kind = await enter(1_000);
    const lost: Read = (snapshot, work) => shared(snapshot, async (readers) => {
      const { rows } = await readers[1]?.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`) ?? { rows: [] };
      await pool.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
      return work(readers);
    });
    await expect(freeze(kind, workforce(1_000_000, lost))).rejects.toThrow();
    expect((await owner.query('select from sampling.frame where not exists (select from sampling.frame_block where draw_id = frame.draw_id)')).rowCount).toBe(0);
    expect((await freeze(kind)).lines === await linesOf(kind)).toBe(true);
  }, 60_000);
});
