import { createHash } from 'node:crypto';
import pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { newId } from '@sortition/kernel';
import { ANONYMOUS } from '@sortition/service-kit';
import type { DrawCertificate } from '@sortition/draw';
import { dispatched, done, inspectorRoster, lead, LEAD, objectRoster, participant, PARTICIPANT, people, startSamplingUnderTest, taskReady, units, type Sampling } from './sampling-under-test.ts';

const AUDIT = '{ randomnessAudit { id draws passed falseAlarmRate report reportHash checks { code verdict chance adjustedChance faults observations wordsZh wordsEn } } }';
const DRAWS = 36;

interface AuditView {
  readonly id: string;
  readonly draws: number;
  readonly passed: boolean;
  readonly report: string;
  readonly reportHash: string;
  readonly checks: readonly { readonly code: string; readonly verdict: string; readonly chance: number | null; readonly faults: number | null; readonly observations: number }[];
}

const open: (() => PromiseLike<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

interface History {
  readonly sampling: Sampling;
  /** Past row policies. */
  readonly owner: pg.Pool;
}

interface DrawnHistory extends History {
  readonly certificates: readonly { readonly id: string; readonly certificate: string }[];
}

async function begin(): Promise<History> {
  const sampling = await startSamplingUnderTest('2025-01-06T09:00:00+08:00');
  const admin = new URL(process.env['TEST_POSTGRES_URL'] ?? '');
  admin.pathname = `/${sampling.database.name}`;
  const owner = new pg.Pool({ connectionString: admin.toString(), max: 2 });
  owner.on('error', () => undefined);
  open.push(() => sampling[Symbol.asyncDispose](), () => owner.end());
  return { sampling, owner };
}

/** Draws for many tasks by the real service, over a year. Key items in Shenyang may be inspected again in the year (SY art.13). */
async function drawForMonths(dimension: 'RISK' | 'CREDIT', draws = DRAWS): Promise<DrawnHistory> {
  const { sampling, owner } = await begin();
  await sampling.hear('registry', objectRoster(1, [...units(120), ...units(40, { riskLevel: 'HIGH', creditLevel: 'HIGH' })]));
  for (let i = 0; i < draws; i++) {
    sampling.setTime(new Date(Date.UTC(2025, 0, 7 + 9 * i, 2)).toISOString());
    const terms = { taskId: newId(), profile: 'SY', itemClass: 'KEY', ratio: '0.1', strata: [{ dimension, value: 'HIGH', ratio: '0.2', frequency: null }] };
    await sampling.hear('planning', taskReady(terms));
    await done(sampling, lead, 'prepareObjectDraw', { taskId: terms.taskId });
    await done(sampling, lead, 'drawObjects', { taskId: terms.taskId });
  }
  const { rows: certificates } = await owner.query<{ id: string; certificate: string }>('select id, certificate from sampling.object_draw');
  return { sampling, owner, certificates };
}

/** Queues the job as the crontab would, and waits until the worker has done it. */
async function audit({ sampling, owner }: History): Promise<AuditView> {
  const { rows } = await owner.query<{ id: string }>("select id from graphile_worker.add_job('auditRandomness')");
  const deadline = performance.now() + 30_000;
  while ((await owner.query('select 1 from graphile_worker._private_jobs where id = $1', [rows[0]?.id])).rowCount !== 0) {
    if (performance.now() > deadline) throw new Error('the audit was not made');
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
  const answer = await sampling.ask(ANONYMOUS, AUDIT);
  expect(answer.errors).toEqual([]);
  return (answer.data as { randomnessAudit: AuditView }).randomnessAudit;
}

const failed = ({ checks }: AuditView): string[] => checks.filter(({ verdict }) => verdict === 'FAILED').map(({ code }) => code);

/** Replaces certificates behind the service's back, as whoever owns the database could; always those that were drawn. */
async function forge({ owner, certificates }: DrawnHistory, change: (certificate: DrawCertificate, frame: ReadonlyMap<string, readonly string[]>) => DrawCertificate): Promise<void> {
  await owner.query('alter table sampling.object_draw disable trigger user');
  const { rows: objects } = await owner.query<{ id: string; risk: string | null }>('select id, risk_level as risk from sampling.roster_object order by id');
  const frame = new Map([['BASE', objects.filter(({ risk }) => risk === null).map(({ id }) => id)], ['RISK:HIGH', objects.filter(({ risk }) => risk === 'HIGH').map(({ id }) => id)]]);
  for (const { id, certificate } of certificates) await owner.query('update sampling.object_draw set certificate = $2 where id = $1', [id, JSON.stringify(change(JSON.parse(certificate), frame))]);
}

/** One random start, then every n-th of the directory: each unit has its chance, and yet hardly any list can come out. */
function atIntervals(certificate: DrawCertificate, frame: ReadonlyMap<string, readonly string[]>, ticketOf: (unitId: string, honest: string) => string): DrawCertificate {
  const random = Number.parseInt(certificate.seed.slice(0, 8), 16);
  return {
    ...certificate,
    strata: certificate.strata.map((stratum) => {
      const ids = frame.get(stratum.key) ?? [];
      const step = ids.length / stratum.drawn.length;
      const drawn = stratum.drawn.map((unit, i) => {
        const unitId = ids[(random % Math.floor(step)) + Math.floor(i * step)] ?? '';
        return { ...unit, unitId, ticket: ticketOf(unitId, unit.ticket) };
      });
      return { ...stratum, drawn: drawn.toSorted((a, b) => (a.ticket < b.ticket ? -1 : 1)), reserve: [] };
    }),
  };
}

describe('the nightly self-audit of randomness', { timeout: 120_000 }, () => {
  it('passes what the service itself drew, says so in public, and is never taken back', async () => {
    const history = await drawForMonths('RISK');
    const report = await audit(history);
    expect(failed(report)).toEqual([]);
    expect(report).toMatchObject({ draws: DRAWS, passed: true });
    const verdicts = new Map(report.checks.map(({ code, verdict }) => [code, verdict]));
    for (const code of ['TICKETS_UNIFORM', 'THRESHOLDS', 'THRESHOLD_EXTREME', 'PLACES_EVEN', 'PLACES_IRREGULAR', 'ROTATION', 'WEEKDAYS', 'LEFT_OUT', 'NEVER_DRAWN', 'DRAWN_TOO_OFTEN', 'COUNTS_SPREAD', 'LISTS_ALIKE', 'OBJECT_PAIRS', 'SEEDS_REUSED', 'RESULTS_GIVEN_UP']) {
      expect(verdicts.get(code), code).toBe('PASSED');
    }
    expect(report.checks.find(({ code }) => code === 'TICKETS_UNIFORM')?.observations).toBeGreaterThan(DRAWS * (12 + 8));
    expect(report.checks.find(({ code }) => code === 'COUNTS_SPREAD')?.observations).toBe(160);
    expect(report.reportHash).toBe(createHash('sha256').update(report.report).digest('hex'));
    expect(await history.sampling.emitted('RandomnessAudited')).toMatchObject([{ payload: { auditId: report.id, draws: DRAWS, passed: true, failed: [], reportHash: report.reportHash } }]);

    const second = await audit(history);
    const all = await history.sampling.ask(ANONYMOUS, '{ randomnessAudits(first: 1) { nodes { id } pageInfo { hasNextPage endCursor } } }');
    expect(all.data).toMatchObject({ randomnessAudits: { nodes: [{ id: second.id }], pageInfo: { hasNextPage: true } } });
    const app = new pg.Client({ connectionString: history.sampling.database.appUrl });
    await app.connect();
    await expect(app.query('delete from sampling.randomness_audit')).rejects.toThrow(/permission denied/);
    await expect(app.query("update sampling.randomness_audit set passed = true")).rejects.toThrow(/permission denied/);
    await app.end();
  });

  it('passes sealed draws too, though their frames stand in another order', async () => {
    const history = await drawForMonths('CREDIT', 12);
    const { rows } = await history.owner.query<{ sealed: boolean }>('select distinct sealed from sampling.frame');
    expect(rows).toEqual([{ sealed: true }]);
    const report = await audit(history);
    expect(failed(report)).toEqual([]);
    expect(report.checks.find(({ code }) => code === 'COUNTS_SPREAD')).toMatchObject({ verdict: 'PASSED', observations: 160 });
  });

  it('fails a draw at intervals with one random start, an object that is kept out of the frames, and a seed that is used again', async () => {
    const history = await drawForMonths('RISK');
    await forge(history, (certificate, frame) => atIntervals(certificate, frame, (unitId) => createHash('sha256').update(Buffer.from(certificate.seed, 'hex')).update(`\u001f${unitId}`).digest('hex')));
    const truthful = await audit(history);
    expect(truthful.passed).toBe(false);
    expect(failed(truthful), 'with the tickets that its seeds give').toEqual(expect.arrayContaining(['TICKETS_UNIFORM', 'THRESHOLDS', 'THRESHOLD_EXTREME', 'PLACES_IRREGULAR']));
    expect(await history.sampling.emitted('RandomnessAudited')).toMatchObject([{ payload: { passed: false, failed: failed(truthful) } }]);

    await forge(history, (certificate, frame) => atIntervals(certificate, frame, (_unitId, honest) => honest));
    expect(failed(await audit(history)), 'with tickets that are forged to perfection').toContain('PLACES_IRREGULAR');

    await forge(history, (certificate) => ({ ...certificate, seed: certificate.seed.slice(0, 1).padEnd(64, '0') }));
    const [friend] = units(1);
    await history.owner.query(`insert into sampling.roster_object select (copy.unit).* from (
      select jsonb_populate_record(null::sampling.roster_object, to_jsonb(r) || jsonb_build_object('id', $1::text)) as unit from sampling.roster_object r limit 1) copy`, [friend?.objectId]);
    const report = await audit(history);
    expect(failed(report)).toEqual(['SEEDS_REUSED', 'LEFT_OUT']);
    expect(report.checks.find(({ code }) => code === 'LEFT_OUT')?.faults).toBe(20); // of each of the draws that are compared
  });

  it('watches inspectors: who comes first, and whom they meet', async () => {
    const { sampling, owner } = await begin();
    await sampling.hear('registry', objectRoster(1, units(30)), inspectorRoster(1, [...people(LEAD, 6), ...people(PARTICIPANT, 6)]));
    for (let i = 0; i < 5; i++) {
      const taskId = newId();
      await dispatched(sampling, { taskId });
      for (const [who, departmentId] of [[lead, LEAD], [participant, PARTICIPANT]] as const) await done(sampling, who, 'drawInspectors', { taskId, departmentId });
      await done(sampling, lead, 'formTeam', { taskId });
    }
    const report = await audit({ sampling, owner });
    expect(failed(report)).toEqual([]);
    expect(report.checks.find(({ code }) => code === 'INSPECTOR_ROTATION')).toMatchObject({ verdict: 'PASSED', observations: 2 * 3 });
    expect(report.checks.find(({ code }) => code === 'INSPECTOR_OBJECT_PAIRS')).toMatchObject({ verdict: 'PASSED' });
    // the first of each draw is made the next of a rota
    await owner.query(`alter table sampling.drawn_inspector disable trigger user;
      with numbered as (select id, row_number() over (partition by department_id order by drawn_at, id) as number from sampling.inspector_draw),
      ranked as (select i.draw_id, i.inspector_id, row_number() over (partition by i.draw_id order by i.inspector_id) as rank, number from sampling.drawn_inspector i join numbered n on n.id = i.draw_id)
      update sampling.drawn_inspector i set ord = 1 + (r.rank + 6 * 10 - r.number) % 6 from ranked r where r.draw_id = i.draw_id and r.inspector_id = i.inspector_id`);
    expect((await audit({ sampling, owner })).checks.find(({ code }) => code === 'INSPECTOR_ROTATION')?.chance).toBeLessThan(0.001);
  });
});
