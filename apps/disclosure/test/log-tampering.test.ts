import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { assertOk } from '@sortition/kernel';
import { GrowingTree, LOG_KEY, leafHashOf, parseReceipt, printCheckpoint, printNote, signText, signingKeyOf, verifyReceipt } from '@sortition/transparency-log';
import { drawOf } from './draw-events.ts';
import { codeOf, D1, freshKey, LOG_SIGNER, people, startCity, type City } from './disclosure-fixture.ts';
import { createTask, endInspection, formResult, publicationOf, visitOf } from './events.ts';
import { checkpointOf, exported, noteOf, unwitnessed, wholeLogFault } from './log-reader.ts';

const GUARDED = ['log_entry', 'log_node', 'log_checkpoint', 'log_content'];

/** Runs statements as whoever owns the database and stops at nothing: triggers are switched off first. */
async function asSuperuser(city: City, ...statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: city.database.ownerUrl });
  await client.connect();
  try {
    for (const table of GUARDED) await client.query(`alter table disclosure.${table} disable trigger user`);
    for (const statement of statements) await client.query(statement);
    for (const table of GUARDED) await client.query(`alter table disclosure.${table} enable trigger user`);
  } finally {
    await client.end();
  }
}

async function cityWithLog(draws: number): Promise<City> {
  const city = await startCity();
  const task = await createTask(city);
  for (let attempt = 1; attempt <= draws; attempt += 1) await drawOf(city, task, attempt).intend();
  await city.logged();
  return city;
}

describe('somebody with the database in hand', () => {
  it.each([
    ['changes an entry', 'CONTENT_CHANGED', `update disclosure.log_entry set entry = regexp_replace(entry, '"contentHash":"..', '"contentHash":"00') where index = 3`],
    ['changes an entry and hides what it said', 'ROOT_DIFFERS', `update disclosure.log_entry set entry = replace(entry, 'DRAW_INTENDED', 'DRAW_ABANDONED') where index = 3`],
    ['changes what an entry said', 'CONTENT_CHANGED', `update disclosure.log_content set content = replace(content, '"population":40', '"population":41') where entry_id = (select id from disclosure.log_entry where index = 3)`],
    ['takes an entry out', 'ENTRY_OUT_OF_PLACE', 'delete from disclosure.log_entry where index = 3'],
    ['takes an entry out and closes the gap', 'SIZE_DIFFERS', 'delete from disclosure.log_entry where index = 3; update disclosure.log_entry set index = index - 1 where index > 3'],
    ['cuts the tail off', 'SIZE_DIFFERS', 'delete from disclosure.log_entry where index >= 4'],
    ['exchanges two entries', 'ROOT_DIFFERS', 'update disclosure.log_entry set index = -1 where index = 2; update disclosure.log_entry set index = 2 where index = 3; update disclosure.log_entry set index = 3 where index = -1'],
  ])('%s: the whole-log check finds it (%s)', { timeout: 60_000 }, async (_, code, statement) => {
    await using city = await cityWithLog(6);
    const note = await noteOf(city);
    expect(await wholeLogFault(city, note)).toBeNull();
    await asSuperuser(city, statement);
    expect(await wholeLogFault(city, note)).toMatchObject({ code });
  });

  it('rewrites entries, tree and checkpoint alike: whoever kept an older checkpoint finds it, and the log signs no more', { timeout: 60_000 }, async () => {
    await using city = await cityWithLog(5);
    const kept = await noteOf(city);
    await asSuperuser(city, `update disclosure.log_entry set entry = replace(entry, 'DRAW_INTENDED', 'DRAW_ABANDONED') where index = 1`, 'delete from disclosure.log_content', 'delete from disclosure.log_node');
    const tree = new GrowingTree();
    const nodes = (await exported(city)).flatMap(({ entry }) => tree.append(leafHashOf(entry)));
    await asSuperuser(city, `insert into disclosure.log_node values ${nodes.map(({ level, index, hash }) => `(${level}, ${index}, '\\x${Buffer.from(hash).toString('hex')}')`).join(', ')}`);
    expect(await wholeLogFault(city, kept)).toMatchObject({ code: 'ROOT_DIFFERS' });
    // the service notices by itself what it is asked to sign
    await drawOf(city, await createTask(city), 6).intend();
    await vi.waitFor(async () => expect(await exported(city)).toHaveLength(6), { timeout: 10_000 });
    await vi.waitFor(async () => expect(await city.query("select 1 from graphile_worker.jobs where task_identifier = 'growLog' and last_error like '%begins with the 5 entries%'")).not.toEqual([]), { timeout: 10_000 });
    expect(checkpointOf(await noteOf(city)).size).toBe(5);
    // even with the log's own key, and every trace of the first story gone, the kept checkpoint convicts it
    const text = printCheckpoint({ origin: LOG_SIGNER.name, size: 5, root: tree.root() });
    await asSuperuser(city, `delete from disclosure.log_checkpoint`, `insert into disclosure.log_checkpoint values (5, '\\x${Buffer.from(tree.root()).toString('hex')}', '${printNote({ text, signatures: [signText(text, LOG_SIGNER)] })}', now())`);
    expect(await wholeLogFault(city, await noteOf(city, 5))).toBeNull();
    expect(await wholeLogFault(city, await noteOf(city, 5), kept)).toMatchObject({ code: 'ROOT_DIFFERS' });
  });

  it('signs with another key: nobody believes it', async () => {
    const stranger = signingKeyOf(LOG_SIGNER.name, LOG_KEY, new Uint8Array(32).fill(99));
    await using city = await startCity({ logKey: stranger });
    await drawOf(city, await createTask(city)).intend();
    await city.logged();
    await expect(wholeLogFault(city, await noteOf(city))).rejects.toThrow('LOG_SIGNATURE_MISSING');
  });
});

describe('who audits', () => {
  const VERIFY = '{ verifyLog { intact size changed missing contradicted } }';

  it('is told the number of every entry that was changed or taken out', async () => {
    await using city = await cityWithLog(40);
    expect((await city.ask(people.auditor, VERIFY)).data).toEqual({ verifyLog: { intact: true, size: 40, changed: [], missing: [], contradicted: [] } });
    expect(codeOf(await city.ask(people.anonymous, VERIFY))).toBe('FORBIDDEN');
    const { size } = checkpointOf(await noteOf(city));
    await asSuperuser(city,
      `update disclosure.log_entry set entry = replace(entry, 'DRAW_INTENDED', 'DRAW_ABANDONED') where index in (3, 17, 18)`, 'delete from disclosure.log_entry where index in (0, 25, 38, 39)',
      `update disclosure.log_content set content = replace(content, '"population":40', '"population":41') where entry_id = (select id from disclosure.log_entry where index = 30)`);
    expect((await city.ask(people.auditor, VERIFY)).data).toMatchObject({ verifyLog: { intact: false, size: 40, changed: [3, 17, 18, 30], missing: [0, 25, 38, 39], contradicted: expect.arrayContaining([size]) } });
  });
});

describe('the service itself', () => {
  let city: City;
  beforeAll(async () => { city = await cityWithLog(4); });
  afterAll(() => city[Symbol.asyncDispose]());

  it.each([
    "update disclosure.log_entry set entry = 'x'", 'delete from disclosure.log_entry', 'truncate disclosure.log_entry', 'update disclosure.log_node set hash = hash', 'delete from disclosure.log_node',
    'update disclosure.log_checkpoint set note = note', 'delete from disclosure.log_checkpoint', 'delete from disclosure.log_cosignature', "update disclosure.log_content set content = 'x'", "update disclosure.log_sealed set content = 'x'", 'delete from disclosure.log_sealed',
  ])('has no right to %s', async (statement) => {
    await expect(city.query(statement)).rejects.toThrow('permission denied');
  });

  it.each([
    ['leaves a gap', "insert into disclosure.log_entry (index, id, kind, at, entry) values (99, gen_random_uuid(), 'DRAW_INTENDED', now(), 'x')", 'no gaps'],
    ['numbers twice', "insert into disclosure.log_entry (index, id, kind, at, entry) values (0, gen_random_uuid(), 'DRAW_INTENDED', now(), 'x')", 'no gaps'],
    ['signs another root at the same size', String.raw`insert into disclosure.log_checkpoint select size, '\x00', note, signed_at from disclosure.log_checkpoint order by size desc limit 1`, 'does not follow'],
    ['signs what is not there', String.raw`insert into disclosure.log_checkpoint select 99, '\x00', note, signed_at from disclosure.log_checkpoint limit 1`, 'does not follow'],
    ['forgets what was not stopped', 'delete from disclosure.log_content', 'not stopped'],
  ])('never %s', async (_, statement, reason) => {
    await expect(city.query(statement)).rejects.toThrow(reason);
  });

  it('does not even let the owner of the tables change an entry by mistake', async () => {
    const client = new pg.Client({ connectionString: city.database.ownerUrl });
    await client.connect();
    for (const statement of ['update disclosure.log_entry set entry = entry', 'delete from disclosure.log_checkpoint', 'truncate disclosure.log_node']) await expect(client.query(statement)).rejects.toThrow('append-only');
    await client.end();
  });
});

describe('a stopped publication', () => {
  it('is forgotten for good, and every proof of its entries stays valid', async () => {
    await using city = await startCity();
    const task = await createTask(city);
    const visit = visitOf();
    await endInspection(city, task, visit, '2025-04-02T15:00:00+08:00');
    await formResult(city, task, visit, { name: '被遗忘的餐饮店' });
    const id = await publicationOf(city, visit);
    await city.ask(people.inspector1, 'mutation ($input: PublishResultInput!) { publishResult(input: $input) { publication { id } } }', { input: { idempotencyKey: freshKey(), publicationId: id } });
    await city.delivered();
    await city.logged();
    const LOG = `{ publicLog(publicationId: "${id}") { nodes { kind opening { content } receipt } } }`;
    const read = async (): Promise<{ kind: string; opening: { content: string } | null; receipt: unknown }[]> => ((await city.ask(people.anonymous, LOG)).data as { publicLog: { nodes: [] } }).publicLog.nodes;
    const [before] = await read();
    expect(before?.opening?.content).toContain('被遗忘的餐饮店');
    const keptReceipt = assertOk(parseReceipt(before?.receipt));
    const keptNote = await noteOf(city);

    const stopId = '0190a000-0000-7000-8000-00000000aa01';
    await city.query(`insert into disclosure.stop_publication (region, id, publication_id, department_id, uscc, state, reason, applied_by, applied_at) values ('500112', $1, $2, $3, '91500000MA5U00001X', 'APPLIED', '已整改', 'party', now())`, [stopId, id, D1]);
    const stopped = await city.ask(people.inspector1, 'mutation ($input: DecideStopPublicationInput!) { decideStopPublication(input: $input) { stopPublication { state } } }', { input: { idempotencyKey: freshKey(), stopPublicationId: stopId, approve: true, reason: '符合条件' } });
    expect(stopped.errors).toEqual([]);
    await city.logged();

    const after = await read();
    expect(after.map(({ kind, opening }) => [kind, opening !== null])).toEqual([['RESULT_PUBLISHED', false], ['RESULT_STOPPED', true]]);
    expect(JSON.stringify([after, await exported(city)])).not.toContain('被遗忘的餐饮店');
    const [left] = await city.query<{ n: string }>("select (select count(*) from disclosure.log_content c where c.content like '%被遗忘的餐饮店%') + (select count(*) from disclosure.log_entry e where e.entry like '%被遗忘的餐饮店%') as n");
    expect(left?.n).toBe('0');
    // the log of today, the checkpoint of before, the receipt of before and the one of today: all of them hold
    expect(await wholeLogFault(city, await noteOf(city), keptNote)).toBeNull();
    expect(verifyReceipt(assertOk(parseReceipt(after[0]?.receipt)), unwitnessed).ok).toBe(true);
    expect(verifyReceipt(keptReceipt, unwitnessed).ok).toBe(true);
  });
});
