import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assertOk, newId } from '@sortition/kernel';
import { resolveProfile } from '@sortition/profiles';
import { codeOf, D1, D2, detailOf, DIVISION, freshKey, people, startCity, type City } from './disclosure-fixture.ts';
import { createTask, endInspection, formResult, publicationOf, visitOf, type Formed } from './events.ts';

let city: City;
beforeAll(async () => { city = await startCity(); });
afterAll(() => city[Symbol.asyncDispose]());

const asPublic = async (document: string, variables: Record<string, unknown> = {}) => {
  const answer = await city.ask(people.anonymous, document, variables);
  expect(answer.errors).toEqual([]);
  return answer.data as Record<string, { nodes: Record<string, unknown>[]; totalCount: number | null; pageInfo: { endCursor: string | null; hasNextPage: boolean } }>;
};
const stamp = { profile: 'CQ', profileHash: 'f'.repeat(64) };

const tellItemList = async (more: { listId?: string; lineageId?: string; version?: number; supersedesId?: string | null; divisionCode?: string; profile?: string } = {}) => {
  const list = { listId: newId(), lineageId: newId(), version: 1, supersedesId: null, ...more };
  await city.tell('ItemListPublished', {
    divisionCode: '500000', ...stamp, ...list, name: '部门联合随机抽查事项清单', joint: true, level: 'MUNICIPAL', publishedOn: '2025-03-01',
    items: [{ itemId: newId(), lineageId: newId(), name: '食品销售监督检查', field: '食品', itemClass: 'KEY', objectType: '食品销售者', modes: ['ON_SITE'], legalBasis: '食品安全法第一百一十条', leadDepartmentId: D1, participatingDepartmentIds: [D2], ratioMax: null, noticeExemption: null, guideId: null, checkPoints: [] }],
  });
  return list;
};

const tellPlan = (planId: string, revision: number, reason: string | null = null) => city.tell('PlanPublished', {
  ...stamp, planId, revision, name: '2025年度联合抽查工作计划', year: 2025, departmentId: D1, level: 'COUNTY', divisionCode: DIVISION, publishedOn: '2025-03-31', late: false, reason, channels: ['NECIPS_CQ'],
  entries: [{ entryId: newId(), name: '食品销售者联合抽查', leadDepartmentId: D1, participatingDepartmentIds: [D2], items: [{ itemId: newId(), departmentId: D1, name: '食品销售监督检查', itemClass: 'KEY' }], objectScope: '食品销售者', period: { from: '2025-04-01', to: '2025-06-30' }, ratio: '0.05', objectCount: 50 }],
});

async function publishedResult(formed: Formed = {}, divisionCode = DIVISION) {
  const task = await createTask(city, { divisionCode });
  const visit = visitOf();
  await endInspection(city, task, visit, '2025-04-02T15:00:00+08:00');
  await formResult(city, task, visit, formed);
  const id = await publicationOf(city, visit);
  const answer = await city.ask(people.inspector1, 'mutation ($input: PublishResultInput!) { publishResult(input: $input) { publication { id } } }', { input: { idempotencyKey: freshKey(), publicationId: id } });
  expect(answer.errors).toEqual([]);
  return { id, task, visit };
}

describe('item lists', () => {
  it('[SY-art7-2-f] of Shenyang are read by anybody once they are published, and not before', async () => {
    const listed = async () => ((await asPublic('{ publicItemLists(divisionCode: "210100", first: 50) { nodes { id } } }'))['publicItemLists']?.nodes ?? []);
    const { listId } = await tellItemList({ divisionCode: '210100', profile: 'SY' });
    await city.delivered();
    const undelivered = newId();
    await city.query('insert into disclosure.public_item_list select $1, lineage_id, 9, name, joint, level, division_code, published_on, null, items, profile, null, null from disclosure.public_item_list where id = $2', [undelivered, listId]);
    expect(await listed()).toContainEqual({ id: listId });
    expect(await listed()).not.toContainEqual({ id: undelivered });
  });

  it('[CQ-5.1.4-c] [CC-art4-j] [GA-art44-a] are read by anybody once their channels have them, and the registry is told', async () => {
    const { listId } = await tellItemList();
    await city.delivered();
    const { publicItemLists } = await asPublic('{ publicItemLists(divisionCode: "500000", first: 50) { totalCount nodes { id version superseded items { name field legalBasis modes } receipts { channel state } } } }');
    expect(publicItemLists?.nodes).toContainEqual({ id: listId, version: 1, superseded: false, items: [{ name: '食品销售监督检查', field: '食品', legalBasis: '食品安全法第一百一十条', modes: ['ON_SITE'] }], receipts: [{ channel: 'MUNICIPAL_PLATFORM', state: 'DELIVERED' }, { channel: 'RELATED_WEBSITES', state: 'DELIVERED' }] });
    expect(await city.query("select 1 from kit.event where type = 'PublicationDelivered' and payload ->> 'subjectId' = $1 and payload ->> 'subjectKind' = 'ITEM_LIST'", [listId])).toHaveLength(1);
    // a version that has not reached its channels is a draft to the public
    await city.query("insert into disclosure.public_item_list select $1, lineage_id, 9, name, joint, level, division_code, published_on, null, items, profile, null, null from disclosure.public_item_list where id = $2", [newId(), listId]);
    const again = await asPublic('{ publicItemLists(divisionCode: "500000", superseded: true, first: 50) { nodes { version } } }');
    expect(again['publicItemLists']?.nodes).not.toContainEqual({ version: 9 });
  });

  it('[CC-art6-c] name the version that they replaced, which leaves the list in force', async () => {
    const first = await tellItemList();
    await city.delivered();
    const second = await tellItemList({ lineageId: first.lineageId, version: 2, supersedesId: first.listId });
    await city.delivered();
    const inForce = (await asPublic('{ publicItemLists(first: 50) { nodes { id supersedesId } } }'))['publicItemLists']?.nodes ?? [];
    expect(inForce).toContainEqual({ id: second.listId, supersedesId: first.listId });
    expect(inForce.map(({ id }) => id)).not.toContain(first.listId);
    const all = await asPublic('{ publicItemLists(superseded: true, first: 50) { nodes { id superseded } } }');
    expect(all['publicItemLists']?.nodes).toContainEqual({ id: first.listId, superseded: true });
  });
});

describe('annual plans', () => {
  const REFERENCE = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on AnnualPlan { receipts { channel state revision receiptNumber } } } }';

  it('[CQ-7.2-b] wait for the receipt of NECIPS (Chongqing), which is PENDING and then DELIVERED', async () => {
    const planId = newId();
    await using slow = await startCity({ channels: { NECIPS_CQ: 'http://127.0.0.1:9/nobody' } });
    await slow.tell('PlanPublished', { ...stamp, planId, revision: 1, name: '计划', year: 2025, departmentId: D1, level: 'COUNTY', divisionCode: DIVISION, publishedOn: '2025-03-31', late: false, reason: null, channels: ['NECIPS_CQ'], entries: [] });
    const receipts = async (where: City) => (await where.ask(people.inspector1, REFERENCE, { r: [{ __typename: 'AnnualPlan', id: planId }] })).data;
    expect(await receipts(slow)).toEqual({ _entities: [{ receipts: [{ channel: 'NECIPS_CQ', state: 'PENDING', revision: 1, receiptNumber: null }] }] });
    expect((await slow.ask(people.anonymous, '{ publicAnnualPlans { nodes { id } } }')).data).toEqual({ publicAnnualPlans: { nodes: [] } });
    expect(await slow.query("select 1 from kit.event where type = 'PublicationDelivered'")).toEqual([]);

    await tellPlan(planId, 1);
    await city.delivered();
    expect(await receipts(city)).toMatchObject({ _entities: [{ receipts: [{ channel: 'NECIPS_CQ', state: 'DELIVERED', receiptNumber: expect.stringMatching(/^REG-/) }] }] });
    expect(await city.query("select 1 from kit.event where type = 'PublicationDelivered' and payload ->> 'subjectId' = $1 and payload ->> 'subjectKind' = 'PLAN'", [planId])).toHaveLength(1);
  });

  it('[SAMR-2.2-b] go to NECIPS by the national policy, and its receipt is kept', async () => {
    const planId = newId();
    await city.tell('PlanPublished', { ...stamp, profile: 'SAMR', planId, revision: 1, name: '计划', year: 2025, departmentId: D1, level: 'COUNTY', divisionCode: DIVISION, publishedOn: '2025-03-31', late: false, reason: null, channels: [...(assertOk(resolveProfile('SAMR')).plan.channels.value ?? [])], entries: [] });
    await city.delivered();
    expect((await city.ask(people.inspector1, REFERENCE, { r: [{ __typename: 'AnnualPlan', id: planId }] })).data).toMatchObject({ _entities: [{ receipts: [{ channel: 'NECIPS', state: 'DELIVERED', receiptNumber: expect.any(String) }] }] });
  });

  it('[CC-art4-k] [GA-art25-c] [GA-art45] are read by anybody, in their latest revision, with the reason of an adjustment', async () => {
    const planId = newId();
    await tellPlan(planId, 1);
    await city.delivered();
    await tellPlan(planId, 2, '监管实际需要');
    await city.delivered();
    const mine = async (superseded: boolean) => ((await asPublic('query ($s: Boolean) { publicAnnualPlans(year: 2025, superseded: $s, first: 100) { nodes { id revision reason superseded entries { name ratio objectCount items } } } }', { s: superseded }))['publicAnnualPlans']?.nodes ?? []).filter(({ id }) => id === planId);
    expect(await mine(false)).toEqual([{ id: planId, revision: 2, reason: '监管实际需要', superseded: false, entries: [{ name: '食品销售者联合抽查', ratio: '0.05', objectCount: 50, items: ['食品销售监督检查'] }] }]);
    expect((await mine(true)).map(({ revision }) => revision)).toEqual([2, 1]);
  });
});

describe('tasks and draws', () => {
  it('[SY-art7-4-d] shows a published plan, a started task and a result', async () => {
    const planId = newId();
    await tellPlan(planId, 1);
    const { task, id } = await publishedResult();
    await city.tell('ObjectDrawConfirmed', { drawId: newId(), taskId: task.taskId, taskNumber: task.taskNumber, leadDepartmentId: D1, certificateHash: 'c'.repeat(64), confirmedAt: '2025-04-01T10:00:00+08:00', population: 1, objects: [] });
    await city.delivered();
    const all = await asPublic('query ($n: String) { publicAnnualPlans(first: 100) { nodes { id } } publicTasks(taskNumber: $n) { nodes { id } } publicResults(taskNumber: $n) { nodes { id } } }', { n: task.taskNumber });
    expect(all['publicAnnualPlans']?.nodes).toContainEqual({ id: planId });
    expect(all).toMatchObject({ publicTasks: { nodes: [{ id: task.taskId }] }, publicResults: { nodes: [{ id }] } });
  });
});

describe('results', () => {
  const SEARCH = `query ($uscc: String, $name: String, $division: String, $number: String, $code: String, $from: Date, $to: Date, $first: Int, $after: String) {
    publicResults(uscc: $uscc, name: $name, divisionCode: $division, taskNumber: $number, code: $code, publishedFrom: $from, publishedTo: $to, first: $first, after: $after) {
      totalCount pageInfo { hasNextPage endCursor } nodes { id taskNumber inspectedOn name uscc redacted label departmentName items { name label } receipts { channel } } } }`;
  const found = async (variables: Record<string, unknown>) => ((await asPublic(SEARCH, variables))['publicResults']?.nodes ?? []).map(({ id }) => id);

  it('[CQ-8.8.1-d] stand under the entity, and those of a product or site under whoever answers for it', async () => {
    const entity = await publishedResult({ uscc: '91500112MA60AAAA1A', name: '两江商贸有限公司' });
    const site = visitOf();
    await city.tell('ObjectDetailsSnapshotted', { taskId: newId(), drawId: newId(), objects: [{ objectId: site.objectId, kind: 'SITE', name: '一号冷库', uscc: null, responsibleUscc: '91500112MA60AAAA1A', divisionCode: DIVISION, district: '渝北区', address: null, legalRepresentative: null, ownerDepartmentId: null, creditLevel: null, tags: [] }] });
    const task = await createTask(city);
    await endInspection(city, task, site, '2025-04-02T15:00:00+08:00');
    await formResult(city, task, site, { kind: 'SITE', name: '一号冷库', uscc: null });
    const siteId = await publicationOf(city, site);
    await city.ask(people.inspector1, 'mutation ($input: PublishResultInput!) { publishResult(input: $input) { publication { id } } }', { input: { idempotencyKey: freshKey(), publicationId: siteId } });
    await city.delivered();
    expect((await found({ uscc: '91500112MA60AAAA1A' })).sort()).toEqual([entity.id, siteId].sort());
    expect(await found({ uscc: 'MA60AAAA1' })).toHaveLength(2); // the organisation code of older papers
  });

  it('[CC-art20-0] [CC-art4-m] [SAMR-2.7-l] [GA-art46-0] show day, task and items to anybody, and nothing before publication', async () => {
    const task = await createTask(city);
    const visit = visitOf();
    await endInspection(city, task, visit, '2025-04-02T15:00:00+08:00');
    await formResult(city, task, visit);
    expect(await found({ number: task.taskNumber })).toEqual([]);
    const { task: other } = await publishedResult();
    await city.delivered();
    const { publicResults } = await asPublic(SEARCH, { number: other.taskNumber });
    expect(publicResults?.nodes).toMatchObject([{ taskNumber: other.taskNumber, inspectedOn: '2025-04-02', departmentName: '两江新区市场监督管理局', items: [{ name: '事项 d1', label: '未发现问题' }], receipts: [{ channel: 'CREDIT_CHINA_CQ' }, { channel: 'NECIPS' }] }]);
  });

  it('are found by any part of a name, by division with what lies below it, by code and by day', async () => {
    const a = await publishedResult({ name: '重庆渝北鸿运来餐饮店', divisionCode: '500112', code: 'PROBLEM_CORRECTED_ON_SPOT', label: '发现问题已当场改正', problemFound: true });
    const b = await publishedResult({ name: '长春鸿运食品有限公司', divisionCode: '220102' }, '220102');
    await city.delivered();
    expect((await found({ name: '鸿运' })).sort()).toEqual([a.id, b.id].sort());
    expect(await found({ name: '鸿运来' })).toEqual([a.id]);
    expect(await found({ name: '来运' })).toEqual([]);
    const c = await publishedResult({ name: '山城（渝北） Tea 馆' });
    await city.delivered();
    expect(await found({ name: '(渝北)tea馆' })).toEqual([c.id]);
    expect(await found({ name: '鸿运', division: '220000' })).toEqual([b.id]);
    expect(await found({ name: '鸿运', division: '500100' })).toEqual([a.id]);
    expect(await found({ name: '鸿运', division: '500113' })).toEqual([]);
    expect(await found({ name: '鸿运', code: 'PROBLEM_CORRECTED_ON_SPOT' })).toEqual([a.id]);
    expect(await found({ name: '鸿运', from: '2025-04-04' })).toEqual([]);
    expect(await found({ name: '鸿运', from: '2025-04-03', to: '2025-04-03' })).toHaveLength(2);
  });

  it('are read in the order of an index, so that a page costs the same however many there are', async () => {
    const explain = async (condition: string): Promise<string> => {
      const client = await city.subgraph.database.writePool.connect();
      try {
        await client.query('set enable_seqscan = off; set enable_bitmapscan = off');
        const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain select * from disclosure.public_result where stopped_at is null ${condition} order by published_on desc, publication_id desc limit 21`);
        return rows.map((row) => row['QUERY PLAN']).join('\n');
      } finally {
        await client.query('reset all');
        client.release();
      }
    };
    for (const [index, condition] of Object.entries({
      public_result_newest: '', public_result_by_county: "and division_code = '500112'", public_result_by_city: "and left(division_code, 4) = '5001'", public_result_by_province: "and left(division_code, 2) = '50'",
      public_result_by_uscc: "and uscc = '91500000MA5U00001X'", public_result_by_task: "and task_number = 'RW-1'", public_result_by_code: "and code = 'NO_PROBLEM_FOUND'", public_result_by_organisation: "and organisation_code = 'MA5U00001'",
    })) {
      const plan = await explain(condition);
      expect(plan).toContain(`Index Scan Backward using ${index}`);
      expect(plan).not.toContain('Sort');
    }
  });

  it('refuses a search that could only find everything or nothing', async () => {
    for (const [field, variables] of Object.entries({ name: { name: '鸿' }, uscc: { uscc: '915' }, divisionCode: { division: '50' }, first: { first: 1_000 }, after: { after: 'x' } })) {
      const refused = await city.ask(people.anonymous, SEARCH, variables);
      expect([codeOf(refused), detailOf(refused, 'field')]).toEqual(['INVALID_VALUE', field]);
    }
  });

  it('are paged without a gap or a repetition', async () => {
    const uscc = '91500112MA60PAGE1X';
    const ids = new Set<string>();
    for (let count = 0; count < 7; count += 1) ids.add((await publishedResult({ uscc })).id);
    await city.delivered();
    const read: unknown[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof asPublic>> = await asPublic(SEARCH, { uscc, first: 3, after });
      expect(page['publicResults']?.totalCount).toBe(7);
      read.push(...(page['publicResults']?.nodes ?? []).map(({ id }) => id));
      after = page['publicResults']?.pageInfo.hasNextPage === true ? page['publicResults'].pageInfo.endCursor : null;
    } while (after !== null);
    expect(read).toHaveLength(7);
    expect(new Set(read)).toEqual(ids);
  });

  it('[GA-art43-c] [SY-art14-5-f] leave out what is redacted, and are listed under their object', async () => {
    const task = await createTask(city, { profile: 'GA' });
    const visit = visitOf();
    await endInspection(city, task, visit, '2025-04-02T15:00:00+08:00');
    await formResult(city, task, visit, { profile: 'GA' });
    const id = await publicationOf(city, visit);
    await city.ask(people.approver1, 'mutation ($input: ApprovePublicationInput!) { approvePublication(input: $input) { publication { id } } }', { input: { idempotencyKey: freshKey(), publicationId: id, approve: true } });
    const publish = (more: object) => city.ask(people.inspector1, 'mutation ($input: PublishResultInput!) { publishResult(input: $input) { publication { id } } }', { input: { idempotencyKey: freshKey(), publicationId: id, secrecyCheck: true, redactedFields: ['name', 'uscc'], ...more } });
    expect(codeOf(await publish({ redactionGround: 'CLASSIFIED' }))).toBe('EXEMPTION_NOT_ALLOWED');
    expect((await publish({ redactionGround: 'PERSONAL_PRIVACY' })).errors).toEqual([]);
    await city.delivered();
    const { publicResults } = await asPublic(SEARCH, { number: task.taskNumber });
    expect(publicResults?.nodes).toMatchObject([{ id, name: null, uscc: null, redacted: true, label: '未发现问题' }]);
    const underObject = await city.ask(people.inspector1, 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on InspectionObject { publicResults { totalCount nodes { id } } } } }', { r: [{ __typename: 'InspectionObject', id: visit.objectId }] });
    expect(underObject.data).toEqual({ _entities: [{ publicResults: { totalCount: 1, nodes: [{ id }] } }] });
  });

  it('join to task and result for the dashboard, one statement for each', async () => {
    const { task, id, visit } = await publishedResult();
    await city.delivered();
    const [{ result_id: resultId } = { result_id: '' }] = await city.query<{ result_id: string }>('select result_id from disclosure.publication where id = $1', [id]);
    const joined = await city.ask(people.inspector1, `query ($r: [_Any!]!) { _entities(representations: $r) {
      ... on Task { publications(first: 5) { totalCount nodes { id department { id } } } } ... on InspectionResult { publication { id state } } } }`, { r: [{ __typename: 'Task', id: task.taskId }, { __typename: 'InspectionResult', id: resultId }] });
    expect(joined.errors).toEqual([]);
    expect(joined.data).toMatchObject({ _entities: [{ publications: { totalCount: 2, nodes: expect.arrayContaining([{ id, department: { id: D1 } }, { id: await publicationOf(city, visit, D2), department: { id: D2 } }]) } }, { publication: { id, state: 'PUBLISHED' } }] });
  });
});

describe('feedback', () => {
  it('[GA-art43-a] of anybody on a public result of Gui’an reaches the department that published it, and nobody else', async () => {
    const task = await createTask(city, { profile: 'GA', departments: [D1] });
    const visit = visitOf();
    await endInspection(city, task, visit, '2025-04-02T15:00:00+08:00');
    await formResult(city, task, visit, { profile: 'GA' });
    const id = await publicationOf(city, visit);
    const say = (publicationId: string, text = '店内仍有异味') => city.ask(people.anonymous, 'mutation ($input: SubmitFeedbackInput!) { submitFeedback(input: $input) { accepted } }', { input: { idempotencyKey: freshKey(), publicationId, text, contact: '13912345678' } });
    expect(codeOf(await say(id))).toBe('NOT_FOUND');
    await city.query("update disclosure.publication set state = 'PUBLISHED' where id = $1", [id]);
    expect(codeOf(await say(id, ' '))).toBe('MISSING_FIELD');
    expect((await say(id)).data).toEqual({ submitFeedback: { accepted: true } });
    const heard = async (who: typeof people.inspector1) => ((await city.ask(who, '{ publicFeedback(first: 5) { nodes { text contact publication { id } department { id } } } }')).data as { publicFeedback: { nodes: unknown[] } }).publicFeedback.nodes;
    expect(await heard(people.inspector1)).toEqual([{ text: '店内仍有异味', contact: expect.not.stringContaining('12345678'), publication: { id }, department: { id: D1 } }]);
    expect(await heard(people.inspector2)).toEqual([]);
    const { id: elsewhere } = await publishedResult();
    await city.delivered();
    expect(codeOf(await say(elsewhere))).toBe('FORBIDDEN');
  });
});

describe('material', () => {
  it('[SY-art15-d] that is confidential is public in Shenyang only with consent', async () => {
    const task = await createTask(city, { profile: 'SY', departments: [D1] });
    const visit = visitOf();
    await endInspection(city, task, visit, '2025-04-02T15:00:00+08:00');
    await formResult(city, task, visit, { profile: 'SY', rechecked: true });
    const id = await publicationOf(city, visit);
    const tell = (more: object) => city.ask(people.inspector1, 'mutation ($input: PublishMaterialInput!) { publishMaterial(input: $input) { publication { id } } }', { input: { idempotencyKey: freshKey(), publicationId: id, title: '财务报表', text: '营业收入…', confidential: true, ...more } });
    expect(codeOf(await tell({}))).toBe('INVALID_TRANSITION');
    await city.ask(people.inspector1, 'mutation ($input: PublishResultInput!) { publishResult(input: $input) { publication { id } } }', { input: { idempotencyKey: freshKey(), publicationId: id } });
    await city.delivered();
    const read = async () => (await city.ask(people.anonymous, 'query ($id: ID!) { publicResult(id: $id) { materials { title } } }', { id })).data;
    const refused = await tell({});
    expect([codeOf(refused), detailOf(refused, 'clause')]).toEqual(['CONSENT_REQUIRED', 'SY art.15']);
    expect(await read()).toEqual({ publicResult: { materials: [] } });
    expect((await tell({ title: '现场照片说明', confidential: false })).errors).toEqual([]);
    expect((await tell({ consentReference: '同意书2025-3' })).errors).toEqual([]);
    expect(await read()).toEqual({ publicResult: { materials: [{ title: '现场照片说明' }, { title: '财务报表' }] } });
  });
});
