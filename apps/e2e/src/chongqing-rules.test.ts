import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Account } from '@sortition/tool-dev/accounts';
import { enterDepartment } from '@sortition/tool-dev/play/enter-departments';
import type { JointTaskPlay, PlayedTask } from '@sortition/tool-dev/play/joint-task';
import { officer, outsider } from '@sortition/tool-dev/play/people';
import { playAnnualPlan, type PlayedPlan } from '@sortition/tool-dev/play/play-annual-plan';
import { playJointTask } from '@sortition/tool-dev/play/play-joint-task';
import type { Player } from '@sortition/tool-dev/play/player';
import { entryOf, foundDistrict, publishPlan, type District } from './district.ts';
import { jointTaskOf } from './joint-task-of.ts';
import { openPlay } from './open-play.ts';
import { startPlatform, type Platform } from './platform.ts';

let platform: Platform;
let player: Player;
let district: District;
let plan: PlayedPlan;

const DATES = {
  created: '2025-04-01T08:30:00+08:00', scheme: '2025-04-01T09:00:00+08:00', drawn: '2025-04-01T10:00:00+08:00', teamed: '2025-04-01T11:00:00+08:00',
  noticed: '2025-04-01T15:00:00+08:00', inspected: '2025-04-02T09:30:00+08:00', completed: '2025-04-03T16:00:00+08:00', published: '2025-04-10T10:00:00+08:00',
};

const taskUntil = (key: string, until: JointTaskPlay['until'] & string, changes: Partial<JointTaskPlay> = {}): Promise<PlayedTask> =>
  playJointTask(player, jointTaskOf(district, plan.entryIds[0] ?? '', { key, until, dates: DATES, objectCount: 1, ...changes }));

beforeAll(async () => {
  platform = await startPlatform();
  ({ player } = openPlay(platform, 'rules'));
  district = await foundDistrict(player);
  platform.setTime('2025-03-31T22:00:00+08:00');
  plan = await publishPlan(player, district);
  await platform.settle();
});

afterAll(() => platform?.[Symbol.asyncDispose]());

const planner = (department: { readonly id: string; readonly name: string; readonly level: string; readonly division: string }): Account => officer(department, 'PLANNER');

/** The code with which a mutation is refused, and its details; `ALLOWED` when it is not. */
async function attempt(by: Account | null, operation: string, inputType: string, input: Record<string, unknown>): Promise<{ readonly code: string; readonly [detail: string]: unknown }> {
  const { errors } = await platform.as(by).ask(`mutation($input: ${inputType}!) { ${operation}(input: $input) { __typename } }`, { input: { idempotencyKey: randomUUID(), ...input } });
  return { code: 'ALLOWED', ...errors[0]?.extensions };
}

async function ask<T>(by: Account | null, document: string, variables: Record<string, unknown> = {}): Promise<T> {
  const { data, errors } = await platform.as(by).ask<T>(document, variables);
  expect(errors).toEqual([]);
  if (data === null) throw new Error('no data');
  return data;
}

const newTask = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  planEntryId: plan.entryIds[1], name: '登记事项联合抽查', period: { from: '2025-04-01', to: '2025-04-30' }, objectCount: 1,
  departments: [{ departmentId: district.market.id, role: 'LEAD' }, { departmentId: district.fire.id, role: 'PARTICIPANT' }], ...changes,
});

describe('list and plan', () => {
  test('[CQ-5.1.4-c] the public reads the published list, and no draft', async () => {
    const draft = await attempt(officer(district.city, 'LIST_MANAGER'), 'createItemList', 'CreateItemListInput', { name: '起草中的清单', joint: true, cause: 'WORK_NEED' });
    expect(draft.code).toBe('ALLOWED');
    await platform.settle();
    const { publicItemLists } = await ask<{ publicItemLists: { nodes: { name: string; items: { name: string }[] }[] } }>(null, '{ publicItemLists(first: 10) { nodes { name items { name } } } }');
    expect(publicItemLists.nodes.map(({ name, items }) => [name, items.length])).toEqual([['重庆市市场监管领域部门联合抽查事项清单', 4]]);
  });

  test('[CQ-7.2-a] a plan published on 31 March is in time, one that is not there on 1 April is overdue', async () => {
    const late = await playAnnualPlan(player, { key: 'late plan', name: '渝北区消防2025年度计划', year: 2025, lead: district.fire, entries: [], until: 'DRAFT' });
    platform.setTime('2025-04-01T00:00:00+08:00');
    const { overduePlans, annualPlan } = await ask<{ overduePlans: { nodes: { id: string }[] }; annualPlan: { late: boolean; publishedOn: string } }>(
      outsider('COORDINATOR'), 'query($id: ID!) { overduePlans(year: 2025, first: 10) { nodes { id } } annualPlan(id: $id) { late publishedOn } }', { id: plan.id });
    expect(overduePlans.nodes).toEqual([{ id: late.id }]);
    expect(annualPlan).toEqual({ late: false, publishedOn: '2025-03-31' });
  });

  test('[CQ-3.2-c] no task comes of a plan that is approved and not yet public', async () => {
    const period = { from: '2026-03-17', to: '2026-04-30' };
    const approved = await playAnnualPlan(player, { key: 'next plan', name: '渝北区2026年度计划', year: 2026, lead: district.market, entries: [entryOf(district, 'KEY', { period }), entryOf(district, 'GENERAL', { period })], until: 'APPROVED' });
    expect((await attempt(planner(district.market), 'createTask', 'CreateTaskInput', newTask({ planEntryId: approved.entryIds[0] }))).code).toBe('PLAN_NOT_PUBLISHED');
  });
});

describe('task', () => {
  beforeAll(() => platform.setTime(DATES.created));

  test('[CQ-1-b] a township department is not eligible', async () => {
    const township = await enterDepartment(player, { key: 'township', name: '龙溪街道办事处', level: 'TOWNSHIP', division: '500112', profile: 'CQ', parent: district.market });
    await platform.settle();
    const departments = [{ departmentId: district.market.id, role: 'LEAD' }, { departmentId: township.id, role: 'PARTICIPANT' }];
    expect((await attempt(planner(district.market), 'createTask', 'CreateTaskInput', newTask({ departments }))).code).toBe('DEPARTMENT_NOT_ELIGIBLE');
  });

  test('[CQ-1-e] [CQ-3.2-a] a joint task has one lead, which creates it, and a participant', async () => {
    const lead = { departmentId: district.market.id, role: 'LEAD' };
    const both = [lead, { departmentId: district.fire.id, role: 'LEAD' }];
    const none = [{ departmentId: district.market.id, role: 'PARTICIPANT' }, { departmentId: district.fire.id, role: 'PARTICIPANT' }];
    const codeOf = async (departments: unknown): Promise<string> => (await attempt(planner(district.market), 'createTask', 'CreateTaskInput', newTask({ departments }))).code;
    expect(await codeOf([lead])).toBe('JOINT_TASK_NEEDS_PARTICIPANT');
    expect(await codeOf(both)).toBe('INVALID_LEAD_DEPARTMENT');
    expect(await codeOf(none)).toBe('INVALID_LEAD_DEPARTMENT');
    expect((await attempt(planner(district.fire), 'createTask', 'CreateTaskInput', newTask())).code).toBe('FORBIDDEN');
  });

  test('[CQ-3.2-d] nobody is drawn or inspected before the draw of objects', async () => {
    const task = await taskUntil('no draw', 'READY');
    await platform.settle();
    const { taskId } = task;
    expect((await attempt(planner(district.market), 'drawInspectors', 'DrawInspectorsInput', { taskId, departmentId: district.market.id })).code).toBe('INVALID_TRANSITION');
    const [inspector] = district.inspectors.market;
    const member: Account = { ...officer(district.market, 'INSPECTOR'), sub: inspector?.subject ?? '' };
    const { inspectionObjects } = await ask<{ inspectionObjects: { nodes: { id: string }[] } }>(member, '{ inspectionObjects(first: 1) { nodes { id } } }');
    expect((await attempt(member, 'startInspection', 'StartInspectionInput', { taskId, objectId: inspectionObjects.nodes[0]?.id, mode: 'ON_SITE' })).code).toBe('DRAW_MISSING');

    const drawn = await taskUntil('drawn', 'DRAWN');
    const { verifyDraw } = await ask<{ verifyDraw: { identical: boolean } }>(null, 'query($id: ID!) { verifyDraw(id: $id) { identical } }', { id: drawn.drawId });
    expect(verifyDraw.identical).toBe(true);
  });

  test('[CQ-8.2-a] [CQ-8.4.2-a] the lead draws, when every participant has confirmed the scheme', async () => {
    const draft = await taskUntil('draft', 'CREATED');
    await platform.settle();
    const draw = async (by: Account): Promise<string> => (await attempt(by, 'drawObjects', 'DrawObjectsInput', { taskId: draft.taskId })).code;
    expect(await draw(planner(district.market))).toBe('INVALID_TRANSITION');
    expect(await draw(planner(district.fire))).toBe('FORBIDDEN');
    const scheme = { taskId: draft.taskId, content: '逐项检查', period: draft.play.period, modes: ['ON_SITE'], submit: true };
    expect((await attempt(planner(district.market), 'saveScheme', 'SaveSchemeInput', scheme)).code).toBe('ALLOWED');
    await platform.settle();
    expect(await draw(planner(district.market))).toBe('SCHEME_NOT_AGREED');
  });
});

describe('draw', () => {
  const LIST = 'query($id: ID!) { objectDraw(id: $id) { items(first: 50) { nodes { object { id } } } receipts { department { id } receivedAt } } }';
  interface List { readonly objectDraw: { readonly items: { readonly nodes: readonly { readonly object: { readonly id: string } }[] } | null; readonly receipts: readonly { readonly department: { readonly id: string } }[] | null } | null }
  let task: PlayedTask;
  let confirmed: PlayedTask;

  beforeAll(async () => {
    platform.setTime(DATES.created);
    confirmed = await taskUntil('confirmed', 'CONFIRMED');
    task = await taskUntil('dispatched', 'DISPATCHED');
    await platform.settle();
  });

  test('[CQ-8.4.2-b] no other ratio than the preset one is taken', async () => {
    const prepared = await taskUntil('prepared', 'PREPARED');
    expect((await attempt(planner(district.market), 'drawObjects', 'DrawObjectsInput', { taskId: prepared.taskId, ratio: '0.5' })).code).toBe('RATIO_MISMATCH');
  });

  test('[CQ-8.4.2-c] a participant reads the list when it is dispatched, and not before', async () => {
    const before = await platform.as(planner(district.fire)).ask<List>(LIST, { id: confirmed.drawId });
    expect(before.data?.objectDraw?.items).toBeNull();
    expect(before.errors[0]?.extensions?.code).toBe('NOT_DISPATCHED');
    const { objectDraw } = await ask<List>(planner(district.fire), LIST, { id: task.drawId });
    expect(objectDraw?.items?.nodes.map(({ object }) => object.id)).toEqual(task.objectIds);
    expect(objectDraw?.receipts?.map(({ department }) => department.id).toSorted()).toEqual([district.market.id, district.fire.id].toSorted());
  });

  test('[CQ-8.4.3-a] a confirmed list is neither drawn again nor changed without an approved request', async () => {
    expect((await attempt(planner(district.market), 'prepareObjectDraw', 'PrepareObjectDrawInput', { taskId: confirmed.taskId })).code).toBe('DRAW_LOCKED');
    const [objectId] = task.objectIds;
    expect((await attempt(planner(district.market), 'excludeDrawnObject', 'DrawnObjectInput', { drawId: task.drawId, objectId, reason: '不想检查' })).code).toBe('DRAW_LOCKED');
    const { objectDraw } = await ask<List>(planner(district.market), LIST, { id: task.drawId });
    expect(objectDraw?.items?.nodes.map(({ object }) => object.id)).toEqual(task.objectIds);
  });

  test('[CQ-8.5.1] [CQ-8.5.2-a] [CQ-8.5.3-a] each department draws its own inspectors, once, and nobody is named', async () => {
    const { taskId } = task;
    const draw = (by: Account, input: Record<string, unknown>) => attempt(by, 'drawInspectors', 'DrawInspectorsInput', { taskId, ...input });
    const own = district.inspectors.market.map(({ id }) => id);
    expect((await draw(planner(district.market), { departmentId: district.market.id, inspectorIds: own.slice(0, 2) })).code).toBe('NAMED_SELECTION_FORBIDDEN');
    expect((await draw(planner(district.market), { departmentId: district.fire.id })).code).toBe('FORBIDDEN');
    expect((await draw(planner(district.market), { departmentId: district.market.id })).code).toBe('ALLOWED');
    expect((await draw(planner(district.market), { departmentId: district.market.id })).code).toBe('DRAW_LOCKED');
    const refused = await attempt(planner(district.market), 'formTeam', 'FormTeamInput', { taskId });
    expect(refused).toMatchObject({ code: 'DEPARTMENT_NOT_REPRESENTED', departments: [district.fire.id] });

    const { task: found } = await ask<{ task: { inspectorDraws: { id: string; inspectors: { inspector: { id: string; state: string } }[] }[] } }>(planner(district.market), 'query($id: ID!) { task(id: $id) { inspectorDraws { id inspectors { inspector { id state } } } } }', { id: taskId });
    const [drawn] = found.inspectorDraws;
    expect(drawn?.inspectors.length).toBeGreaterThan(0);
    expect(drawn?.inspectors.every(({ inspector }) => own.includes(inspector.id) && inspector.state === 'CONFIRMED')).toBe(true);
    const { verifyDraw } = await ask<{ verifyDraw: { identical: boolean } }>(null, 'query($id: ID!) { verifyDraw(id: $id) { identical } }', { id: drawn?.id });
    expect(verifyDraw.identical).toBe(true);
  });
});

describe('inspection and publication', () => {
  const PUBLICATIONS = `query($taskId: ID!) { publications(filter: { taskId: $taskId }, first: 50) { nodes {
    id state overdue department { id } object { id } dueDate { date workingDays clause } receipts { channel state mandatory } publicResult { uscc code corrected version items { item { id } } }
  } } }`;
  interface Publications {
    readonly publications: { readonly nodes: readonly {
      readonly id: string; readonly state: string; readonly overdue: boolean; readonly department: { readonly id: string } | null; readonly object: { readonly id: string } | null;
      readonly dueDate: { readonly date: string; readonly workingDays: number; readonly clause: string } | null; readonly receipts: readonly { readonly channel: string; readonly state: string; readonly mandatory: boolean }[];
      readonly publicResult: { readonly uscc: string; readonly code: string; readonly corrected: boolean; readonly version: number; readonly items: readonly { readonly item: { readonly id: string } }[] } | null;
    }[] };
  }
  const publicationsOf = async (taskId: string) => (await ask<Publications>(planner(district.market), PUBLICATIONS, { taskId })).publications.nodes;
  let completed: PlayedTask;
  let published: PlayedTask;

  beforeAll(async () => {
    platform.setTime(DATES.created);
    completed = await taskUntil('completed', 'COMPLETED', { mode: 'INTEGRATED_ONCE' });
    platform.setTime(DATES.created);
    published = await taskUntil('published', 'PUBLISHED');
    await platform.settle();
  });

  test('[CQ-3.2-e] a task is not complete while an item of an object has no result', async () => {
    platform.setTime(DATES.created);
    const half = await taskUntil('half', 'IN_PROGRESS');
    await platform.settle();
    const refused = await attempt(planner(district.market), 'completeTask', 'TaskInput', { taskId: half.taskId });
    expect(refused.code).toBe('ITEMS_INCOMPLETE');
    expect(JSON.stringify(refused)).toContain(half.items[0]?.itemId);
  });

  test('[SAMR-3.2-f] inspected by all at once, each object has one visit with the items of all departments', async () => {
    interface Visits { readonly task: { readonly mode: string }; readonly inspections: { readonly nodes: readonly { readonly object: { readonly id: string }; readonly items: readonly { readonly item: { readonly id: string }; readonly department: { readonly id: string } }[] }[] } }
    const VISITS = 'query($id: ID!) { task(id: $id) { mode } inspections(filter: { taskId: $id }, first: 50) { nodes { object { id } items { item { id } department { id } } } } }';
    const { task, inspections } = await ask<Visits>(planner(district.market), VISITS, { id: completed.taskId });
    expect(task.mode).toBe('INTEGRATED_ONCE');
    expect(inspections.nodes.map(({ object }) => object.id).toSorted()).toEqual(completed.objectIds.toSorted());
    expect(new Set(completed.items.map(({ departmentId }) => departmentId))).toEqual(new Set([district.market.id, district.fire.id]));
    for (const { items } of inspections.nodes) expect(items.map(({ item, department }) => `${item.id} ${department.id}`).toSorted()).toEqual(completed.items.map(({ itemId, departmentId }) => `${itemId} ${departmentId}`).toSorted());
  });

  test('[CQ-8.8.1-c] [CQ-3.2-f] completed on 3 April, due on 6 May, overdue on 7 May', async () => {
    platform.setTime('2025-05-06T12:00:00+08:00');
    const due = await publicationsOf(completed.taskId);
    expect(due.length).toBe(2 * completed.visits.length);
    for (const { dueDate, overdue } of due) {
      expect(dueDate).toEqual({ date: '2025-05-06', workingDays: 20, clause: 'CQ 8.8.1' });
      expect(overdue).toBe(false);
    }
    platform.setTime('2025-05-07T00:00:00+08:00');
    const { overduePublications } = await ask<{ overduePublications: { nodes: { id: string; state: string }[] } }>(outsider('COORDINATOR'), '{ overduePublications(first: 100) { nodes { id state } } }');
    expect(overduePublications.nodes.map(({ id }) => id).toSorted()).toEqual(due.map(({ id }) => id).toSorted());
    expect(new Set(overduePublications.nodes.map(({ state }) => state))).toEqual(new Set(['OVERDUE']));
  });

  test('[CQ-8.8.1-a] a department publishes what its own inspectors found', async () => {
    const ofMarket = (await publicationsOf(completed.taskId)).find(({ department }) => department?.id === district.market.id);
    const publish = (by: Account) => attempt(by, 'publishResult', 'PublishResultInput', { publicationId: ofMarket?.id, attestation: true });
    expect((await publish(officer(district.fire, 'INSPECTOR'))).code).toBe('FORBIDDEN');
  });

  test('[CQ-8.8.1-e] [CQ-8.8.1-f] [CQ-8.8.1-g] it is published when both mandatory channels have it, and no website was asked', async () => {
    for (const { state, receipts } of await publicationsOf(published.taskId)) {
      expect(state).toBe('PUBLISHED');
      expect(receipts.map(({ channel, state: receipt }) => `${channel} ${receipt}`).toSorted()).toEqual(['CREDIT_CHINA_CQ DELIVERED', 'NECIPS DELIVERED']);
    }
  });

  test('[CQ-8.8.2-b] only the principal head lets a published result be corrected, and the public sees that it was', async () => {
    platform.setTime('2025-05-08T09:00:00+08:00');
    const [publication] = (await publicationsOf(published.taskId)).filter(({ department }) => department?.id === district.market.id);
    const [item] = publication?.publicResult?.items ?? [];
    const { data, errors } = await platform.as(officer(district.market, 'INSPECTOR')).ask<{ requestCorrection: { correction: { id: string } } }>('mutation($input: RequestCorrectionInput!) { requestCorrection(input: $input) { correction { id } } }', {
      input: { idempotencyKey: randomUUID(), publicationId: publication?.id, ground: 'NECESSARY_CHANGE', reason: '录入有误', items: [{ itemId: item?.item.id, code: 'ACTIVITY_NOT_CONDUCTED' }], code: 'ACTIVITY_NOT_CONDUCTED' },
    });
    expect(errors).toEqual([]);
    const decide = (by: Account) => attempt(by, 'decideCorrection', 'DecideCorrectionInput', { correctionId: data?.requestCorrection.correction.id, approve: true });
    expect((await decide(officer(district.market, 'DEPARTMENT_DEPUTY_HEAD'))).code).toBe('APPROVER_NOT_AUTHORISED');
    expect((await decide(officer(district.market, 'DEPARTMENT_PRINCIPAL_HEAD'))).code).toBe('ALLOWED');
    await platform.settle();
    const { publicResults } = await ask<{ publicResults: { nodes: { id: string; code: string; corrected: boolean }[] } }>(null, 'query($uscc: String!) { publicResults(uscc: $uscc, first: 50) { nodes { id code corrected } } }', { uscc: publication?.publicResult?.uscc });
    expect(publicResults.nodes.find(({ id }) => id === publication?.id)).toEqual({ id: publication?.id, code: 'ACTIVITY_NOT_CONDUCTED', corrected: true });
  });

  test('[CQ-4.3-a] what no table allows is refused, and nothing moves', async () => {
    const refused = await attempt(planner(district.market), 'completeTask', 'TaskInput', { taskId: published.taskId });
    expect(refused).toMatchObject({ code: 'INVALID_TRANSITION', from: 'CLOSED', to: 'COMPLETED' });
    const { task } = await ask<{ task: { state: string } }>(planner(district.market), 'query($id: ID!) { task(id: $id) { state } }', { id: published.taskId });
    expect(task.state).toBe('CLOSED');
  });

  test('[CQ-4.3-b] every act stands in the trail, and a tampered entry is found', async () => {
    const auditor = outsider('AUDITOR');
    const TRAIL = 'query($id: ID!) { auditTrail(entityId: $id) { planning(first: 200) { seq action } } }';
    interface Trail { readonly auditTrail: { readonly planning: readonly { readonly seq: number; readonly action: string }[] } }
    const before = await ask<Trail>(auditor, TRAIL, { id: completed.taskId });
    platform.setTime(DATES.created);
    const another = await taskUntil('audited', 'CREATED');
    const after = await ask<Trail>(auditor, TRAIL, { id: another.taskId });
    expect(after.auditTrail.planning.map(({ action }) => action)).toEqual(['createTask']);
    expect(before.auditTrail.planning.map(({ action }) => action)).toContain('completeTask');

    const VERIFY = '{ verifyAudit { planning { intact brokenAt } sampling { intact } inspection { intact } disclosure { intact } registry { intact } } }';
    type Chains = Record<'registry' | 'planning' | 'sampling' | 'inspection' | 'disclosure', { intact: boolean; brokenAt?: number | null }>;
    const { verifyAudit: whole } = await ask<{ verifyAudit: Chains }>(auditor, VERIFY);
    expect(Object.values(whole).every(({ intact }) => intact)).toBe(true);
    const [entry] = after.auditTrail.planning;
    const owner = new pg.Client({ connectionString: platform.databases.planning.ownerUrl });
    await owner.connect();
    await owner.query("update kit.audit_entry set actor = 'somebody else' where seq = $1", [entry?.seq]);
    await owner.end();
    const { verifyAudit: broken } = await ask<{ verifyAudit: Chains }>(auditor, VERIFY);
    expect(broken.planning).toEqual({ intact: false, brokenAt: entry?.seq });
  });
});
