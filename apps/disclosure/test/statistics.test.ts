import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@sortition/kernel';
import { codeOf, D1, D2, D3, detailOf, freshKey, people, startCity, type City } from './disclosure-fixture.ts';
import { completeTask, createTask, endInspection, formResult, publicationOf, visitOf, type StartedTask, type Visit } from './events.ts';

let city: City;
beforeAll(async () => { city = await startCity({ now: '2025-06-30T10:00:00+08:00' }); });
afterAll(() => city[Symbol.asyncDispose]());

// every figure is counted in a division of its own, so that the tests do not count each other's records
const INDICATOR = 'query ($name: IndicatorName!, $division: String, $department: ID, $field: String, $risk: String) { indicator(name: $name, from: "2025-01-01", to: "2025-12-31", divisionCode: $division, departmentId: $department, field: $field, riskLevel: $risk) { value numerator denominator definition missingDepartments { id } missingItems { name } } }';
const indicator = async (name: string, division: string, more: Record<string, unknown> = {}) => {
  const answer = await city.ask(people.auditor, INDICATOR, { name, division, ...more });
  expect(answer.errors).toEqual([]);
  return (answer.data as { indicator: { value: number | null; numerator: number; denominator: number; missingDepartments: { id: string }[] } }).indicator;
};

const rosterObject = (divisionCode: string, objectId: string, tags: string[] = [], levels: { riskLevel?: string; creditLevel?: string } = {}) => ({ objectId, divisionCode, kind: 'MARKET_ENTITY', tags, riskLevel: levels.riskLevel ?? null, creditLevel: levels.creditLevel ?? null, weight: 1, active: true, ownerDepartmentId: null });
async function inspected(task: StartedTask, divisionCode: string, more: { objectId?: string; problem?: boolean; on?: string; code?: string; mode?: string } = {}): Promise<Visit> {
  const visit = { ...visitOf(), ...(more.objectId === undefined ? {} : { objectId: more.objectId }) };
  const on = more.on ?? '2025-04-02';
  await endInspection(city, task, visit, `${on}T15:00:00+08:00`, more.mode);
  await formResult(city, task, visit, { divisionCode, inspectedOn: on, problemFound: more.problem ?? false, code: more.code ?? (more.problem === true ? 'PROBLEM_ORDERED_TO_CORRECT' : 'NO_PROBLEM_FOUND') });
  return visit;
}
const publish = (id: string) => city.ask(people.inspector1, 'mutation ($input: PublishResultInput!) { publishResult(input: $input) { publication { id } } }', { input: { idempotencyKey: freshKey(), publicationId: id } });
const followUp = async (task: StartedTask, visit: Visit, closed: boolean): Promise<void> => {
  const facts = { followUpId: newId(), ...visit, taskId: task.taskId };
  await city.tell('FollowUpOpened', { ...facts, itemId: task.itemOf[D1] ?? '', departmentId: D1, kind: 'CORRECTION_ORDER', openedAt: '2025-04-03T09:00:00+08:00' });
  if (closed) await city.tell('FollowUpClosed', { ...facts, closedAt: '2025-04-20T09:00:00+08:00', outcome: 'CORRECTED' });
};

describe('indicators', () => {
  it('[CQ-7.5-d] COVERAGE is distinct objects inspected over the directory, also by field', async () => {
    const division = '500101';
    const objects = Array.from({ length: 100 }, () => newId());
    await city.tell('ObjectRosterChanged', { rosterVersion: 1, objects: objects.map((id, index) => rosterObject(division, id, index < 50 ? ['FIELD:食品'] : [])) });
    const itemId = newId();
    await city.tell('ItemListPublished', { listId: newId(), lineageId: newId(), version: 1, name: '清单', joint: true, level: 'COUNTY', divisionCode: division, publishedOn: '2025-01-01', supersedesId: null, profile: 'CQ', profileHash: 'f'.repeat(64),
      items: [{ itemId, lineageId: newId(), name: '食品', field: '食品', itemClass: null, objectType: 'x', modes: [], legalBasis: 'x', leadDepartmentId: D1, participatingDepartmentIds: [], ratioMax: null, noticeExemption: null, guideId: null, checkPoints: [] }] });
    const task = await createTask(city, { divisionCode: division });
    const onFood: StartedTask = { ...await createTask(city, { divisionCode: division }), itemOf: { [D1]: itemId } };
    for (const objectId of objects.slice(0, 5)) await inspected(task, division, { objectId });
    for (const objectId of objects.slice(4, 7)) await inspected(onFood, division, { objectId });
    expect(await indicator('COVERAGE', division)).toMatchObject({ value: 0.07, numerator: 7, denominator: 100 });
    expect(await indicator('COVERAGE', division, { field: '食品' })).toMatchObject({ numerator: 3, denominator: 50, value: 0.06 });
    // an object that leaves the directory, or moves, is no longer in the denominator
    await city.tell('ObjectRosterChanged', { rosterVersion: 2, objects: [{ ...rosterObject(division, objects[99] ?? '', []), active: false }, rosterObject('500102', objects[98] ?? '')] });
    expect(await indicator('COVERAGE', division)).toMatchObject({ denominator: 98 });
  });

  it('[SAMR-4-b] [CC-art4-e] SAMPLED_HOUSEHOLD_SHARE is visits to drawn objects over all visits; nothing over nothing is null', async () => {
    const division = '500103';
    expect(await indicator('SAMPLED_HOUSEHOLD_SHARE', division)).toMatchObject({ value: null, numerator: 0, denominator: 0 });
    const task = await createTask(city, { divisionCode: division });
    const objects = Array.from({ length: 10 }, () => newId());
    await city.tell('ObjectDrawConfirmed', { drawId: newId(), taskId: task.taskId, taskNumber: task.taskNumber, leadDepartmentId: D1, certificateHash: 'c'.repeat(64), confirmedAt: '2025-04-01T10:00:00+08:00', population: 10, objects: objects.slice(0, 9).map((objectId, order) => ({ objectId, order, stratum: 'ALL', probability: '1' })) });
    for (const objectId of [...objects.slice(0, 3), ...objects.slice(9)]) await inspected(task, division, { objectId });
    expect(await indicator('SAMPLED_HOUSEHOLD_SHARE', division)).toMatchObject({ value: 0.75, numerator: 3, denominator: 4 });
    for (const objectId of objects.slice(3, 9)) await inspected(task, division, { objectId });
    expect(await indicator('DOUBLE_RANDOM_SHARE', division)).toMatchObject({ value: 0.9, numerator: 9, denominator: 10 });
    expect(await indicator('SAMPLED_HOUSEHOLD_SHARE', division, { department: D3 })).toMatchObject({ denominator: 0 });
  });

  it('[SAMR-4-c] [GA-art3-d] JOINT_DOUBLE_RANDOM_RATE is joint tasks over tasks with a confirmed draw', async () => {
    const division = '500104';
    expect(await indicator('JOINT_DOUBLE_RANDOM_RATE', division)).toMatchObject({ value: null });
    for (const departments of [[D1, D2], [D1, D2], [D1, D2], [D1]]) {
      const task = await createTask(city, { divisionCode: division, departments });
      await city.tell('ObjectDrawConfirmed', { drawId: newId(), taskId: task.taskId, taskNumber: task.taskNumber, leadDepartmentId: D1, certificateHash: 'c'.repeat(64), confirmedAt: '2025-04-01T10:00:00+08:00', population: 10, objects: [] });
    }
    await createTask(city, { divisionCode: division });
    expect(await indicator('JOINT_DOUBLE_RANDOM_RATE', division)).toMatchObject({ value: 0.75, numerator: 3, denominator: 4 });
  });

  it('[SAMR-4-d] ON_TIME_PUBLICATION_RATE is published by the due date over results due', async () => {
    const division = '500105';
    expect(await indicator('ON_TIME_PUBLICATION_RATE', division)).toMatchObject({ value: null });
    city.at('2025-04-10T10:00:00+08:00');
    for (let count = 0; count < 4; count += 1) {
      const task = await createTask(city, { divisionCode: division, departments: [D1] });
      const visit = await inspected(task, division);
      await completeTask(city, task, '2025-04-03T17:00:00+08:00');
      if (count < 3) await publish(await publicationOf(city, visit));
    }
    await city.delivered();
    expect(await indicator('ON_TIME_PUBLICATION_RATE', division)).toMatchObject({ value: 1, numerator: 3, denominator: 3 });
    city.at('2025-05-07T00:00:00+08:00');
    expect(await indicator('ON_TIME_PUBLICATION_RATE', division)).toMatchObject({ value: 0.75, numerator: 3, denominator: 4 });
    city.at('2025-06-30T10:00:00+08:00');
  });

  it('[SAMR-4-e] [CQ-9-b] PROBLEM_HANDLING_RATE is problems with a closed follow-up over problems found', async () => {
    const division = '500106';
    expect(await indicator('PROBLEM_HANDLING_RATE', division)).toMatchObject({ value: null });
    const task = await createTask(city, { divisionCode: division });
    for (const closed of [true, true, true, false]) await followUp(task, await inspected(task, division, { problem: true }), closed);
    await inspected(task, division);
    expect(await indicator('PROBLEM_HANDLING_RATE', division)).toMatchObject({ value: 0.75, numerator: 3, denominator: 4 });
    for (const closed of [true, true, true, true, true, false]) await followUp(task, await inspected(task, division, { problem: true }), closed);
    expect(await indicator('PROBLEM_HANDLING_RATE', division)).toMatchObject({ value: 0.8, numerator: 8, denominator: 10 });
  });

  it('[GA-art48-f] PROBLEM_DISCOVERY_RATE is visits with a problem over visits with a result', async () => {
    const division = '500107';
    const task = await createTask(city, { divisionCode: division });
    for (let count = 0; count < 20; count += 1) await inspected(task, division, { problem: count < 3 });
    expect(await indicator('PROBLEM_DISCOVERY_RATE', division)).toMatchObject({ value: 0.15, numerator: 3, denominator: 20 });
  });

  it('[CC-art1-a] DEPARTMENT_COVERAGE names who ran no task', async () => {
    const division = '220101';
    const departments = Array.from({ length: 10 }, () => newId());
    for (const departmentId of departments) await city.tell('DepartmentSaved', { departmentId, name: '长春某局', level: 'COUNTY', divisionCode: division, parentId: null, authorityBasis: 'STATUTORY_DEPARTMENT', authorityItemIds: null, profile: 'CC', active: true });
    await createTask(city, { divisionCode: division, departments: departments.slice(0, 9), profile: 'CC' });
    expect(await indicator('DEPARTMENT_COVERAGE', division)).toMatchObject({ value: 0.9, missingDepartments: [{ id: departments[9] }] });
  });

  it('[SAMR-2.6-i] ITEM_COVERAGE names the items that no random task had, whatever version of the list it used', async () => {
    const division = '500113';
    const items = Array.from({ length: 20 }, (_, index) => ({ itemId: newId(), lineageId: newId(), name: `事项${String(index).padStart(2, '0')}`, field: '食品', itemClass: null, objectType: 'x', modes: [], legalBasis: 'x', leadDepartmentId: D1, participatingDepartmentIds: [], ratioMax: null, noticeExemption: null, guideId: null, checkPoints: [] }));
    const list = { lineageId: newId(), name: '清单', joint: true, level: 'COUNTY', divisionCode: division, publishedOn: '2025-01-01', profile: 'SAMR', profileHash: 'f'.repeat(64) };
    const first = newId();
    await city.tell('ItemListPublished', { ...list, listId: first, version: 1, supersedesId: null, items });
    const task = await createTask(city, { divisionCode: division });
    await city.tell('TaskCreated', {
      origin: 'PLAN', taskId: task.taskId, taskNumber: task.taskNumber, name: '抽查', planId: newId(), planEntryId: newId(), leadDepartmentId: D1, participatingDepartmentIds: [], divisionCode: division, period: { from: '2025-03-01', to: '2025-12-31' }, profile: 'SAMR', profileHash: 'f'.repeat(64),
      items: items.slice(0, 18).map(({ itemId, name }) => ({ itemId, departmentId: D1, name, itemClass: null, objectType: 'x', noticeExemption: null })),
    });
    expect(await indicator('ITEM_COVERAGE', division)).toMatchObject({ value: 0 });
    await city.tell('ObjectDrawConfirmed', { drawId: newId(), taskId: task.taskId, taskNumber: task.taskNumber, leadDepartmentId: D1, certificateHash: 'c'.repeat(64), confirmedAt: '2025-04-01T10:00:00+08:00', population: 1, objects: [] });
    await city.tell('ItemListPublished', { ...list, listId: newId(), version: 2, supersedesId: first, items: items.map((item) => ({ ...item, itemId: newId() })) });
    expect(await indicator('ITEM_COVERAGE', division)).toMatchObject({ value: 0.9, numerator: 18, denominator: 20, missingItems: [{ name: '事项18' }, { name: '事项19' }] });
  });

  it('[SAMR-2.6-j] PROBLEM_DISCOVERY_RATE of a hundred, and of those of a risk class', async () => {
    const division = '500114';
    const risky = newId();
    await city.tell('ObjectRosterChanged', { rosterVersion: 3, objects: [rosterObject(division, risky, [], { riskLevel: 'HIGH' })] });
    await city.query(`insert into disclosure.result_item (region, inspection_id, item_id, item_name, department_id, task_id, object_id, division_code, code, problem_found, inspected_on)
      select $1, gen_random_uuid(), gen_random_uuid(), '事项', $2, gen_random_uuid(), case when n <= 4 then $3::uuid else gen_random_uuid() end, $1, 'X', n <= 12, '2025-04-02' from generate_series(1, 100) as n`, [division, D1, risky]);
    expect(await indicator('PROBLEM_DISCOVERY_RATE', division)).toMatchObject({ value: 0.12, numerator: 12, denominator: 100 });
    expect(await indicator('PROBLEM_DISCOVERY_RATE', division, { risk: 'HIGH' })).toMatchObject({ value: 1, denominator: 4 });
  });

  it('[GA-art13-b] [GA-art36-c] [SAMR-4-f] [SAMR-4-a] [GA-art6-b] OFF_SITE_SHARE, the joint rate by department, and all of it for the superior', async () => {
    const division = '520101';
    const departments = [newId(), newId()] as const;
    for (const departmentId of departments) await city.tell('DepartmentSaved', { departmentId, name: '贵安某局', level: 'COUNTY', divisionCode: division, parentId: null, authorityBasis: 'STATUTORY_DEPARTMENT', authorityItemIds: null, profile: 'GA', active: true });
    const task = await createTask(city, { divisionCode: division, departments, profile: 'GA' });
    const alone = await createTask(city, { divisionCode: division, departments: [departments[0]], profile: 'GA' });
    for (const { taskId, taskNumber } of [task, alone]) await city.tell('ObjectDrawConfirmed', { drawId: newId(), taskId, taskNumber, leadDepartmentId: departments[0], certificateHash: 'c'.repeat(64), confirmedAt: '2025-04-01T10:00:00+08:00', population: 1, objects: [] });
    for (let n = 0; n < 10; n += 1) await endInspection(city, task, visitOf(), '2025-04-02T15:00:00+08:00', n < 4 ? 'NETWORK_MONITORING' : 'ON_SITE');
    expect(await indicator('OFF_SITE_SHARE', division)).toMatchObject({ value: 0.4, numerator: 4, denominator: 10 });
    const answer = await city.ask(people.auditor, 'query ($d: String) { indicatorRanking(indicator: JOINT_DOUBLE_RANDOM_RATE, from: "2025-01-01", to: "2025-12-31", divisionCode: $d) { department { id } value numerator denominator } exportAssessment(from: "2025-01-01", to: "2025-12-31", divisionCode: $d) { name value numerator denominator } }', { d: division });
    expect(answer.data).toMatchObject({ indicatorRanking: [{ department: { id: departments[1] }, value: 1, numerator: 1, denominator: 1 }, { department: { id: departments[0] }, value: 0.5, numerator: 1, denominator: 2 }] });
    const { exportAssessment } = answer.data as { exportAssessment: { name: string }[] };
    expect(exportAssessment).toEqual(expect.arrayContaining([{ name: 'OFF_SITE_SHARE', value: 0.4, numerator: 4, denominator: 10 }, { name: 'JOINT_DOUBLE_RANDOM_RATE', value: 0.5, numerator: 1, denominator: 2 }]));
    expect(exportAssessment.map(({ name }) => name)).toEqual(expect.arrayContaining(['SAMPLED_HOUSEHOLD_SHARE', 'JOINT_DOUBLE_RANDOM_RATE', 'ON_TIME_PUBLICATION_RATE', 'PROBLEM_HANDLING_RATE']));
  });

  it('[CQ-10.1-b] follow a rate over twelve months', async () => {
    const division = '500108';
    const task = await createTask(city, { divisionCode: division });
    for (const month of ['2024-07', '2024-08', '2024-09', '2024-10', '2024-11', '2024-12', '2025-01', '2025-02', '2025-03', '2025-04', '2025-05', '2025-06']) {
      await inspected(task, division, { on: `${month}-15` });
      await inspected(task, division, { on: `${month}-28`, problem: month === '2025-06' });
    }
    const answer = await city.ask(people.auditor, 'query ($d: String) { trend(indicator: PROBLEM_DISCOVERY_RATE, divisionCode: $d) { month value numerator denominator } }', { d: division });
    const { trend } = answer.data as { trend: { month: string; value: number; denominator: number }[] };
    expect(trend).toHaveLength(12);
    expect(trend.map(({ month }) => month)).toEqual(['2024-07-01', '2024-08-01', '2024-09-01', '2024-10-01', '2024-11-01', '2024-12-01', '2025-01-01', '2025-02-01', '2025-03-01', '2025-04-01', '2025-05-01', '2025-06-01']);
    expect(trend.every(({ denominator }) => denominator === 2)).toBe(true);
    expect(trend.map(({ value }) => value)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.5]);
  });

  it('are the same for whoever asks', async () => {
    for (const who of [people.outsider, people.inspector1]) {
      const answer = await city.ask(who, INDICATOR, { name: 'ON_TIME_PUBLICATION_RATE', division: '500105' });
      expect(answer.data).toMatchObject({ indicator: { numerator: 3, denominator: 4 } });
    }
    expect(codeOf(await city.ask(people.anonymous, INDICATOR, { name: 'COVERAGE' }))).toBe('FORBIDDEN');
  });
});

describe('the work of departments', () => {
  it('[CC-art22-a] [CC-art26-a] [CC-art26-b] [CC-art27-a] [CC-art27-b] is counted from records alone, and what was entered late is not completed', async () => {
    const division = '220102';
    const [one, other] = [newId(), newId()] as const;
    for (const departmentId of [one, other]) await city.tell('DepartmentSaved', { departmentId, name: '长春某局', level: 'MUNICIPAL', divisionCode: division, parentId: null, authorityBasis: 'STATUTORY_DEPARTMENT', authorityItemIds: null, profile: 'CC', active: true });
    const tasks: StartedTask[] = [];
    const scores = async () => ((await city.ask(people.auditor, 'query ($one: ID!) { performanceScore(year: 2025, departmentId: $one) { jointTasks participation completed deductions } }', { one })).data as { performanceScore: unknown[] }).performanceScore;
    for (let n = 0; n < 6; n += 1) {
      if (n === 5) expect(await scores()).toEqual([{ jointTasks: 5, participation: 1, completed: 5, deductions: 0 }]);
      const task = await createTask(city, { divisionCode: division, departments: [one, other], profile: 'CC' });
      const visit = visitOf();
      await endInspection(city, task, visit, '2025-04-02T15:00:00+08:00');
      for (const departmentId of [one, other]) await formResult(city, task, visit, { departmentId, divisionCode: division, profile: 'CC', formedAt: n === 5 ? '2025-06-20T15:00:00+08:00' : '2025-04-03T15:00:00+08:00', problemFound: n === 0 });
      await completeTask(city, task, n === 3 ? '2026-01-05T10:00:00+08:00' : '2025-06-25T10:00:00+08:00');
      tasks.push(task);
    }
    const undone = await createTask(city, { divisionCode: division, departments: [other], profile: 'CC' });
    const answer = await city.ask(people.auditor, `query ($d: String, $one: ID!) {
      performance(departmentId: $one, from: "2025-01-01", to: "2025-12-31") { tasks done onTime late }
      progressCircular(from: "2025-01-01", to: "2025-12-31", divisionCode: $d) { source tasks completed notCompleted { taskNumber reason } results problems }
      statistics(divisionCode: $d) { results(groupBy: [REGION], from: "2025-01-01", to: "2025-12-31") { results problems } } }`, { d: division, one });
    expect(answer.errors).toEqual([]);
    const { progressCircular, statistics, performance } = answer.data as { performance: unknown; progressCircular: { notCompleted: unknown[]; results: number; problems: number }; statistics: { results: { results: number; problems: number }[] } };
    expect(performance).toEqual({ tasks: 6, done: 6, onTime: 5, late: 1 });
    expect(await scores()).toEqual([{ jointTasks: 6, participation: 1, completed: 5, deductions: 0 }]);
    expect(progressCircular).toMatchObject({ source: 'PLATFORM_DATA', tasks: 7, completed: 5 });
    expect(progressCircular.notCompleted).toHaveLength(2);
    expect(progressCircular.notCompleted).toEqual(expect.arrayContaining([{ taskNumber: tasks[5]?.taskNumber, reason: 'LATE_ENTRY' }, { taskNumber: undone.taskNumber, reason: 'NOT_COMPLETED' }]));
    expect(statistics.results).toEqual([{ results: progressCircular.results, problems: progressCircular.problems }]);
    expect(progressCircular).toMatchObject({ results: 12, problems: 2 });
    const typed = await city.ask(people.auditor, 'query ($d: String) { progressCircular(from: "2025-01-01", to: "2025-12-31", divisionCode: $d, completed: 9) { completed } }', { d: division });
    expect(typed.errors[0]?.message).toContain('Unknown argument "completed"');

    const refused = await createTask(city, { divisionCode: division, departments: [one, other], profile: 'CC' });
    const deductions = async () => ((await city.ask(people.auditor, 'query ($d: ID!) { performanceScore(year: 2025, departmentId: $d) { deductions } }', { d: other })).data as { performanceScore: { deductions: number }[] }).performanceScore;
    expect(await deductions()).toEqual([{ deductions: 0 }]);
    const officer = { ...people.outsider, department: other, roles: ['PLANNER'] };
    const coordinator = { ...people.auditor, subject: 'coordinator', roles: ['COORDINATOR'] };
    const run = (who: typeof people.auditor, name: string, type: string, input: object) => city.ask(who, `mutation ($input: ${type}!) { ${name}(input: $input) { task { id } } }`, { input: { idempotencyKey: freshKey(), ...input } });
    expect(codeOf(await run({ ...officer, department: D3 }, 'declineTask', 'DeclineTaskInput', { taskId: refused.taskId }))).toBe('FORBIDDEN');
    expect((await run(officer, 'declineTask', 'DeclineTaskInput', { taskId: refused.taskId, reason: '执法人员全员隔离' })).errors).toEqual([]);
    expect(await deductions()).toEqual([{ deductions: 1 }]);
    const accepting = { taskId: refused.taskId, departmentId: other, accept: true };
    expect(codeOf(await run(officer, 'decideDeclineReason', 'DecideDeclineReasonInput', accepting))).toBe('FORBIDDEN');
    expect((await run(coordinator, 'decideDeclineReason', 'DecideDeclineReasonInput', accepting)).errors).toEqual([]);
    expect(await deductions()).toEqual([{ deductions: 0 }]);
    expect(await city.query('select reason, accepted, decided_by from disclosure.declined_task where task_id = $1', [refused.taskId])).toEqual([{ reason: '执法人员全员隔离', accepted: true, decided_by: 'coordinator' }]);
  });
});

describe('reports', () => {
  const officer = (department: string) => ({ ...people.outsider, department, roles: ['PLANNER'] });
  const submit = (department: string, name: string, period: string) => city.ask(officer(department), `mutation ($input: SubmitReportInput!) { ${name}(input: $input) { report { recipient late figures { name value } } } }`, { input: { idempotencyKey: freshKey(), period } });
  const overdueIn = async (division: string, kind: string, period: string) => ((await city.ask(people.auditor, 'query ($k: ReportKind!, $p: Date!, $d: String) { overdueReports(kind: $k, period: $p, divisionCode: $d) { dueOn department { id } } }', { k: kind, p: period, d: division })).data as { overdueReports: unknown[] }).overdueReports;
  const lines = async (division: string, profile: string) => {
    const ids = [newId(), newId()] as const;
    for (const departmentId of ids) await city.tell('DepartmentSaved', { departmentId, name: '某处室', level: 'MUNICIPAL', divisionCode: division, parentId: null, authorityBasis: 'STATUTORY_DEPARTMENT', authorityItemIds: null, profile, active: true });
    return ids;
  };

  it('[SY-art7-3-f] [SY-art7-1-b] of a month are prefilled, missed after their day, and summed in a circular', async () => {
    const division = '210102';
    const [one, other] = await lines(division, 'SY');
    const task = await createTask(city, { divisionCode: division, departments: [one, other], profile: 'SY' });
    const visit = visitOf();
    await endInspection(city, task, visit, '2025-03-12T15:00:00+08:00');
    for (const departmentId of [one, other]) await formResult(city, task, visit, { departmentId, divisionCode: division, inspectedOn: '2025-03-12', problemFound: true, profile: 'SY' });
    city.at('2025-04-05T12:00:00+08:00');
    expect(await overdueIn(division, 'MONTHLY', '2025-03-01')).toEqual([]);
    city.at('2025-04-06T09:00:00+08:00');
    expect(await overdueIn(division, 'MONTHLY', '2025-03-01')).toEqual(expect.arrayContaining([one, other].map((id) => ({ dueOn: '2025-04-05', department: { id } }))));
    const submitted = await submit(one, 'submitMonthlyReport', '2025-03-31');
    expect(submitted.data).toEqual({ submitMonthlyReport: { report: { recipient: 'CREDIT_SUPERVISION_DIVISION', late: true, figures: expect.arrayContaining([{ name: 'tasks', value: 1 }, { name: 'objects', value: 1 }, { name: 'problems', value: 1 }, { name: 'published', value: 0 }]) } } });
    expect(codeOf(await submit(one, 'submitMonthlyReport', '2025-03-31'))).toBe('CONFLICT');
    expect(await overdueIn(division, 'MONTHLY', '2025-03-01')).toEqual([{ dueOn: '2025-04-05', department: { id: other } }]);
    const issued = () => city.ask({ ...people.auditor, subject: 'coordinator', roles: ['COORDINATOR'] }, 'mutation ($input: IssueReportCircularInput!) { issueReportCircular(input: $input) { circular { reports figures { name value } missingDepartments { id } } } }', { input: { idempotencyKey: freshKey(), period: '2025-03-01', divisionCode: division } });
    expect((await issued()).data).toMatchObject({ issueReportCircular: { circular: { reports: 1, figures: expect.arrayContaining([{ name: 'problems', value: 1 }]), missingDepartments: [{ id: other }] } } });
    await submit(other, 'submitMonthlyReport', '2025-03-31');
    expect((await issued()).data).toMatchObject({ issueReportCircular: { circular: { reports: 2, figures: expect.arrayContaining([{ name: 'problems', value: 2 }]), missingDepartments: [] } } });
    city.at('2025-06-30T10:00:00+08:00');
  });

  it('[GA-art47-f] of a quarter’s demands are due at its end, with the counts by state', async () => {
    const division = '520102';
    const [one, other] = await lines(division, 'GA');
    for (const state of ['REPLIED', 'REPLIED', 'TAKEN_BACK']) await city.tell('DemandChanged', { demandId: newId(), departmentId: one, state, registeredOn: '2025-02-10' });
    city.at('2025-03-31T12:00:00+08:00');
    expect(await overdueIn(division, 'QUARTERLY_DEMAND', '2025-02-01')).toEqual([]);
    expect((await submit(one, 'submitQuarterlyDemandReport', '2025-03-31')).data).toEqual({ submitQuarterlyDemandReport: { report: { recipient: 'JOINT_CONFERENCE_OFFICE', late: false, figures: [{ name: 'REPLIED', value: 2 }, { name: 'TAKEN_BACK', value: 1 }] } } });
    expect(codeOf(await submit(one, 'submitMonthlyReport', '2025-03-31'))).toBe('FORBIDDEN');
    city.at('2025-04-01T09:00:00+08:00');
    expect(await overdueIn(division, 'QUARTERLY_DEMAND', '2025-02-01')).toEqual([{ dueOn: '2025-03-31', department: { id: other } }]);
    city.at('2025-06-30T10:00:00+08:00');
  });
});

describe('statistics', () => {
  const burden = (variables: Record<string, unknown>) => city.ask(people.auditor, 'query ($d: String, $year: Int!, $limit: Int) { statistics(divisionCode: $d) { burden(year: $year, limit: $limit) { limit objectCount objects(first: 10) { object { id } visits } } } }', variables);

  it('[CQ-7.5-f] list the objects that were visited more often in a year than the limit', async () => {
    const division = '500109';
    const task = await createTask(city, { divisionCode: division });
    const [often, twice] = [newId(), newId()];
    for (const on of ['2025-01-10', '2025-05-10', '2025-12-31']) await inspected(task, division, { objectId: often, on });
    for (const on of ['2025-01-10', '2025-05-10', '2024-12-31']) await inspected(task, division, { objectId: twice, on });
    expect((await burden({ d: division, year: 2025, limit: 2 })).data).toEqual({ statistics: { burden: { limit: 2, objectCount: 1, objects: [{ object: { id: often }, visits: 3 }] } } });
    const open = await burden({ d: division, year: 2025 });
    expect([codeOf(open), detailOf(open, 'parameter')]).toEqual(['PROFILE_INCOMPLETE', 'burden.maxVisitsPerYear']);
  });

  it('[SAMR-0-a] [SAMR-1-b] [GA-art36-d] [SY-art12-5-d] [SY-art4-b] weigh what objects had to bear: several heads, repetitions, what merging saved, by credit and by means', async () => {
    const division = '210101';
    const [object, merged, spared] = [newId(), newId(), newId()];
    await city.tell('ObjectRosterChanged', { rosterVersion: 4, objects: [rosterObject(division, object, [], { creditLevel: 'D' }), rosterObject(division, merged, [], { creditLevel: 'D' }), rosterObject(division, spared, [], { creditLevel: 'A' })] });
    const measures = async (year: number) => ((await city.ask(people.auditor, 'query ($d: String, $year: Int!) { statistics(divisionCode: $d) { burden(year: $year) { visits visitedObjects visitsSaved arbitrary multiHead repeat byCreditClass { creditClass objects visits mean } } visits(groupBy: MEANS, from: "2024-01-01", to: "2025-12-31") { key visits } } }', { d: division, year })).data as { statistics: { burden: Record<string, unknown>; visits: unknown } }).statistics;
    const three = await createTask(city, { divisionCode: division });
    const visit = { ...visitOf(), objectId: merged };
    await endInspection(city, three, visit, '2024-05-02T15:00:00+08:00');
    const own = await formResult(city, three, visit, { divisionCode: division, inspectedOn: '2024-05-02' });
    await city.tell('ResultFormed', { ...own, version: 2, items: [...own.items, ...own.items.map((item) => ({ ...item, itemId: newId() }))] });
    await formResult(city, three, visit, { departmentId: D2, divisionCode: division, inspectedOn: '2024-05-02' });
    expect((await measures(2024)).burden).toMatchObject({ visits: 1, visitedObjects: 1, visitsSaved: 2, multiHead: 0, repeat: 0 });

    const [one, two] = [await createTask(city, { divisionCode: division, departments: [D1] }), await createTask(city, { divisionCode: division, departments: [D2], origin: 'DIRECT' })];
    await inspected(one, division, { objectId: object, on: '2025-04-02' });
    const other = { ...visitOf(), objectId: object };
    await endInspection(city, two, other, '2025-04-20T15:00:00+08:00');
    await formResult(city, two, other, { departmentId: D2, divisionCode: division, inspectedOn: '2025-04-20' });
    expect((await measures(2025)).burden).toMatchObject({ multiHead: 1, repeat: 0, arbitrary: 2 });
    await inspected(one, division, { objectId: object, on: '2025-09-02' });
    expect(await measures(2025)).toEqual({
      burden: { visits: 3, visitedObjects: 1, visitsSaved: 0, arbitrary: 3, multiHead: 1, repeat: 1, byCreditClass: [{ creditClass: 'A', objects: 1, visits: 0, mean: 0 }, { creditClass: 'D', objects: 2, visits: 3, mean: 1.5 }] },
      visits: [{ key: 'DOUBLE_RANDOM', visits: 3 }, { key: 'KEY_SUPERVISION', visits: 1 }],
    });
  });

  it('[CQ-10.1-a] count results by item and code, by department, region and month, and equal what is stored', async () => {
    const division = '500110';
    const task = await createTask(city, { divisionCode: division });
    for (const on of ['2025-03-01', '2025-04-01', '2025-04-30']) await inspected(task, division, { on });
    await inspected(task, division, { on: '2025-04-15', problem: true, code: 'PROBLEM_CORRECTED_ON_SPOT' });
    const count = async (groupBy: string[]) => ((await city.ask(people.auditor, 'query ($d: String, $g: [ResultGroup!]!) { statistics(divisionCode: $d) { results(groupBy: $g, from: "2025-04-01", to: "2025-04-30") { groups { by key } results problems } } }', { d: division, g: groupBy })).data as { statistics: { results: unknown[] } }).statistics.results;
    const itemId = task.itemOf[D1];
    expect(await count(['ITEM', 'RESULT_CODE'])).toEqual([
      { groups: [{ by: 'ITEM', key: itemId }, { by: 'RESULT_CODE', key: 'NO_PROBLEM_FOUND' }], results: 2, problems: 0 },
      { groups: [{ by: 'ITEM', key: itemId }, { by: 'RESULT_CODE', key: 'PROBLEM_CORRECTED_ON_SPOT' }], results: 1, problems: 1 },
    ]);
    for (const [by, key] of [['DEPARTMENT', D1], ['REGION', division], ['MONTH', '2025-04'], ['FIELD', null]]) expect(await count([by ?? ''])).toEqual([{ groups: [{ by, key }], results: 3, problems: 1 }]);
    const [stored] = await city.query<{ results: string }>("select count(*) as results from disclosure.result_item where division_code = $1 and inspected_on between '2025-04-01' and '2025-04-30'", [division]);
    expect(stored?.results).toBe('3');
  });

  it('[CQ-10.1-d] warn of regions and industries above the threshold, and of the whole', async () => {
    const [bad, good] = ['500151', '500152'];
    const task = await createTask(city, { divisionCode: bad });
    const [baker, farmer] = [newId(), newId()];
    await city.tell('ObjectRosterChanged', { rosterVersion: 3, objects: [rosterObject(bad, baker, ['INDUSTRY:5210']), rosterObject(good, farmer, ['INDUSTRY:0111'])] });
    await inspected(task, bad, { objectId: baker, problem: true });
    await inspected(task, bad, { objectId: baker, problem: true });
    for (let count = 0; count < 4; count += 1) await inspected(task, good, { objectId: farmer, problem: count === 0 });
    const warn = async (groupBy: string, threshold: number | null = 0.3, divisionCode = '500100') => city.ask(people.auditor, 'query ($g: WarningGroup, $t: Float, $d: String) { riskWarnings(groupBy: $g, from: "2025-01-01", to: "2025-12-31", divisionCode: $d, threshold: $t, first: 50) { by key problems results share object { id } } }', { g: groupBy, t: threshold, d: divisionCode });
    const region = (await warn('REGION')).data as { riskWarnings: { key: string }[] };
    expect(region.riskWarnings).toContainEqual({ by: 'REGION', key: bad, problems: 2, results: 2, share: 1, object: null });
    expect(region.riskWarnings.map(({ key }) => key)).not.toContain(good);
    const industry = (await warn('INDUSTRY')).data as { riskWarnings: { key: string }[] };
    expect(industry.riskWarnings).toEqual([{ by: 'INDUSTRY', key: '52', problems: 2, results: 2, share: 1, object: null }]);
    expect((await warn('SYSTEM', 0.3, bad)).data).toMatchObject({ riskWarnings: [{ key: 'ALL', share: 1 }] });
    expect((await warn('OBJECT', 0.3, bad)).data).toMatchObject({ riskWarnings: [{ object: { id: baker } }] });
    expect(detailOf(await warn('REGION', null), 'parameter')).toBe('risk.warningThreshold');
  });

  it('gives a district its publications by state in one field', async () => {
    const answer = await city.ask(people.outsider, '{ disclosureOverview(divisionCode: "500105") { publications { state count } overdue dueSoon late publicResults problemResults } }');
    expect(answer.data).toEqual({ disclosureOverview: { publications: [{ state: 'OVERDUE', count: 1 }, { state: 'PUBLISHED', count: 3 }], overdue: 1, dueSoon: 0, late: 0, publicResults: 3, problemResults: 0 } });
  });
});

describe('credit reference', () => {
  const REFER = 'query ($uscc: String!, $purpose: String!) { creditReference(uscc: $uscc, purpose: $purpose) { id entries { inspectedOn publishedOn result { id label } } } }';
  const refer = (purpose: string, who = people.inspector1, uscc = '91500000MA5U00001X') => city.ask(who, REFER, { uscc, purpose });

  it('[CQ-10.2-a] [CC-art21-a] gives the published results of an entity with their days, and logs who asked', async () => {
    const task = await createTask(city, { departments: [D1] });
    const visit = visitOf();
    await endInspection(city, task, visit, '2025-04-02T15:00:00+08:00');
    await formResult(city, task, visit, { uscc: '91500112MA60CRED1X' });
    const asked = async () => ((await refer('BIDDING', people.inspector1, '91500112MA60CRED1X')).data as { creditReference: { id: string; entries: unknown[] } }).creditReference;
    expect((await asked()).entries).toEqual([]);
    const id = await publicationOf(city, visit);
    await publish(id);
    await city.delivered();
    const reference = await asked();
    expect(reference.entries).toEqual([{ inspectedOn: '2025-04-02', publishedOn: '2025-06-30', result: { id, label: '未发现问题' } }]);
    expect(await city.query('select purpose, asked_by, department_id, results from disclosure.credit_query where id = $1', [reference.id])).toEqual([{ purpose: 'BIDDING', asked_by: 'inspector-1', department_id: D1, results: 1 }]);
    await city.tell('DepartmentSaved', { departmentId: D3, name: '长春市市场监督管理局', level: 'MUNICIPAL', divisionCode: '220100', parentId: null, authorityBasis: 'STATUTORY_DEPARTMENT', authorityItemIds: null, profile: 'CC', active: true });
    const inChangchun = ((await refer('GOVERNMENT_PROCUREMENT', people.outsider, '91500112MA60CRED1X')).data as { creditReference: { id: string; entries: unknown[] } }).creditReference;
    expect(inChangchun.entries).toEqual(reference.entries);
    expect(await city.query('select purpose, department_id, results from disclosure.credit_query where id = $1', [inChangchun.id])).toEqual([{ purpose: 'GOVERNMENT_PROCUREMENT', department_id: D3, results: 1 }]);
    await city.query("update disclosure.public_result set stopped_at = now() where publication_id = $1", [id]);
    expect((await asked()).entries).toEqual([]);
  });

  it('[CQ-10.2-b] [CC-art21-b] names one of the thirteen uses', async () => {
    const refused = await refer('CURIOSITY');
    expect([codeOf(refused), detailOf(refused, 'field')]).toEqual(['INVALID_VALUE', 'purpose']);
    expect(detailOf(refused, 'clause')).toBe('CQ 10.2');
    await city.tell('DepartmentSaved', { departmentId: D3, name: '长春市市场监督管理局', level: 'MUNICIPAL', divisionCode: '220100', parentId: null, authorityBasis: 'STATUTORY_DEPARTMENT', authorityItemIds: null, profile: 'CC', active: true });
    const changchun = await refer('CURIOSITY', people.outsider);
    expect([codeOf(changchun), detailOf(changchun, 'field'), detailOf(changchun, 'clause')]).toEqual(['INVALID_VALUE', 'purpose', 'CC art.21']);
    for (const use of ['INVESTMENT_FINANCING', 'GOVERNMENT_LAND_SUPPLY', 'IMPORT_EXPORT', 'ENTRY_EXIT', 'COMPANY_REGISTRATION', 'BIDDING', 'GOVERNMENT_PROCUREMENT', 'COMMENDATION', 'SAFETY_PERMIT', 'PRODUCTION_OPERATION_PERMIT', 'PROFESSIONAL_QUALIFICATION', 'QUALIFICATION_REVIEW', 'SUPERVISION']) expect((await refer(use)).errors).toEqual([]);
    expect(codeOf(await refer('BIDDING', people.auditor))).toBe('FORBIDDEN');
  });
});
