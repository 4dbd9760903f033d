import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import pg from 'pg';
import { UnitDraw, verifyCertificateText, allPassed, type DrawCertificate } from '@sortition/draw';
import { newId } from '@sortition/kernel';
import { LARGE_FRAME } from '../src/frame/frame-work.store.ts';
import { nativeSha256 } from '../src/frame/native-sha256.ts';
import { call, codeOf, done, lead, objectRoster, participant, principalHead, startSamplingUnderTest, taskReady, type Sampling } from './sampling-under-test.ts';

let sampling: Sampling;
let owner: pg.Client;

const POPULATION = LARGE_FRAME + 1_234;

beforeAll(async () => {
  sampling = await startSamplingUnderTest();
  await sampling.hear('registry', objectRoster(1, []));
  owner = new pg.Client({ connectionString: sampling.database.ownerUrl });
  await owner.connect();
  await owner.query("select set_config('app.roles', 'SYSTEM', false)");
  await owner.query(`insert into sampling.roster_object (division_code, id, kind, tags, risk_level, credit_level, weight, active)
    select '500112', gen_random_uuid(), 'MILLION', '{}', (array['HIGH','LOW'])[1 + g % 2], null, 1 + (g % 3), true from generate_series(1, ${POPULATION}) g`);
}, 60_000);
afterAll(async () => {
  await owner.end();
  await sampling[Symbol.asyncDispose]();
});

const QUERY = 'query ($id: ID!) { objectDraw(id: $id) { state population attempt intentHash certificate progress { phase done total } availableActions } }';
interface View {
  readonly state: string;
  readonly population: number;
  readonly attempt: number;
  readonly intentHash: string;
  readonly certificate: string;
  readonly progress: { readonly phase: string; readonly done: number; readonly total: number } | null;
}

const view = async (id: string): Promise<View> => ((await sampling.ask(lead, QUERY, { id })).data as { objectDraw: View }).objectDraw;

/** Looks until the state is reached, and gives every progress that was seen on the way. */
async function until(id: string, state: string): Promise<{ readonly draw: View; readonly seen: readonly NonNullable<View['progress']>[] }> {
  const seen: NonNullable<View['progress']>[] = [];
  for (let tries = 0; tries < 600; tries++) {
    const draw = await view(id);
    if (draw.progress !== null) seen.push(draw.progress);
    if (draw.state === state) return { draw, seen };
    await sleep(50);
  }
  throw new Error(`never ${state}`);
}

async function frozen(kinds: readonly string[] = ['MILLION']): Promise<{ readonly taskId: string; readonly id: string; readonly state: string }> {
  const taskId = newId();
  await sampling.hear('planning', taskReady({ taskId, kinds, ratio: '0.001', strata: [{ dimension: 'RISK', value: 'HIGH', ratio: '0.002', frequency: null }] }));
  return { taskId, ...await done<{ id: string; state: string }>(sampling, lead, 'prepareObjectDraw', { taskId }) };
}

/** What one thread draws from the roster, unit by unit. */
async function plainDraw(certificate: DrawCertificate): Promise<DrawCertificate['strata']> {
  const plain = new UnitDraw({ seed: certificate.seed, strata: certificate.intent.strata, hasher: nativeSha256 });
  const { rows } = await owner.query<{ id: string; risk: string; weight: number }>("select id, risk_level as risk, weight from sampling.roster_object where kind = 'MILLION'");
  for (const { id: unitId, risk, weight } of rows) plain.add({ unitId, stratum: risk === 'HIGH' ? 'RISK:HIGH' : 'BASE', weight });
  return plain.finish();
}

describe('a population that is too large for one request', () => {
  it('is frozen and drawn by a job whose progress shows, and drawn as the plain algorithm draws it', async () => {
    const { taskId, id, state } = await frozen();
    expect(state).toBe('FREEZING');
    const prepared = await until(id, 'PREPARED');
    expect(prepared.seen.length).toBeGreaterThan(0);
    for (const { total } of prepared.seen) expect(total).toBe(POPULATION);
    expect(prepared.draw).toMatchObject({ population: POPULATION, attempt: 1, progress: null });
    expect(await sampling.emitted('DrawIntended')).toHaveLength(1);
    expect(codeOf(await call(sampling, lead, 'prepareObjectDraw', { taskId }))).toBe('DRAW_LOCKED');

    expect((await done<{ state: string }>(sampling, lead, 'drawObjects', { taskId })).state).toBe('DRAWING');
    const { draw } = await until(id, 'DRAWN');
    expect(draw.progress).toBeNull();
    expect(await sampling.emitted('DrawCertified')).toHaveLength(1);
    const certificate: DrawCertificate = JSON.parse(draw.certificate);
    const frame = await (await sampling.get(lead, `/draws/${id}/frame`)).text();
    expect(allPassed(verifyCertificateText(draw.certificate, { frame: [Buffer.from(frame)] }))).toBe(true);

    expect(certificate.strata).toEqual(await plainDraw(certificate));
  }, 120_000);

  it('begins again when its worker died, and ends in one intent and in the result that its seed demands', async () => {
    const { taskId, id } = await frozen();
    const { draw: { intentHash } } = await until(id, 'PREPARED');
    // the worker dies after the answer: its job is gone, and what it had written with it
    await owner.query("create function sampling.die() returns trigger language plpgsql as $$ begin raise exception 'cut off'; end $$; create trigger die before insert on sampling.drawn_object for each row execute function sampling.die()");
    await done(sampling, lead, 'drawObjects', { taskId });
    for (let tries = 0; (await view(id)).progress?.done !== POPULATION && tries < 400; tries++) await sleep(50);
    const { rows: [before] } = await owner.query<{ value: string }>("select value from sampling.randomness where draw_id = $1 and source = 'platform'", [id]);
    expect(before?.value).toMatch(/^[0-9a-f]{64}$/);
    await owner.query('delete from graphile_worker._private_jobs');
    await owner.query('drop trigger die on sampling.drawn_object');
    expect((await view(id)).state).toBe('DRAWING');
    await owner.query("update sampling.frame_work set moved_at = now() - interval '2 minutes'");
    await owner.query(`select graphile_worker.add_job('resumeFrames')`);
    const { draw } = await until(id, 'DRAWN');
    const certificate: DrawCertificate = JSON.parse(draw.certificate);
    expect(certificate.intentHash).toBe(intentHash);
    expect(certificate.contributions).toContainEqual({ source: 'platform', encoding: 'hex', value: before?.value });
    expect((await sampling.emitted('DrawCertified')).filter(({ payload }) => payload['drawId'] === id)).toHaveLength(1);
    expect((await owner.query('select from sampling.frame_work')).rowCount).toBe(0);
  }, 120_000);

  it('fails when a thread dies over it, and ends in the same result when it is tried again', async () => {
    const { taskId, id } = await frozen();
    await until(id, 'PREPARED');
    let [started, killed] = [0, 0];
    const kill = (worker: Worker): void => {
      started += 1;
      if (killed > 0) return;
      let answers = 0;
      worker.on('message', () => {
        answers += 1;
        if (answers !== 2 || killed > 0) return; // it was ready, and has drawn from one block
        killed += 1;
        void worker.terminate();
      });
    };
    process.on('worker', kill);
    await done(sampling, lead, 'drawObjects', { taskId });
    const { draw } = await until(id, 'DRAWN');
    process.off('worker', kill);
    expect(killed).toBe(1);
    const { rows: [job] } = await owner.query<{ attempts: number }>("select max(attempts) as attempts from graphile_worker._private_jobs");
    expect(job?.attempts ?? 0).toBeLessThanOrEqual(1);
    expect(started).toBeGreaterThan(1);
    const certificate: DrawCertificate = JSON.parse(draw.certificate);
    expect(certificate.strata).toEqual(await plainDraw(certificate));
    expect((await sampling.emitted('DrawCertified')).filter(({ payload }) => payload['drawId'] === id)).toHaveLength(1);
  }, 120_000);

  it('makes way when it cannot be frozen after all, without counting as an attempt', async () => {
    await owner.query(`create function sampling.cancel() returns trigger language plpgsql as $$
      begin update sampling.task set state = 'CANCELLED' where id = (select task_id from sampling.object_draw where id = new.draw_id); return new; end $$;
      create trigger cancel after insert on sampling.frame_work for each row execute function sampling.cancel()`);
    const { taskId, id } = await frozen();
    const { draw } = await until(id, 'VOID');
    expect(draw).toMatchObject({ intentHash: '', progress: null });
    expect((await sampling.emitted('DrawAbandoned')).filter(({ payload }) => payload['drawId'] === id)).toEqual([]);
    await owner.query('drop trigger cancel on sampling.frame_work');
    await owner.query("update sampling.task set state = 'READY' where id = $1", [taskId]);
    const again = await done<{ id: string }>(sampling, lead, 'prepareObjectDraw', { taskId });
    expect((await until(again.id, 'PREPARED')).draw.attempt).toBe(1);
    expect(codeOf(await sampling.ask(participant, QUERY, { id: again.id }))).toBeUndefined();
  }, 120_000);
});

describe('a supplement over as many units', () => {
  it('is frozen and drawn by jobs like any other draw, also when the first of them is cut off', async () => {
    const { taskId, id } = await frozen();
    await until(id, 'PREPARED');
    await done(sampling, lead, 'drawObjects', { taskId });
    const main: DrawCertificate = JSON.parse((await until(id, 'DRAWN')).draw.certificate);
    await done(sampling, lead, 'confirmObjectDraw', { drawId: id });
    const reserve = main.strata.reduce((sum, stratum) => sum + stratum.reserve.length, 0);
    const change = await done<{ id: string }>(sampling, lead, 'requestObjectChange', { drawId: id, removeObjectIds: [], addCount: reserve + 20, reason: '增加抽查' });
    await done(sampling, principalHead, 'decideObjectChange', { changeId: change.id, approve: true });

    await owner.query("create function sampling.cut() returns trigger language plpgsql as $$ begin raise exception 'cut off'; end $$; create trigger cut before insert on sampling.frame for each row execute function sampling.cut()");
    const begun = await done<{ id: string; state: string; population: number }>(sampling, lead, 'prepareObjectDraw', { taskId, changeId: change.id });
    const remaining = POPULATION - main.drawnCount - reserve;
    expect(begun).toMatchObject({ state: 'FREEZING', population: remaining });
    expect(codeOf(await call(sampling, lead, 'prepareObjectDraw', { taskId, changeId: change.id }))).toBe('DRAW_LOCKED');
    expect(codeOf(await call(sampling, lead, 'drawObjects', { taskId, changeId: change.id }))).toBe('INVALID_TRANSITION');
    for (let tries = 0; (await owner.query("select from graphile_worker._private_jobs where last_error like '%cut off%'")).rowCount === 0 && tries < 400; tries++) await sleep(50);
    expect((await owner.query('delete from graphile_worker._private_jobs')).rowCount).toBeGreaterThan(0);
    await owner.query('drop trigger cut on sampling.frame');
    expect((await view(begun.id)).progress).toMatchObject({ phase: 'FREEZING', total: remaining });

    await owner.query("update sampling.frame_work set moved_at = now() - interval '2 minutes'");
    await owner.query(`select graphile_worker.add_job('resumeFrames')`);
    const prepared = await until(begun.id, 'PREPARED');
    expect(prepared.draw).toMatchObject({ population: remaining, attempt: 2, progress: null });
    await done(sampling, lead, 'drawObjects', { taskId, changeId: change.id });
    const { draw, seen } = await until(begun.id, 'CONFIRMED');
    expect(seen.every(({ total }) => total === remaining)).toBe(true);
    const certificate: DrawCertificate = JSON.parse(draw.certificate);
    expect(certificate).toMatchObject({ drawnCount: 20, intent: { continues: main.certificateHash } });
    const frame = await (await sampling.get(lead, `/draws/${begun.id}/frame`)).text();
    expect(allPassed(verifyCertificateText(draw.certificate, { frame: [Buffer.from(frame)] }))).toBe(true);
    for (const { drawn, reserve: next } of main.strata) for (const { unitId } of [...drawn, ...next]) expect(frame.includes(unitId)).toBe(false);
    const { rows: [added] } = await owner.query<{ count: number }>("select count(*)::integer from sampling.drawn_object where draw_id = $1 and from_draw_id = $2", [id, begun.id]);
    expect(added?.count).toBe(20);
  }, 180_000);
});
