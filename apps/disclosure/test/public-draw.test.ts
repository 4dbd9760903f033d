import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allPassed, verifyCertificateText } from '@sortition/draw';
import { newId } from '@sortition/kernel';
import { drawOf } from './draw-events.ts';
import { D1, DIVISION, people, startCity, type City } from './disclosure-fixture.ts';
import { createTask, endInspection, formResult, visitOf } from './events.ts';

let city: City;
beforeAll(async () => { city = await startCity(); });
afterAll(() => city[Symbol.asyncDispose]());

interface Shown { readonly publicDraws: { readonly nodes: Record<string, unknown>[] } }
const DRAWS = `query ($n: String, $id: ID) { publicDraws(taskNumber: $n, id: $id, first: 50) { nodes {
  id kind state method population drawn toDraw populationHash algorithm hash seed certificate certificateHash intentHash attempt attempts objectionsUntil abandonReason abandonApprovedBy platform visitedObjects { nodes { name visitedOn } } } } }`;
async function shown(variables: Record<string, unknown>, who = people.anonymous): Promise<Record<string, unknown>[]> {
  const { data, errors } = await city.ask(who, DRAWS, variables);
  expect(errors).toEqual([]);
  return (data as Shown).publicDraws.nodes;
}

describe('draws in public', () => {
  it('[CC-art4-l] are there from the intent on, a result once it is confirmed, and an object by name after its visit', async () => {
    const task = await createTask(city);
    const [seen, unseen] = [visitOf(), visitOf()];
    const draw = drawOf(city, task);
    expect(await shown({ n: task.taskNumber })).toEqual([]);
    await draw.intend();
    expect(await shown({ n: task.taskNumber })).toMatchObject([{ id: draw.drawId, state: 'INTENDED', population: 40, toDraw: 2, drawn: null, populationHash: 'e'.repeat(64), intentHash: '1'.repeat(64), certificateHash: null }]);
    await draw.certify();
    expect(await shown({ n: task.taskNumber })).toMatchObject([{ state: 'CERTIFIED', drawn: 2, certificateHash: 'c'.repeat(64), visitedObjects: { nodes: [] } }]);
    await draw.confirm([seen.objectId, unseen.objectId]);
    expect(await shown({ n: task.taskNumber })).toMatchObject([{ state: 'CONFIRMED', kind: 'OBJECT', method: 'STRATIFIED', population: 40, drawn: 2, attempt: 1, attempts: 1, visitedObjects: { nodes: [] } }]);
    await formResult(city, task, seen, { name: '山城超市' });
    expect(await shown({ n: task.taskNumber })).toMatchObject([{ visitedObjects: { nodes: [] } }]);
    await endInspection(city, task, seen, '2025-04-02T15:00:00+08:00');
    expect(await shown({ n: task.taskNumber })).toMatchObject([{ visitedObjects: { nodes: [{ name: '山城超市', visitedOn: '2025-04-02' }] } }]);
  });

  it('[SY-art14-1-e] return no drawn object before the visit to anybody who asks publicDraws, nor a seed from which the list could be computed', async () => {
    const task = await createTask(city);
    const draw = drawOf(city, task);
    await draw.intend();
    await draw.reveal('platform', 'a1b2'.repeat(16));
    await draw.certify({ seed: '5eed'.repeat(16) });
    const objectId = newId();
    await draw.confirm([objectId]);
    await city.logged();
    for (const who of [people.anonymous, people.outsider]) {
      expect(await shown({ n: task.taskNumber }, who)).toMatchObject([{ state: 'CONFIRMED', seed: null, certificate: null, visitedObjects: { nodes: [] } }]);
      const log = JSON.stringify((await city.ask(who, `{ publicLog(drawId: "${draw.drawId}") { nodes { kind entry opening { content salt } sealed { content salt } receipt } } }`)).data);
      expect(log).toContain('DRAW_CERTIFIED');
      for (const secret of ['5eed'.repeat(16), 'a1b2'.repeat(16), objectId]) expect(log).not.toContain(secret);
    }
    // whoever audits may look, and what was kept back is in the log already
    const audited = JSON.stringify((await city.ask(people.auditor, `{ publicLog(drawId: "${draw.drawId}") { nodes { sealed { content } } } }`)).data);
    expect(audited).toContain('5eed'.repeat(16));
  });

  it('count every attempt, and show the abandoned ones with reason and approver', async () => {
    const task = await createTask(city);
    const [first, second] = [drawOf(city, task, 1), drawOf(city, task, 2)];
    await first.intend();
    await first.abandon('参与部门未在期限内公开随机数');
    await second.intend({ objectionsUntil: '2025-04-03T18:00:00+08:00' });
    await second.certify();
    expect((await shown({ n: task.taskNumber })).toSorted((a, b) => Number(a['attempt']) - Number(b['attempt']))).toMatchObject([
      { id: first.drawId, state: 'ABANDONED', attempt: 1, attempts: 2, abandonReason: '参与部门未在期限内公开随机数', abandonApprovedBy: 'head-1' },
      { id: second.drawId, state: 'CERTIFIED', attempt: 2, attempts: 2, abandonReason: null, objectionsUntil: '2025-04-03T10:00:00.000Z' },
    ]);
    await city.logged();
    const { data } = await city.ask(people.anonymous, `{ publicLog(drawId: "${first.drawId}") { nodes { kind } } publicDraws(taskNumber: "${task.taskNumber}", state: ABANDONED) { nodes { id } } }`);
    expect(data).toEqual({ publicLog: { nodes: [{ kind: 'DRAW_INTENDED' }, { kind: 'DRAW_ABANDONED' }] }, publicDraws: { nodes: [{ id: first.drawId }] } });
  });

  it('say of an imported one where it was drawn, and never that it is certified', async () => {
    const task = await createTask(city);
    const drawId = newId();
    await city.tell('DrawImported', {
      drawId, taskId: task.taskId, taskNumber: task.taskNumber, kind: 'OBJECT', departmentId: D1, divisionCode: DIVISION, attempt: 1, at: '2025-04-01T08:00:00+08:00', profile: 'GA', profileHash: 'f'.repeat(64),
      platform: '贵州省双随机平台', externalNumber: 'GZ-2025-7', documentHash: '9'.repeat(64), drawn: 1,
    });
    await city.tell('ObjectDrawConfirmed', { drawId, taskId: task.taskId, taskNumber: task.taskNumber, leadDepartmentId: D1, certificateHash: '9'.repeat(64), confirmedAt: '2025-04-01T10:00:00+08:00', population: 1, objects: [] });
    expect(await shown({ id: drawId })).toMatchObject([{ state: 'IMPORTED', platform: '贵州省双随机平台', certificateHash: null, algorithm: null, populationHash: null }]);
  });
});

const vectors = fileURLToPath(new URL('../../../libs/draw/vectors/valid/', import.meta.url));
const certificate = readFileSync(`${vectors}small.certificate.json`, 'utf8');
const frame = readFileSync(`${vectors}small.frame.txt`, 'utf8');

describe('an opened draw', () => {
  it('[SAMR-2.4-a] gives seed, population hash and algorithm, and with them an outsider verifies the draw', async () => {
    expect(existsSync(vectors)).toBe(true);
    const { seed, certificateHash, intent, intentHash } = JSON.parse(certificate);
    const task = await createTask(city);
    const draw = drawOf(city, task);
    await draw.intend({ frameRoot: intent.frameRoot, intentHash });
    await draw.certify({ seed, certificateHash, intentHash, algorithm: intent.algorithm, hash: intent.hash, frameRoot: intent.frameRoot });
    expect(await shown({ id: draw.drawId })).toMatchObject([{ seed: null }]);
    await draw.open(certificate);
    const [row] = await shown({ id: draw.drawId });
    expect(row).toMatchObject({ seed, populationHash: intent.frameRoot, algorithm: intent.algorithm });
    // the outsider has nothing but what the public reads: certificate and frame fit together, and are those of the public fields
    const checks = verifyCertificateText(String(row?.['certificate']), { frame: frame.split('\n').filter((line) => line !== '') });
    expect(allPassed(checks)).toBe(true);
    const verified = JSON.parse(String(row?.['certificate']));
    expect([verified.seed, verified.intent.frameRoot, verified.intent.algorithm, verified.intentHash]).toEqual([row?.['seed'], row?.['populationHash'], row?.['algorithm'], row?.['intentHash']]);
  });
});
