import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@sortition/kernel';
import { ANONYMOUS } from '@sortition/service-kit';
import { allPassed, verifyCertificateText } from '@sortition/draw';
import { LEAD, PARTICIPANT, call, codeOf, deputyHead, dispatched, done, lead, objectRoster, outsider, participant, principalHead, startSamplingUnderTest, taskCreated, taskReady, units, type DrawView, type RosterUnit, type Sampling } from './sampling-under-test.ts';

let sampling: Sampling;
let roster: RosterUnit[];

beforeAll(async () => {
  sampling = await startSamplingUnderTest();
  roster = [...units(101), ...units(50, { riskLevel: 'LOW' }), ...units(30, { riskLevel: 'HIGH' })];
  await sampling.hear('registry', objectRoster(1, roster));
});
afterAll(() => sampling[Symbol.asyncDispose]());

const byRisk = { strata: [{ dimension: 'RISK', value: 'LOW', ratio: '0.02', frequency: '1' }, { dimension: 'RISK', value: 'HIGH', ratio: '0.2', frequency: '2' }] };
const differentiated = () => ({ taskId: newId(), ...byRisk });
const VERIFY = 'query ($id: ID!) { verifyDraw(id: $id) { identical checks { name passed messageZh messageEn } } }';

async function drawn(terms: Parameters<typeof taskReady>[0]): Promise<DrawView> {
  await sampling.hear('planning', taskReady(terms));
  await done(sampling, lead, 'prepareObjectDraw', { taskId: terms.taskId });
  return done<DrawView>(sampling, lead, 'drawObjects', { taskId: terms.taskId });
}

describe('the size of a draw', () => {
  it('[CQ-8.4.1] draws 6 of 101 at 0.05, all from the directory', async () => {
    const draw = await drawn(differentiated());
    const base = draw.items.nodes.filter(({ stratum }) => stratum === 'BASE');
    expect(draw.strata.find(({ key }) => key === 'BASE')).toMatchObject({ population: 101, size: 6, ratio: '0.05' });
    expect(base).toHaveLength(6);
    const directory = new Set(roster.map(({ objectId }) => objectId));
    expect(draw.items.nodes.every(({ object }) => directory.has(object.id))).toBe(true);
    expect(new Set(draw.items.nodes.map(({ object }) => object.id)).size).toBe(draw.items.totalCount);
  });

  it('[CQ-7.5-b] [CQ-8.3.3-a] gives each stratum its own ratio, rounded by the rule', async () => {
    const draw = await drawn(differentiated());
    const sizes = Object.fromEntries(draw.strata.map(({ key, size }) => [key, size]));
    expect(sizes).toEqual({ BASE: 6, 'RISK:HIGH': 6, 'RISK:LOW': 1 });
    const risk = new Map(roster.map(({ objectId, riskLevel }) => [objectId, riskLevel]));
    for (const [key, level, size] of [['RISK:HIGH', 'HIGH', 6], ['RISK:LOW', 'LOW', 1]] as const) {
      const items = draw.items.nodes.filter(({ stratum }) => stratum === key);
      expect(items).toHaveLength(size);
      expect(items.every(({ object }) => risk.get(object.id) === level)).toBe(true);
    }
  });

  it('[CQ-7.5-c] states ratio, frequency and probability of each stratum, and keeps them whatever the directory becomes', async () => {
    const draw = await drawn(differentiated());
    const ask = async () => (await sampling.ask(lead, 'query ($id: ID!) { objectDraw(id: $id) { strata { key ratio frequency probability size population } } }', { id: draw.id })).data;
    const before = await ask();
    expect(before).toMatchObject({ objectDraw: { strata: expect.arrayContaining([{ key: 'RISK:HIGH', ratio: '0.2', frequency: '2', probability: '0.2', size: 6, population: 30 }]) } });
    await sampling.hear('registry', objectRoster(2, units(5, { riskLevel: 'HIGH' }).map((unit) => ({ ...unit, riskLevel: 'GONE' }))));
    expect(await ask()).toEqual(before);
  });

  it('[CQ-8.3.3-b] gives every drawn object the probability of its stratum, in (0, 1]', async () => {
    const even = units(40, { creditLevel: 'A' });
    await sampling.hear('registry', objectRoster(3, even));
    const draw = await drawn({ taskId: newId(), ratio: '0.05', strata: [{ dimension: 'CREDIT', value: 'A', ratio: '0.25', frequency: null }] });
    const items = draw.items.nodes.filter(({ stratum }) => stratum === 'CREDIT:A');
    expect(items).toHaveLength(10);
    for (const { probability } of items) expect(probability).toBe('0.25');
    for (const { probability } of draw.items.nodes) {
      expect(Number(probability)).toBeGreaterThan(0);
      expect(Number(probability)).toBeLessThanOrEqual(1);
    }
  });
});

describe('who draws, and how', () => {
  it('[CQ-8.4.2-a] [SAMR-3.1-a] refuses a participant, a coordinator of the task, who inspects nothing, and a task that is still a draft', async () => {
    const terms = differentiated();
    await sampling.hear('planning', taskCreated(terms));
    expect(codeOf(await call(sampling, participant, 'drawObjects', { taskId: terms.taskId }))).toBe('FORBIDDEN');
    for (const name of ['prepareObjectDraw', 'drawObjects'] as const) expect(codeOf(await call(sampling, outsider, name, { taskId: terms.taskId }))).toBe('TASK_REQUIRED'); // it is no task of its own
    const draft = await call(sampling, lead, 'drawObjects', { taskId: terms.taskId });
    expect(draft.errors[0]?.extensions).toMatchObject({ code: 'INVALID_TRANSITION', from: 'DRAFT', to: 'DRAWING' });
  });

  it('[CQ-8.2-a] refuses while a participant has not agreed to the scheme, and names it', async () => {
    const terms = differentiated();
    await sampling.hear('planning', taskCreated(terms), ['SchemeSubmitted', { taskId: terms.taskId, pendingDepartmentIds: [PARTICIPANT] }]);
    const refused = await call(sampling, lead, 'drawObjects', { taskId: terms.taskId });
    expect(refused.errors[0]?.extensions).toMatchObject({ code: 'SCHEME_NOT_AGREED', departments: [PARTICIPANT], clause: expect.stringContaining('CQ') });
  });

  it('[CQ-8.4.2-b] refuses another ratio than the preset one', async () => {
    const terms = differentiated();
    await sampling.hear('planning', taskReady(terms));
    await done(sampling, lead, 'prepareObjectDraw', { taskId: terms.taskId });
    expect(codeOf(await call(sampling, lead, 'drawObjects', { taskId: terms.taskId, ratio: '0.5' }))).toBe('RATIO_MISMATCH');
    expect((await done<DrawView>(sampling, lead, 'drawObjects', { taskId: terms.taskId, ratio: '0.050' })).state).toBe('DRAWN');
  });

  it('refuses to name an object', async () => {
    const terms = differentiated();
    await sampling.hear('planning', taskReady(terms));
    await done(sampling, lead, 'prepareObjectDraw', { taskId: terms.taskId });
    expect(codeOf(await call(sampling, lead, 'drawObjects', { taskId: terms.taskId, objectIds: [roster[0]?.objectId] }))).toBe('NAMED_SELECTION_FORBIDDEN');
  });

  it('draws once: neither a second call nor two at a time give a second result', async () => {
    const terms = differentiated();
    await sampling.hear('planning', taskReady(terms));
    await done(sampling, lead, 'prepareObjectDraw', { taskId: terms.taskId });
    const answers = await Promise.all([1, 2, 3, 4].map(() => call(sampling, lead, 'drawObjects', { taskId: terms.taskId })));
    expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    expect(answers.flatMap((answer) => codeOf(answer) ?? [])).toEqual(['INVALID_TRANSITION', 'INVALID_TRANSITION', 'INVALID_TRANSITION']);
  });

  it('keeps a voided attempt visible with its reason, and counts the next one as the second', async () => {
    const terms = differentiated();
    const first = await drawn(terms);
    expect(codeOf(await call(sampling, lead, 'voidDraw', { drawId: first.id, reason: ' ' }))).toBe('MISSING_FIELD');
    expect(await done(sampling, lead, 'voidDraw', { drawId: first.id, reason: '总体口径有误' })).toMatchObject({ state: 'DRAWN' });
    expect(codeOf(await call(sampling, lead, 'prepareObjectDraw', { taskId: terms.taskId }))).toBe('DRAW_LOCKED');
    expect(await done(sampling, deputyHead, 'voidDraw', { drawId: first.id })).toMatchObject({ state: 'VOID', voidReason: '总体口径有误' });
    const second = await done<DrawView>(sampling, lead, 'prepareObjectDraw', { taskId: terms.taskId });
    expect(second.attempt).toBe(2);
    const answer = await sampling.ask(lead, 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Task { objectDraw { id } objectDrawAttempts { id attempt state voidReason } } } }', { r: [{ __typename: 'Task', id: terms.taskId }] });
    expect(answer.data).toMatchObject({ _entities: [{ objectDraw: { id: second.id }, objectDrawAttempts: [{ attempt: 2, state: 'PREPARED' }, { attempt: 1, state: 'VOID', voidReason: '总体口径有误' }] }] });
  });
});

describe('a finished draw', () => {
  it('can be run again from its seed and frozen population by anybody', async () => {
    const draw = await drawn(differentiated());
    const answer = await sampling.ask(ANONYMOUS, VERIFY, { id: draw.id });
    expect(answer.data).toMatchObject({ verifyDraw: { identical: true } });
    expect(allPassed(verifyCertificateText(draw.certificate))).toBe(true);
  });

  it('is not verified any more when somebody changed the frozen population in the store', async () => {
    const draw = await drawn(differentiated());
    const owner = new pg.Client({ connectionString: sampling.database.ownerUrl });
    await owner.connect();
    // the first unit gets into another stratum: two bytes after its id
    await owner.query("update sampling.frame_block set units = set_byte(units, 17, get_byte(units, 17) # 1) where draw_id = $1", [draw.id]);
    await owner.end();
    expect((await sampling.ask(ANONYMOUS, VERIFY, { id: draw.id })).data).toMatchObject({ verifyDraw: { identical: false } });
  });

  it('cannot get another seed, not even from the application itself', async () => {
    const draw = await drawn(differentiated());
    const app = new pg.Client({ connectionString: sampling.database.appUrl });
    await app.connect();
    await app.query("select set_config('app.roles', 'SYSTEM', false)");
    await expect(app.query("update sampling.object_draw set seed = 'f' where id = $1", [draw.id])).rejects.toThrow('a drawn result cannot be changed');
    await app.end();
  });

  it('[CQ-8.4.2-c] is dispatched to every department with a receipt; before that a participant gets NOT_DISPATCHED', async () => {
    const terms = differentiated();
    const draw = await drawn(terms);
    const list = () => sampling.ask(participant, 'query ($id: ID!) { objectDraw(id: $id) { items(first: 5) { nodes { object { id } } totalCount } receipts { department { id } receivedAt } } }', { id: draw.id });
    expect(codeOf(await list())).toBe('NOT_DISPATCHED');
    await done(sampling, lead, 'confirmObjectDraw', { drawId: draw.id });
    expect(codeOf(await list())).toBe('NOT_DISPATCHED');
    await done(sampling, lead, 'dispatchObjectList', { drawId: draw.id });
    const seen = await list();
    expect(seen.errors).toEqual([]);
    expect(seen.data).toMatchObject({ objectDraw: { items: { totalCount: draw.items.totalCount }, receipts: expect.arrayContaining([{ department: { id: LEAD }, receivedAt: '2025-03-03T01:00:00.000Z' }, { department: { id: PARTICIPANT }, receivedAt: '2025-03-03T01:00:00.000Z' }]) } });
    expect(codeOf(await sampling.ask(outsider, 'query ($id: ID!) { objectDraw(id: $id) { id } }', { id: draw.id }))).toBe('FORBIDDEN');
  });
});

describe('a confirmed list', () => {
  it('[CQ-8.4.3-a] is locked against drawing again, voiding and preparing', async () => {
    const terms = differentiated();
    const draw = await drawn(terms);
    await done(sampling, lead, 'confirmObjectDraw', { drawId: draw.id });
    const locked = [['drawObjects', { taskId: terms.taskId }], ['voidDraw', { drawId: draw.id, reason: 'x' }], ['prepareObjectDraw', { taskId: terms.taskId }], ['excludeDrawnObject', { drawId: draw.id, objectId: draw.items.nodes[0]?.object.id, reason: 'x' }]] as const;
    const refusals = async () => Promise.all(locked.map(async ([name, input]) => `${name} ${String(codeOf(await call(sampling, lead, name, input)))}`));
    const expected = locked.map(([name]) => `${name} DRAW_LOCKED`);
    expect(await refusals()).toEqual(expected);
    await done(sampling, lead, 'dispatchObjectList', { drawId: draw.id });
    expect(await refusals()).toEqual(expected);
    const after = await sampling.ask(lead, 'query ($id: ID!) { objectDraw(id: $id) { listVersion items(first: 200) { nodes { object { id } } } } }', { id: draw.id });
    expect(after.data).toEqual({ objectDraw: { listVersion: 1, items: { nodes: draw.items.nodes.map(({ object }) => ({ object: { id: object.id } })) } } });
  });

  it('[CQ-8.4.3-b] changes only by the principal head, takes the next of the drawn order, and both versions stay readable', async () => {
    const terms = differentiated();
    const draw = await dispatched(sampling, terms);
    const out = draw.items.nodes.find(({ stratum }) => stratum === 'RISK:HIGH')?.object.id;
    const request = await done<{ id: string }>(sampling, lead, 'requestObjectChange', { drawId: draw.id, removeObjectIds: [out], addCount: 1, reason: '已注销' });
    for (const head of [deputyHead, lead]) expect(codeOf(await call(sampling, head, 'decideObjectChange', { changeId: request.id, approve: true }))).toBe('APPROVER_NOT_AUTHORISED');
    const decided = await done<{ state: string; added: { id: string }[]; draw: { state: string; listVersion: number } }>(sampling, principalHead, 'decideObjectChange', { changeId: request.id, approve: true });
    expect(decided).toMatchObject({ state: 'APPLIED', draw: { state: 'CHANGED', listVersion: 2 } });
    const certificate = JSON.parse(draw.certificate) as { strata: { key: string; reserve: { unitId: string }[] }[] };
    expect(decided.added.map(({ id }) => id)).toEqual([certificate.strata.find(({ key }) => key === 'RISK:HIGH')?.reserve[0]?.unitId]);
    const versions = await sampling.ask(participant, 'query ($id: ID!) { objectDraw(id: $id) { before: itemsAt(version: 1) { object { id } } after: itemsAt(version: 2) { object { id } } } }', { id: draw.id });
    const { before, after } = (versions.data as { objectDraw: Record<'before' | 'after', { object: { id: string } }[]> }).objectDraw;
    expect(before.map(({ object }) => object.id)).toContain(out);
    expect(after.map(({ object }) => object.id)).not.toContain(out);
    expect(after).toHaveLength(before.length);
    expect(codeOf(await call(sampling, principalHead, 'decideObjectChange', { changeId: request.id, approve: true }))).toBe('INVALID_TRANSITION');
  });

  it('emits what the other services need: confirmed, dispatched, changed', async () => {
    const types = (await sampling.emitted()).map(({ type }) => type);
    expect(new Set(types)).toEqual(new Set(['DrawIntended', 'RandomnessGiven', 'DrawAbandoned', 'DrawCertified', 'ObjectDrawConfirmed', 'ObjectListDispatched', 'ObjectListChanged']));
  });
});

describe('repeats within a year', () => {
  it('[SY-art13-1-b] stay out of a general item with REPEAT_IN_YEAR, and in for a key item', async () => {
    const object = roster.find(({ riskLevel }) => riskLevel === 'LOW')?.objectId;
    await sampling.hear('inspection', ['InspectionEnded', { inspectionId: newId(), taskId: newId(), taskNumber: 'X', objectId: object, endedAt: '2025-02-11T10:00:00+08:00', direct: false }]);
    const general = await drawn({ taskId: newId(), profile: 'SY', ratio: '1', itemClass: 'GENERAL' });
    const listed = (draw: DrawView): string[] => (JSON.parse(draw.certificate) as { strata: { drawn: { unitId: string }[] }[] }).strata.flatMap((stratum) => stratum.drawn.map(({ unitId }) => unitId));
    expect(listed(general)).not.toContain(object);
    const reasons = await sampling.ask(lead, 'query ($id: ID!) { objectDraw(id: $id) { excluded(first: 200) { object { id } reason } } }', { id: general.id });
    expect(reasons.data).toMatchObject({ objectDraw: { excluded: expect.arrayContaining([{ object: { id: object }, reason: 'REPEAT_IN_YEAR' }]) } });
    expect(listed(await drawn({ taskId: newId(), profile: 'SY', ratio: '1', itemClass: 'KEY' }))).toContain(object);
  });

  it('[GA-art34-d] are left out with their reason where the rules say so, and only flagged where they prompt', async () => {
    const object = roster.find(({ riskLevel }) => riskLevel === 'HIGH')?.objectId;
    await sampling.hear('inspection', ['InspectionEnded', { inspectionId: newId(), taskId: newId(), taskNumber: 'X', objectId: object, endedAt: '2025-02-10T10:00:00+08:00', direct: false }]);
    const excluded = await drawn({ taskId: newId(), profile: 'SY', ratio: '1' });
    expect(excluded.items.nodes.map((item) => item.object.id)).not.toContain(object);
    const reasons = await sampling.ask(lead, 'query ($id: ID!) { objectDraw(id: $id) { excluded(first: 200) { object { id } reason } } }', { id: excluded.id });
    expect(reasons.data).toMatchObject({ objectDraw: { excluded: expect.arrayContaining([{ object: { id: object }, reason: 'REPEAT_IN_YEAR' }]) } });

    const prompted = await drawn({ taskId: newId(), profile: 'GA', ratio: '1' });
    expect(prompted.state).toBe('FLAGGED');
    const other = prompted.items.nodes.find(({ state }) => state === 'DRAWN')?.object.id;
    expect(codeOf(await call(sampling, lead, 'excludeDrawnObject', { drawId: prompted.id, objectId: other, reason: '近期检查过' }))).toBe('EXCLUSION_NOT_ALLOWED');
    expect(codeOf(await call(sampling, participant, 'excludeDrawnObject', { drawId: prompted.id, objectId: object, reason: '近期检查过' }))).toBe('FORBIDDEN');
    const kept = await done<{ items: { nodes: { object: { id: string }; reason: string | null }[] } }>(sampling, lead, 'excludeDrawnObject', { drawId: prompted.id, objectId: object, reason: '近期检查过' });
    expect(kept.items.nodes.map((item) => item.object.id)).not.toContain(object);
  });
});
