import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseUrl } from '@sortition/embedded-postgres';
import { migrateDatabase } from '@sortition/service-kit';
import { testDatabase, type TestDatabase } from '@sortition/testkit';
import { peopleInRegistry, type People } from '../src/issuer/people-in-registry.ts';

const CITY = '01900000-0000-7000-8000-000000000001';
const CLOSED = '01900000-0000-7000-8000-000000000002';

let database: TestDatabase;
let people: People;

/** A row with what the columns of a table demand and the test does not care about. */
async function insert(client: pg.Client, table: string, row: Readonly<Record<string, unknown>>): Promise<void> {
  const columns = Object.keys(row);
  await client.query(`insert into registry.${table} (${columns.join(', ')}) values (${columns.map((_, index) => `$${index + 1}`).join(', ')})`, Object.values(row));
}

const recorded = { profile: 'CQ', row_version: 1, roster_version: 1, recorded_at: '2026-01-01', recorded_by: 'test' };
const department = (id: string, name: string, active: boolean) => ({ id, name, level: 'MUNICIPAL', division_code: '500000', authority_basis: 'STATUTORY_DEPARTMENT', profile: 'CQ', active, updated_at: '2026-01-01' });
const inspector = (serial: number, state = 'CONFIRMED') => ({
  id: `01900000-0000-7000-8000-0000000001${String(serial).padStart(2, '0')}`, serial_no: serial, name: `甲${serial}`, department_id: CITY, division_code: '500000', level: 'MUNICIPAL',
  category: 'ENFORCEMENT_CIVIL_SERVANT', qualified: true, specialties: [], modes: [], recused_object_ids: [], subject: `inspector-${serial}`, state, ...recorded,
});

beforeAll(async () => {
  database = await testDatabase({ service: 'registry', migrationsDir: join(import.meta.dirname, '../../../apps/registry/migrations'), migrate: migrateDatabase });
  const client = new pg.Client({ connectionString: databaseUrl(process.env['TEST_POSTGRES_URL'] ?? '', database.name) }); // past the row policies, which bind the owner too
  await client.connect();
  await insert(client, 'department', department(CITY, '市市场监督管理局', true));
  await insert(client, 'department', department(CLOSED, '已撤销的局', false));
  for (const entry of [inspector(1), inspector(2), inspector(3), inspector(4, 'INACTIVE')]) await insert(client, 'inspector', entry);
  await insert(client, 'inspection_object', { division_code: '500112', id: CITY, kind: 'MARKET_ENTITY', name: '某公司', identity_key: '91330106MA21000290', uscc: '91330106MA21000290', tags: [], weight: 1, state: 'ACTIVE', missing_fields: [], ...recorded });
  await client.end();
  people = peopleInRegistry(database.ownerUrl);
});
afterAll(() => database.drop());

describe('the people of the development issuer', () => {
  it('come from the departments that are active, the directory of inspectors and the entities', async () => {
    expect(await people.departments()).toEqual([{ id: CITY, name: '市市场监督管理局', level: 'MUNICIPAL', division: '500000' }]);
    const offered = (await people.offered()).map(({ sub }) => sub);
    expect(offered).toEqual(expect.arrayContaining(['planner.1', 'inspector-1', 'inspector-2', 'inspectee.91330106MA21000290']));
    expect(offered).not.toContain('inspector-3'); // a long directory is not offered whole
  });

  it('can be anybody of the directory who still serves', async () => {
    expect(await people.find('inspector-3')).toMatchObject({ sub: 'inspector-3', roles: ['INSPECTOR', 'TEAM_LEADER'], department: CITY });
    expect(await people.find('inspector-4')).toBeUndefined();
    expect(await people.find('planner.1')).toMatchObject({ roles: ['PLANNER'], department: CITY, department_level: 'MUNICIPAL', region: '500000' });
    expect(await people.find('planner.2')).toBeUndefined();
    expect(await people.find('inspectee.91330106MA21000290')).toMatchObject({ uscc: '91330106MA21000290', name: '某公司（被检查对象）' });
    expect(await people.find('inspectee.none')).toBeUndefined();
  });
});
