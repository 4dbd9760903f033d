import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@sortition/kernel';
import { ANONYMOUS } from '@sortition/service-kit';
import { LEAD, PARTICIPANT, inspectorRoster, lead, objectRoster, outsider, participant, people, startSamplingUnderTest, units, type Sampling } from './sampling-under-test.ts';
import { ask, confirmDirectories, createdTask, did, dispatchedFor, drawnFor, idsOf, readyTask, refusalOf, visited, type View } from './objects-under-test.ts';

let sampling: Sampling;
beforeAll(async () => {
  sampling = await startSamplingUnderTest();
  await sampling.hear('registry', inspectorRoster(1, [...people(LEAD, 4), ...people(PARTICIPANT, 1)]));
});
afterAll(() => sampling[Symbol.asyncDispose]());

let version = 0;
/** Objects of a kind of their own, so that no test sees those of another. */
async function enter(count: number, of: Parameters<typeof units>[1] = {}): Promise<{ readonly kind: string; readonly ids: string[] }> {
  const kind = of.kind ?? `KIND-${newId()}`;
  const entered = units(count, { ...of, kind });
  await sampling.hear('registry', objectRoster(++version, entered));
  return { kind, ids: entered.map(({ objectId }) => objectId) };
}

const clueAbout = (objectId: string | undefined, further: Readonly<Record<string, unknown>> = {}) => ({ objectId, kind: 'COMPLAINT', reference: '12315-2025-0301', receivedOn: '2025-03-01', ...further });
const certified = (draw: View): string[] => (JSON.parse(draw.certificate) as { strata: { drawn: { unitId: string }[] }[] }).strata.flatMap(({ drawn }) => drawn.map(({ unitId }) => unitId));
const excludedOf = async (draw: View) => (await sampling.ask(lead, 'query ($id: ID!) { objectDraw(id: $id) { excluded(first: 50) { object { id } reason } } }', { id: draw.id })).data;

describe('a draw directed by clues', () => {
  it('[SAMR-2.4-c] takes its population from the 20 objects with clues, links each drawn one to its clue, and needs clues', async () => {
    const { kind, ids } = await enter(60);
    const taskId = await readyTask(sampling, { profile: 'SAMR', kinds: [kind], ratio: '0.25' });
    expect(refusalOf(await ask(sampling, lead, 'drawObjects', { taskId, mode: 'DIRECTED_BY_CLUE' }))).toMatchObject({ code: 'CLUE_REQUIRED', clause: 'SAMR 2.4' });
    expect(refusalOf(await ask(sampling, lead, 'prepareObjectDraw', { taskId, mode: 'DIRECTED_BY_CLUE' }))).toMatchObject({ code: 'CLUE_REQUIRED' });
    const clues = new Map<string, string>();
    for (const objectId of ids.slice(0, 20)) clues.set(objectId, (await did(sampling, lead, 'registerClue', clueAbout(objectId, { kind: 'PUBLIC_OPINION' }))).id);
    const prepared = await did(sampling, lead, 'prepareObjectDraw', { taskId, mode: 'DIRECTED_BY_CLUE' });
    expect(prepared).toMatchObject({ population: 20, mode: 'DIRECTED_BY_CLUE' });
    expect(refusalOf(await ask(sampling, lead, 'drawObjects', { taskId, mode: 'UNDIRECTED' }))).toMatchObject({ code: 'INVALID_VALUE', field: 'mode' });
    const draw = await did(sampling, lead, 'drawObjects', { taskId, mode: 'DIRECTED_BY_CLUE' });
    expect(draw.items.totalCount).toBe(5);
    for (const { object, clue } of draw.items.nodes) expect(clue?.id).toBe(clues.get(object.id));
  });

  it('settles the clue once its object has been inspected, so that it directs no further draw', async () => {
    const { kind, ids } = await enter(3);
    await did(sampling, lead, 'registerClue', clueAbout(ids[0]));
    const taskId = await readyTask(sampling, { profile: 'SAMR', kinds: [kind], ratio: '1' });
    await dispatchedFor(sampling, taskId, { mode: 'DIRECTED_BY_CLUE' });
    await sampling.hear('inspection', visited(taskId, ids[0] ?? ''));
    const clues = await sampling.ask(lead, 'query ($id: ID!) { clues(objectId: $id, first: 5) { nodes { settledAt } } }', { id: ids[0] });
    expect(clues.data).toEqual({ clues: { nodes: [{ settledAt: '2025-04-02T02:00:00.000Z' }] } });
    const next = await readyTask(sampling, { profile: 'SAMR', kinds: [kind] });
    expect(refusalOf(await ask(sampling, lead, 'prepareObjectDraw', { taskId: next, mode: 'DIRECTED_BY_CLUE' }))['code']).toBe('CLUE_REQUIRED');
  });

  it('registers nothing without a reference, of the future, or about what is not in the directory, and shows clues to their department alone', async () => {
    const { ids } = await enter(1);
    expect(refusalOf(await ask(sampling, lead, 'registerClue', clueAbout(ids[0], { reference: ' ' })))).toMatchObject({ code: 'MISSING_FIELD', field: 'reference' });
    expect(refusalOf(await ask(sampling, lead, 'registerClue', clueAbout(ids[0], { receivedOn: '2025-03-04' })))).toMatchObject({ code: 'INVALID_VALUE', field: 'receivedOn' });
    expect(refusalOf(await ask(sampling, lead, 'registerClue', clueAbout(newId())))['code']).toBe('NOT_FOUND');
    await did(sampling, lead, 'registerClue', clueAbout(ids[0]));
    const query = 'query ($id: ID!) { clues(objectId: $id, first: 5) { nodes { reference } } }';
    expect((await sampling.ask(lead, query, { id: ids[0] })).data).toEqual({ clues: { nodes: [{ reference: '12315-2025-0301' }] } });
    expect((await sampling.ask(participant, query, { id: ids[0] })).data).toEqual({ clues: { nodes: [] } });
  });

  it('[SAMR-3.2-d] goes to the department that is to handle it, whose unhandled ones are counted, and is followed where it was registered', async () => {
    const { ids } = await enter(1);
    await sampling.hear('registry', ['DepartmentSaved', { departmentId: PARTICIPANT, name: '区农业农村局', level: 'COUNTY', divisionCode: '500112', parentId: null, authorityBasis: 'STATUTORY_DEPARTMENT', authorityItemIds: null, profile: 'SAMR', active: true }]);
    const { id } = await did(sampling, lead, 'registerClue', clueAbout(ids[0]));
    const inbox = async () => ((await sampling.ask(participant, '{ clueInbox(first: 5) { nodes { id } unhandled } }')).data as { clueInbox: unknown }).clueInbox;
    expect(await inbox()).toEqual({ nodes: [], unhandled: 0 });
    expect(refusalOf(await ask(sampling, participant, 'distributeClue', { clueId: id, departmentId: PARTICIPANT }))['code']).toBe('FORBIDDEN');
    expect(refusalOf(await ask(sampling, lead, 'distributeClue', { clueId: id, departmentId: newId() }))['code']).toBe('NOT_RESPONSIBLE_DEPARTMENT');
    await did(sampling, lead, 'distributeClue', { clueId: id, departmentId: PARTICIPANT });
    expect(await inbox()).toEqual({ nodes: [{ id }], unhandled: 1 });
    expect(refusalOf(await ask(sampling, lead, 'handleClue', { clueId: id, outcome: '已核查' }))['code']).toBe('FORBIDDEN');
    await did(sampling, participant, 'handleClue', { clueId: id, outcome: '已核查' });
    expect(await inbox()).toEqual({ nodes: [{ id }], unhandled: 0 });
    const followed = await sampling.ask(lead, 'query ($id: ID!) { clues(objectId: $id, first: 5) { nodes { distributedTo { id } outcome } } }', { id: ids[0] });
    expect(followed.data).toEqual({ clues: { nodes: [{ distributedTo: { id: PARTICIPANT }, outcome: '已核查' }] } });
  });

  it('is not for places that draw by ratio alone', async () => {
    const { kind, ids } = await enter(3);
    await did(sampling, lead, 'registerClue', clueAbout(ids[0]));
    const taskId = await readyTask(sampling, { profile: 'CQ', kinds: [kind] });
    expect(refusalOf(await ask(sampling, lead, 'prepareObjectDraw', { taskId, mode: 'DIRECTED_BY_CLUE' }))).toMatchObject({ code: 'INVALID_VALUE', field: 'mode', clause: 'CQ 8.4.2' });
  });
});

describe('a draw directed by criteria', () => {
  it('narrows the population by risk, credit, region and field, and leaves the rest to chance', async () => {
    const kind = `KIND-${newId()}`;
    const { ids } = await enter(10, { kind, riskLevel: 'HIGH', divisionCode: '500112', tags: ['FIELD:食品'] });
    await enter(30, { kind, riskLevel: 'LOW', divisionCode: '500112', tags: ['FIELD:食品'] });
    await enter(30, { kind, riskLevel: 'HIGH', divisionCode: '500113', tags: ['FIELD:食品'] });
    await enter(30, { kind, riskLevel: 'HIGH', divisionCode: '500112', tags: ['FIELD:广告'] });
    const taskId = await readyTask(sampling, { profile: 'SY', kinds: [kind], divisionCodes: ['500100'], ratio: '0.5' });
    const narrowing = { riskLevels: ['HIGH'], divisionCodes: ['500112'], tags: ['FIELD:食品'] };
    const draw = await drawnFor(sampling, taskId, { mode: 'DIRECTED', narrowing });
    expect(draw).toMatchObject({ population: 10, mode: 'DIRECTED', narrowing: { riskLevels: ['HIGH'] }, items: { totalCount: 5 } });
    expect(idsOf(draw).every((id) => ids.includes(id))).toBe(true);
  });

  it('states its criteria, never leaves the plan, and an undirected one has none', async () => {
    const { kind } = await enter(10, { riskLevel: 'HIGH' });
    const taskId = await readyTask(sampling, { profile: 'SY', kinds: [kind], divisionCodes: ['500100'] });
    const prepare = async (input: Readonly<Record<string, unknown>>) => refusalOf(await ask(sampling, lead, 'prepareObjectDraw', { taskId, ...input }));
    expect(await prepare({ mode: 'DIRECTED' })).toMatchObject({ code: 'MISSING_FIELD', field: 'narrowing', clause: 'SY art.12(4)' });
    expect(await prepare({ narrowing: { riskLevels: ['HIGH'] } })).toMatchObject({ code: 'INVALID_VALUE', field: 'narrowing' });
    expect(await prepare({ mode: 'DIRECTED', narrowing: { divisionCodes: ['500200'] } })).toMatchObject({ code: 'INVALID_VALUE', field: 'narrowing.divisionCodes' });
  });
});

describe('a draw from a sub-directory', () => {
  it('takes the objects that the department or line keeps, and no others', async () => {
    const { kind, ids } = await enter(8);
    const roster = units(8, { kind });
    await sampling.hear('registry', ['ObjectRosterChanged', { rosterVersion: ++version, objects: roster.map(({ objectId }) => ({ objectId, divisionCode: '500112', kind, tags: [], riskLevel: null, creditLevel: null, weight: 1, active: true, ownerDepartmentId: PARTICIPANT })) }]);
    const draw = await drawnFor(sampling, await readyTask(sampling, { kinds: [kind], ownerDepartmentIds: [PARTICIPANT], ratio: '1' }));
    expect(idsOf(draw).toSorted()).toEqual(roster.map(({ objectId }) => objectId).toSorted());
    expect(await drawnFor(sampling, await readyTask(sampling, { kinds: [kind], ratio: '1' }))).toMatchObject({ population: ids.length + roster.length });
  });
});

describe('repeats of the year', () => {
  const inspectedBefore = async (...objectIds: readonly string[]): Promise<void> => sampling.hear('inspection', ...objectIds.map((objectId) => visited(newId(), objectId, '2025-02-11T10:00:00+08:00')));

  it('[SAMR-2.5-e] leave an object of low risk out with REPEAT_IN_YEAR; forcing it in is refused', async () => {
    const kind = `KIND-${newId()}`;
    const [low = ''] = (await enter(5, { kind, riskLevel: 'LOW' })).ids;
    const [high = ''] = (await enter(5, { kind, riskLevel: 'HIGH' })).ids;
    await inspectedBefore(low, high);
    const taskId = await readyTask(sampling, { profile: 'SAMR', kinds: [kind], ratio: '1' });
    for (const exception of [{ objectId: low }, { objectId: low, ground: 'COMPLAINT' }]) {
      expect(refusalOf(await ask(sampling, lead, 'prepareObjectDraw', { taskId, exceptions: [exception] }))).toMatchObject({ code: 'REPEAT_IN_YEAR', clause: 'SAMR 2.5', objectId: low });
    }
    const draw = await drawnFor(sampling, taskId);
    expect(await excludedOf(draw)).toEqual({ objectDraw: { excluded: [{ object: { id: low }, reason: 'REPEAT_IN_YEAR' }] } });
    expect(certified(draw)).not.toContain(low);
    expect(certified(draw)).toContain(high);
  });

  it('[SAMR-2.5-f] are lifted only by a cited law, which is recorded and shown', async () => {
    const { kind, ids: [low = ''] } = await enter(5, { riskLevel: 'LOW' });
    await inspectedBefore(low);
    const taskId = await readyTask(sampling, { profile: 'SAMR', kinds: [kind], ratio: '1' });
    const override = { objectId: low, ground: 'LAW_OR_RULE' };
    for (const legalBasis of [undefined, ' ']) {
      expect(refusalOf(await ask(sampling, lead, 'prepareObjectDraw', { taskId, exceptions: [{ ...override, legalBasis }] }))).toMatchObject({ code: 'MISSING_FIELD', field: 'legalBasis', clause: 'SAMR 2.5' });
    }
    const draw = await drawnFor(sampling, taskId, { exceptions: [{ ...override, legalBasis: '《食品安全法》第一百一十条' }] });
    expect(certified(draw)).toContain(low);
    expect(draw['overrides']).toEqual([{ object: { id: low }, ground: 'LAW_OR_RULE', legalBasis: '《食品安全法》第一百一十条', recordedBy: 'lead-officer' }]);
  });

  it('let objects with a complaint, an assigned matter or a case stay in where Shenyang says so, on the record', async () => {
    const { kind, ids: [complained = '', other = ''] } = await enter(5);
    await inspectedBefore(complained, other);
    await did(sampling, lead, 'registerClue', clueAbout(complained));
    const taskId = await readyTask(sampling, { profile: 'SY', kinds: [kind], ratio: '1' });
    expect(refusalOf(await ask(sampling, lead, 'prepareObjectDraw', { taskId, exceptions: [{ objectId: other, ground: 'COMPLAINT' }] }))).toMatchObject({ code: 'CLUE_REQUIRED', clause: 'SY art.13(1)' });
    const draw = await drawnFor(sampling, taskId);
    expect(certified(draw)).toContain(complained);
    expect(certified(draw)).not.toContain(other);
    expect(draw['overrides']).toEqual([{ object: { id: complained }, ground: 'COMPLAINT', legalBasis: null, recordedBy: 'lead-officer' }]);
  });
});

describe('before a draw', () => {
  it('[SY-art2-a] there is a scheme', async () => {
    const taskId = await createdTask(sampling, { profile: 'SY' });
    expect(refusalOf(await ask(sampling, lead, 'drawObjects', { taskId }))).toMatchObject({ code: 'SCHEME_MISSING', clause: 'SY art.2' });
  });

  it('[CC-art7-f] both directories are confirmed for the task by every department, and nothing changed since', async () => {
    const { kind } = await enter(10);
    const taskId = await readyTask(sampling, { profile: 'CC', kinds: [kind] });
    const refused = async () => refusalOf(await ask(sampling, lead, 'drawObjects', { taskId }));
    expect(await refused()).toMatchObject({ code: 'DIRECTORY_NOT_CONFIRMED', departments: [LEAD, PARTICIPANT], clause: 'CC art.7' });
    await confirmDirectories(sampling, taskId, [LEAD]);
    expect(await refused()).toMatchObject({ code: 'DIRECTORY_NOT_CONFIRMED', departments: [PARTICIPANT] });
    await confirmDirectories(sampling, taskId);
    await did(sampling, lead, 'prepareObjectDraw', { taskId });
    await sampling.hear('registry', ['DirectoryConfirmed', { taskId, departmentId: LEAD, state: 'STALE', at: '2025-03-03T09:30:00+08:00' }]);
    expect(await refused()).toMatchObject({ code: 'DIRECTORY_NOT_CONFIRMED', departments: [LEAD] });
    await confirmDirectories(sampling, taskId);
    expect(await did(sampling, lead, 'drawObjects', { taskId })).toMatchObject({ state: 'DRAWN' });
  });

  it('[SY-art14-1-b] nobody names an object, be it for the draw or to add to its list', async () => {
    const { kind, ids } = await enter(30);
    const taskId = await readyTask(sampling, { profile: 'SY', kinds: [kind] });
    await did(sampling, lead, 'prepareObjectDraw', { taskId });
    expect(refusalOf(await ask(sampling, lead, 'drawObjects', { taskId, objectIds: [ids[0]] }))['code']).toBe('NAMED_SELECTION_FORBIDDEN');
    const draw = await did(sampling, lead, 'drawObjects', { taskId });
    await did(sampling, lead, 'confirmObjectDraw', { drawId: draw.id });
    const outside = ids.find((id) => !idsOf(draw).includes(id));
    expect(refusalOf(await ask(sampling, lead, 'requestObjectChange', { drawId: draw.id, removeObjectIds: [], addCount: 1, addObjectIds: [outside], reason: '补充' }))).toMatchObject({ code: 'NAMED_SELECTION_FORBIDDEN', field: 'addObjectIds' });
    expect(refusalOf(await ask(sampling, lead, 'registerClue', clueAbout(outside, { taskId })))['code']).toBe('NAMED_SELECTION_FORBIDDEN');
  });

  it('a preview tells population, exclusions, sizes and the load of the inspectors, and leaves nothing behind', async () => {
    const { kind, ids: [repeated = ''] } = await enter(41, { riskLevel: 'LOW' });
    await sampling.hear('inspection', visited(newId(), repeated, '2025-02-11T10:00:00+08:00'));
    const taskId = await readyTask(sampling, { profile: 'SAMR', kinds: [kind], ratio: '0.1', inspectorsPerDepartment: 2 });
    const preview = 'query ($taskId: ID!) { objectDrawPreview(taskId: $taskId) { population toDraw exclusions { reason count } strata { key population size rounding } capacity { department { id } available needed visitsPerInspector } warnings { code messageZh } } }';
    const before = (await sampling.emitted()).length;
    const answer = await sampling.ask(lead, preview, { taskId });
    expect(answer.data).toEqual({ objectDrawPreview: {
      population: 40, toDraw: 4, exclusions: [{ reason: 'REPEAT_IN_YEAR', count: 1 }],
      strata: [{ key: 'BASE', population: 40, size: 4, rounding: expect.stringContaining('40 × 0.1 = 4') }],
      capacity: [{ department: { id: LEAD }, available: 4, needed: 2, visitsPerInspector: '2.00' }, { department: { id: PARTICIPANT }, available: 1, needed: 2, visitsPerInspector: '8.00' }],
      warnings: [{ code: 'NO_ELIGIBLE_INSPECTOR', messageZh: expect.any(String) }],
    } });
    expect((await sampling.emitted()).length).toBe(before);
    expect((await sampling.ask(lead, 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Task { objectDrawAttempts { id } } } }', { r: [{ __typename: 'Task', id: taskId }] })).data).toEqual({ _entities: [{ objectDrawAttempts: [] }] });
    expect(refusalOf(await sampling.ask(participant, preview, { taskId }))['code']).toBe('FORBIDDEN');
    expect(await drawnFor(sampling, taskId)).toMatchObject({ population: 40, items: { totalCount: 4 } });
  });
});

describe('who sees a draw', () => {
  it('[SY-art14-1-e] a department outside of the task gets FORBIDDEN, before and after the visit, and nobody unsigned anything of it', async () => {
    const { kind } = await enter(20);
    const taskId = await readyTask(sampling, { profile: 'SY', kinds: [kind] });
    const draw = await drawnFor(sampling, taskId);
    await did(sampling, lead, 'confirmObjectDraw', { drawId: draw.id });
    const query = 'query ($id: ID!) { objectDraw(id: $id) { items(first: 5) { nodes { object { id } } } certificate } }';
    expect(refusalOf(await sampling.ask(outsider, query, { id: draw.id }))['code']).toBe('FORBIDDEN');
    expect(refusalOf(await sampling.ask(ANONYMOUS, query, { id: draw.id }))['code']).toBe('FORBIDDEN');
    // a participant waits for the dispatch: neither the list nor the certificate that holds it
    const early = await sampling.ask(participant, query, { id: draw.id });
    expect(refusalOf(early)['code']).toBe('NOT_DISPATCHED');
    expect(early.data).toMatchObject({ objectDraw: { items: null, certificate: null } });
    const told = (await sampling.emitted()).filter(({ type, payload }) => ['DrawIntended', 'DrawCertified'].includes(type) && payload['drawId'] === draw.id);
    expect(told).toHaveLength(2);
    for (const { object } of draw.items.nodes) expect(JSON.stringify(told)).not.toContain(object.id);
  });

  it('an outsider verifies a finished draw: seed, population and algorithm give the same result again', async () => {
    const { kind } = await enter(50);
    const draw = await drawnFor(sampling, await readyTask(sampling, { profile: 'SAMR', kinds: [kind] }));
    const certificate = JSON.parse(draw.certificate) as { seed: string; intent: { frameRoot: string; algorithm: string } };
    const told = (await sampling.emitted('DrawCertified')).find(({ payload }) => payload['drawId'] === draw.id);
    expect(told?.payload).toMatchObject({ seed: certificate.seed, frameRoot: certificate.intent.frameRoot, algorithm: certificate.intent.algorithm });
    const verdict = await sampling.ask(ANONYMOUS, 'query ($id: ID!) { verifyDraw(id: $id) { verifiable identical checks { name passed } } }', { id: draw.id });
    expect(verdict.data).toMatchObject({ verifyDraw: { verifiable: true, identical: true, checks: expect.arrayContaining([{ name: 'SEED', passed: true }, { name: 'FRAME_ROOT', passed: true }, { name: 'FRAME_DRAW', passed: true }]) } });
  });
});
