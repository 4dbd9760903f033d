import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@sortition/kernel';
import { copyBytes, readAtSnapshot, systemIdentity, type Tx } from '../src/service-kit.ts';
import { startFixture, type Fixture } from './fixture-service.ts';

let fixture: Fixture;
let pool: pg.Pool;

beforeAll(async () => {
  fixture = await startFixture();
  pool = new pg.Pool({ connectionString: fixture.database.appUrl, max: 1 });
});
afterAll(async () => {
  await pool.end();
  await fixture[Symbol.asyncDispose]();
});

const inTransaction = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => drizzle({ client: pool }).transaction(work);

async function copied(tx: Tx, query: ReturnType<typeof sql>): Promise<Buffer[]> {
  const rows: Buffer[] = [];
  for await (const bytes of copyBytes(tx, query)) rows.push(Buffer.from(bytes));
  return rows;
}

describe('bytes copied out of a query', () => {
  it('are those of its rows in their order, whatever their size, and nothing for a null', async () => {
    const rows = await inTransaction((tx) => copied(tx, sql`select decode(repeat(to_hex(n % 10) || 'f', n), 'hex') from (values (0), (1), (70000), (5), (1000000)) size(n)`));
    expect(rows.map(({ length }) => length)).toEqual([0, 1, 70_000, 5, 1_000_000]);
    expect(rows[3]?.toString('hex')).toBe('5f'.repeat(5));
    expect(await inTransaction((tx) => copied(tx, sql`select null::bytea union all select '\\x00ff'::bytea`))).toEqual([Buffer.alloc(0), Buffer.from([0, 0xff])]);
    expect(await inTransaction((tx) => copied(tx, sql`select ''::bytea where false`))).toEqual([]);
  });

  it('may be asked for with values that need quoting, and leave the connection free for what follows', async () => {
    const name = `O'Reilly \\ 市场`;
    await inTransaction(async (tx) => {
      expect((await copied(tx, sql`select convert_to(${name}, 'UTF8')`)).map(String)).toEqual([name]);
      expect((await tx.execute(sql`select 1 as one`)).rows).toEqual([{ one: 1 }]);
    });
  });

  it('may be left before their end, and leave the connection free then too', async () => {
    await inTransaction(async (tx) => {
      for await (const first of copyBytes(tx, sql`select decode(repeat('ff', 100000), 'hex') from generate_series(1, 200)`)) {
        expect(first).toHaveLength(100_000);
        break;
      }
      expect((await tx.execute(sql`select 1 as one`)).rows).toEqual([{ one: 1 }]);
    });
  });

  it('fail as the query fails', async () => {
    await expect(inTransaction((tx) => copied(tx, sql`select convert_to((1 / (n - 3))::text, 'UTF8') from generate_series(1, 5) n`))).rejects.toThrow('division by zero');
    expect(await inTransaction((tx) => copied(tx, sql`select '\\x01'::bytea`))).toEqual([Buffer.of(1)]);
  });
});

describe('reads at a snapshot', () => {
  it('see on every connection what its transaction saw, and nothing that came or was written since', async () => {
    const several = drizzle({ client: new pg.Pool({ connectionString: fixture.database.appUrl, max: 4 }) });
    const act = { identity: systemIdentity('fixture'), now: new Date(), trace: newId(), operation: 'read' };
    await several.transaction(async (tx) => {
      const { rows: [exported] } = await tx.execute<{ snapshot: string; at: string }>(sql`select pg_export_snapshot() as snapshot, pg_current_snapshot()::text as at`);
      await several.transaction((other) => other.execute(sql`select pg_current_xact_id()`));
      const seen = await readAtSnapshot(several, act, { snapshot: exported?.snapshot ?? '', connections: 2 }, async (readers) => {
        const answers = [];
        for (const reader of readers) answers.push((await reader.execute<{ at: string; subject: string }>(sql`select pg_current_snapshot()::text as at, current_setting('app.subject') as subject`)).rows[0]);
        return answers;
      });
      expect(seen).toEqual([{ at: exported?.at, subject: act.identity.subject }, { at: exported?.at, subject: act.identity.subject }]);
    });
    await several.$client.end();
  });
});
