import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyBytes, type Tx } from '../src/service-kit.ts';
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

  it('fail as the query fails', async () => {
    await expect(inTransaction((tx) => copied(tx, sql`select convert_to((1 / (n - 3))::text, 'UTF8') from generate_series(1, 5) n`))).rejects.toThrow('division by zero');
    expect(await inTransaction((tx) => copied(tx, sql`select '\\x01'::bytea`))).toEqual([Buffer.of(1)]);
  });
});
