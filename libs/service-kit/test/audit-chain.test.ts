import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditor, freshKey, planner, startFixture, type Fixture } from './fixture-service.ts';

let fixture: Fixture;
let owner: pg.Client;

beforeAll(async () => {
  fixture = await startFixture();
  owner = new pg.Client({ connectionString: fixture.database.ownerUrl });
  await owner.connect();
  for (let n = 1; n <= 6; n += 1) {
    await fixture.ask(planner, 'mutation ($input: WriteNoteInput!) { writeNote(input: $input) { note { id } } }', { input: { idempotencyKey: freshKey(), text: `note ${n}` } });
  }
});
afterAll(async () => {
  await owner.end();
  await fixture[Symbol.asyncDispose]();
});

const verdict = async () => {
  const answer = await fixture.ask(auditor, '{ verifyAudit { fixture { intact entries brokenAt } } }');
  return (answer.data as { verifyAudit: { fixture: unknown } }).verifyAudit.fixture;
};

describe('the audit chain', () => {
  it('[CQ-4.3-b] is whole after ordinary work, and names the first entry that somebody changed in the store', async () => {
    expect(await verdict()).toEqual({ intact: true, entries: 6, brokenAt: null });
    await owner.query(`update kit.audit_entry set after = jsonb_set(after, '{text}', '"forged"') where seq = 3`);
    expect(await verdict()).toMatchObject({ intact: false, brokenAt: 3 });
    await owner.query(`update kit.audit_entry set after = jsonb_set(after, '{text}', '"note 3"') where seq = 3`);
    expect(await verdict()).toMatchObject({ intact: true });
  });

  it.each([
    ['actor', `update kit.audit_entry set actor = 'somebody' where seq = 2`, `update kit.audit_entry set actor = 'planner-1' where seq = 2`, 2],
    ['time', `update kit.audit_entry set at = at + interval '1 day' where seq = 4`, `update kit.audit_entry set at = at - interval '1 day' where seq = 4`, 4],
    ['hash', `update kit.audit_entry set hash = reverse(hash) where seq = 5`, `update kit.audit_entry set hash = reverse(hash) where seq = 5`, 5],
  ])('notices a changed %s', async (_name, forge, mend, brokenAt) => {
    await owner.query(forge);
    expect(await verdict()).toMatchObject({ intact: false, brokenAt });
    await owner.query(mend);
  });

  it('notices a removed tail', async () => {
    await owner.query('begin');
    const { rows } = await owner.query('delete from kit.audit_entry where seq = 6 returning *');
    await owner.query('commit');
    expect(await verdict()).toMatchObject({ intact: false, brokenAt: 6 });
    expect(rows).toHaveLength(1);
  });

  it('cannot be rewritten by the application', async () => {
    const app = new pg.Client({ connectionString: fixture.database.appUrl });
    await app.connect();
    for (const statement of ["update kit.audit_entry set actor = 'x'", 'delete from kit.audit_entry', 'truncate kit.audit_entry', "update kit.event set type = 'x'", 'delete from kit.event', 'create table kit.x (y int)']) {
      await expect(app.query(statement)).rejects.toThrow(/permission denied/);
    }
    await app.end();
  });
});
