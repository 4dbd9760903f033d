import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { codeOf, D1, D2, D3, detailOf, freshKey, people, startCity, type City } from './disclosure-fixture.ts';
import { completeTask, createTask, endInspection, formResult, publicationOf, visitOf } from './events.ts';

let city: City;
beforeAll(async () => { city = await startCity(); });
afterAll(() => city[Symbol.asyncDispose]());

const PUBLISH = 'mutation ($input: PublishResultInput!) { publishResult(input: $input) { publication { id state availableActions } } }';
const WITHHOLD = 'mutation ($input: WithholdPublicationInput!) { withholdPublication(input: $input) { publication { state withheldGround withheldBasis late } } }';
const PUBLICATION = `query ($id: ID!) { publication(id: $id) { id state overdue late department { id } taskNumber receipts { channel kind state mandatory receiptNumber attempts }
  dueDate { date start event workingDays clause explanationZh explanationEn provisional problem skipped { day reason name } } publicResult { taskNumber inspectedOn label } } }`;
const OVERDUE = 'query ($division: String) { overduePublications(divisionCode: $division, first: 100) { totalCount nodes { id state overdue } } }';

const publish = (id: string, who = people.inspector1, more: object = {}) => city.ask(who, PUBLISH, { input: { idempotencyKey: freshKey(), publicationId: id, ...more } });
const show = async (id: string, who = people.inspector1) => ((await city.ask(who, PUBLICATION, { id })).data as { publication: Record<string, unknown> }).publication;
const overdue = async (who = people.supervisor) => ((await city.ask(who, OVERDUE, {})).data as { overduePublications: { nodes: { id: string; state: string; overdue: boolean }[] } }).overduePublications.nodes;

async function readyPublication(profile = 'CQ') {
  city.at('2025-04-03T10:00:00+08:00');
  const task = await createTask(city, { profile });
  const visit = visitOf();
  await endInspection(city, task, visit, '2025-04-02T15:00:00+08:00');
  const result = await formResult(city, task, visit, { profile, rechecked: true });
  return { task, visit, result, id: await publicationOf(city, visit) };
}

describe('the limit of publication', () => {
  it('[CQ-8.8.1-c] counts 20 working days from the completion of the task, and is overdue the day after', async () => {
    const { task, id } = await readyPublication();
    expect(await show(id)).toMatchObject({ state: 'READY', dueDate: null });
    await completeTask(city, task, '2025-04-03T17:30:00+08:00');
    expect(await show(id)).toMatchObject({
      state: 'READY', overdue: false,
      dueDate: { date: '2025-05-06', start: '2025-04-03', event: 'TASK_COMPLETED', workingDays: 20, clause: 'CQ 8.8.1', problem: null, skipped: expect.arrayContaining([{ day: '2025-05-01', reason: 'HOLIDAY', name: '劳动节' }]) },
    });
    city.at('2025-05-06T23:59:00+08:00');
    expect((await overdue()).map((each) => each.id)).not.toContain(id);
    city.at('2025-05-07T00:00:00+08:00');
    expect(await overdue()).toContainEqual({ id, state: 'OVERDUE', overdue: true });
  });

  it('[CC-art19-a] counts from the end of the inspection in Changchun, and tells inspection the day', async () => {
    const task = await createTask(city, { profile: 'CC' });
    const visit = visitOf();
    await endInspection(city, task, visit, '2025-01-10T11:00:00+08:00');
    const id = await publicationOf(city, visit);
    expect((await show(id, people.inspector1))).toMatchObject({ dueDate: { date: '2025-02-13', event: 'INSPECTION_ENDED', clause: 'CC art.19' } });
    expect(await city.query("select payload ->> 'dueOn' as due from kit.event where type = 'PublicationDue' and payload ->> 'publicationId' = $1", [id])).toEqual([{ due: '2025-02-13' }]);
    city.at('2025-02-13T12:00:00+08:00');
    expect((await overdue()).map((each) => each.id)).not.toContain(id);
    city.at('2025-02-14T09:00:00+08:00');
    expect(await overdue()).toContainEqual({ id, state: 'OVERDUE', overdue: true });
  });

  it('[SY-art16-c] [SY-art5-4-c] counts 10 working days from the forming of the result in Shenyang', async () => {
    const task = await createTask(city, { profile: 'SY' });
    const visit = visitOf();
    await formResult(city, task, visit, { profile: 'SY', formedAt: '2025-09-24T10:00:00+08:00', inspectedOn: '2025-09-24', rechecked: true });
    const id = await publicationOf(city, visit);
    expect(await show(id)).toMatchObject({ dueDate: { date: '2025-10-14', event: 'RESULT_FORMED' } });
    city.at('2025-10-15T09:00:00+08:00');
    expect(await overdue()).toContainEqual({ id, state: 'OVERDUE', overdue: true });
  });

  it('[GA-art46-a] counts 20 working days from the completion of the inspection in Gui’an', async () => {
    const task = await createTask(city, { profile: 'GA' });
    const visit = visitOf();
    await endInspection(city, task, visit, '2025-04-18T11:00:00+08:00');
    const id = await publicationOf(city, visit);
    expect(await show(id)).toMatchObject({ dueDate: { date: '2025-05-20', clause: 'GA art.46' } });
    city.at('2025-05-21T09:00:00+08:00');
    expect(await overdue()).toContainEqual({ id, state: 'OVERDUE', overdue: true });
  });

  it('[CQ-3.2-f] lists an inspection for which neither publication nor withholding exists at the due date', async () => {
    const task = await createTask(city);
    const visit = visitOf();
    await endInspection(city, task, visit, '2025-04-02T15:00:00+08:00');
    await completeTask(city, task, '2025-04-03T17:30:00+08:00');
    const [one, two] = [await publicationOf(city, visit, D1), await publicationOf(city, visit, D2)];
    city.at('2025-05-07T09:00:00+08:00');
    expect((await overdue()).map(({ id }) => id)).toEqual(expect.arrayContaining([one, two]));
  });

  it('[CC-art2-d] lists a result of Changchun that its day passed unpublished', async () => {
    const { id } = await readyPublication('CC');
    const { dueDate } = await show(id) as { dueDate: { date: string } };
    city.at(`${dueDate.date}T12:00:00+08:00`);
    expect((await overdue()).map((each) => each.id)).not.toContain(id);
    city.at('2025-06-30T09:00:00+08:00');
    expect(await overdue()).toContainEqual({ id, state: 'OVERDUE', overdue: true });
  });

  it('[SY-art2-c] reminds the department of Shenyang, and is OVERDUE when it does nothing', async () => {
    const { id } = await readyPublication('SY');
    const state = async () => ((await city.ask(people.inspector1, 'query ($id: ID!) { publication(id: $id) { state reminder dueDate { date } } }', { id })).data as { publication: unknown }).publication;
    expect(await state()).toMatchObject({ state: 'READY', reminder: false, dueDate: { date: '2025-04-17' } });
    city.at('2025-04-14T09:00:00+08:00');
    expect(await state()).toMatchObject({ state: 'READY', reminder: true });
    city.at('2025-04-18T09:00:00+08:00');
    expect(await state()).toMatchObject({ state: 'OVERDUE', reminder: false });
  });

  it('[CC-art4-h] says which department and who answers for it', async () => {
    city.at('2025-04-03T10:00:00+08:00');
    const task = await createTask(city, { profile: 'CC', departments: [D1] });
    const visit = visitOf();
    const enteredById = visit.objectId;
    await endInspection(city, task, visit, '2025-04-02T15:00:00+08:00');
    await formResult(city, task, visit, { profile: 'CC', enteredById });
    const id = await publicationOf(city, visit);
    await publish(id, people.inspector1, { attestation: true });
    await city.delivered();
    expect((await city.ask(people.inspector1, 'query ($id: ID!) { publication(id: $id) { state responsibleDepartment { id } enteredBy { id } } }', { id })).data).toEqual({ publication: { state: 'PUBLISHED', responsibleDepartment: { id: D1 }, enteredBy: { id: enteredById } } });
  });

  it('tells that a day cannot be counted instead of guessing it', async () => {
    const task = await createTask(city);
    const visit = visitOf();
    await endInspection(city, task, visit, '2026-12-20T15:00:00+08:00');
    await completeTask(city, task, '2026-12-21T17:30:00+08:00');
    const id = await publicationOf(city, visit);
    expect(await show(id)).toMatchObject({ overdue: false, dueDate: { date: null, problem: 'CALENDAR_MISSING' } });
  });

  it('is the same whichever service is heard first', async () => {
    city.at('2025-04-03T18:00:00+08:00');
    const task = await createTask(city);
    const visit = visitOf();
    await completeTask(city, task, '2025-04-03T17:30:00+08:00');
    await formResult(city, task, visit);
    await endInspection(city, task, visit, '2025-04-02T15:00:00+08:00');
    expect(await show(await publicationOf(city, visit))).toMatchObject({ state: 'READY', dueDate: { date: '2025-05-06' } });
  });

  it('waits for planning when inspection is heard of a task that planning has not told yet', async () => {
    const unknown = { taskId: visitOf().objectId, taskNumber: 'RW-0', itemOf: {} };
    await expect(endInspection(city, unknown, visitOf(), '2025-04-02T15:00:00+08:00')).rejects.toThrow('planning has told');
  });
});

describe('publishing', () => {
  it('[CQ-8.8.1-a] [SY-art16-a] is for the department that inspected, and refused to every other', async () => {
    const { id } = await readyPublication();
    for (const other of [people.inspector2, people.outsider]) {
      const refused = await publish(id, other);
      expect(codeOf(refused)).toBe('FORBIDDEN');
      expect(detailOf(refused, 'clause')).toBe('CQ 8.8.1');
    }
    expect(codeOf(await publish(id, people.head1))).toBe('FORBIDDEN');
    expect((await publish(id)).errors).toEqual([]);
    const shenyang = await readyPublication('SY');
    expect(codeOf(await publish(shenyang.id, people.inspector2))).toBe('FORBIDDEN');
  });

  it('[CQ-8.8.1-e] [CQ-8.8.1-f] needs the receipts of NECIPS and Credit China, and is PUBLISHED with both', async () => {
    const { id } = await readyPublication();
    expect(await publish(id)).toMatchObject({ errors: [], data: { publishResult: { publication: { state: 'PUBLISHING' } } } });
    await city.delivered();
    const shown = await show(id, people.anonymous);
    expect(shown).toMatchObject({ state: 'PUBLISHED', publicResult: { label: '未发现问题' } });
    expect(shown['receipts']).toEqual(['CREDIT_CHINA_CQ', 'NECIPS'].map((channel) => ({ channel, kind: 'OWN_REGISTER', state: 'DELIVERED', mandatory: true, attempts: 1, receiptNumber: expect.stringMatching(/^REG-[0-9a-f]{64}$/) })));
  });

  it('[CQ-8.8.1-g] [SY-art16-g] sends nothing to an optional channel unless it is switched on', async () => {
    const off = await readyPublication();
    await publish(off.id);
    const on = await readyPublication();
    await publish(on.id, people.inspector1, { optionalChannels: ['DEPARTMENT_WEBSITE'] });
    await city.delivered();
    const channels = async (id: string) => ((await show(id))['receipts'] as { channel: string }[]).map(({ channel }) => channel);
    expect(await channels(off.id)).toEqual(['CREDIT_CHINA_CQ', 'NECIPS']);
    expect(await show(off.id)).toMatchObject({ state: 'PUBLISHED' });
    expect(await channels(on.id)).toEqual(['CREDIT_CHINA_CQ', 'DEPARTMENT_WEBSITE', 'NECIPS']);
    const shenyang = await readyPublication('SY');
    await publish(shenyang.id, people.inspector1, { optionalChannels: ['GOVERNMENT_PORTAL', 'SPECIAL_PLATFORM'] });
    await city.delivered();
    expect(await channels(shenyang.id)).toEqual(['CREDIT_CHINA_SY', 'GOVERNMENT_PORTAL', 'NATIONAL_INTERNET_PLUS', 'NECIPS_LN', 'SPECIAL_PLATFORM']);
    const plain = await readyPublication('SY');
    await publish(plain.id);
    expect(await channels(plain.id)).toEqual(['CREDIT_CHINA_SY', 'NATIONAL_INTERNET_PLUS', 'NECIPS_LN']);
    expect(codeOf(await publish((await readyPublication()).id, people.inspector1, { optionalChannels: ['FACEBOOK'] }))).toBe('INVALID_VALUE');
  });

  it('[SY-art16-d] [SY-art16-e] [SY-art16-f] needs three receipts in Shenyang, and is PUBLISHING without any one of them', async () => {
    for (const missing of ['NECIPS_LN', 'CREDIT_CHINA_SY', 'NATIONAL_INTERNET_PLUS']) {
      await using other = await startCity({ channels: { [missing]: 'http://127.0.0.1:9/nobody' } });
      const task = await createTask(other, { profile: 'SY' });
      const visit = visitOf();
      await formResult(other, task, visit, { profile: 'SY', rechecked: true });
      const id = await publicationOf(other, visit);
      expect((await other.ask(people.inspector1, PUBLISH, { input: { idempotencyKey: freshKey(), publicationId: id } })).errors).toEqual([]);
      const receipts = async () => ((await other.ask(people.inspector1, PUBLICATION, { id })).data as { publication: { state: string; receipts: { channel: string; state: string }[] } }).publication;
      await vi.waitFor(async () => { expect((await receipts()).receipts.filter(({ state }) => state === 'DELIVERED')).toHaveLength(2); }, { timeout: 10_000, interval: 50 });
      expect(await receipts()).toMatchObject({ state: 'PUBLISHING', receipts: expect.arrayContaining([expect.objectContaining({ channel: missing, state: 'PENDING' })]) });
    }
    const { id } = await readyPublication('SY');
    await publish(id);
    await city.delivered();
    const shown = await show(id);
    expect(shown['state']).toBe('PUBLISHED');
    expect((shown['receipts'] as { channel: string }[]).map(({ channel }) => channel)).toEqual(['CREDIT_CHINA_SY', 'NATIONAL_INTERNET_PLUS', 'NECIPS_LN']);
  });

  it('[CC-art12-j] is refused without a result', async () => {
    const task = await createTask(city, { profile: 'CC' });
    const visit = visitOf();
    await endInspection(city, task, visit, '2025-04-02T15:00:00+08:00');
    expect(codeOf(await publish(await publicationOf(city, visit)))).toBe('RESULT_MISSING');
  });

  it('[CC-art23] [CC-art19-b] asks for the attestation of legality, accuracy and truth where the profile does', async () => {
    const { id } = await readyPublication('CC');
    expect(codeOf(await publish(id))).toBe('ATTESTATION_REQUIRED');
    expect(await publish(id, people.inspector1, { attestation: true })).toMatchObject({ errors: [], data: { publishResult: { publication: { state: 'PUBLISHING' } } } });
    const [stored] = await city.query<{ published_by: string; publish_requested_at: Date }>('select published_by, publish_requested_at from disclosure.publication where id = $1', [id]);
    expect(stored).toEqual({ published_by: 'inspector-1', publish_requested_at: new Date('2025-04-03T10:00:00+08:00') });
    await city.delivered();
    expect(await show(id)).toMatchObject({ state: 'PUBLISHED', receipts: [{ channel: 'NECIPS', state: 'DELIVERED' }] });
  });

  it('[GA-art46-c] [GA-art43-b] asks for the approval and for the secrecy check in Gui’an', async () => {
    const { id } = await readyPublication('GA');
    const refused = await publish(id);
    expect(codeOf(refused)).toBe('APPROVAL_REQUIRED');
    expect(detailOf(refused, 'role')).toBe('PUBLICATION_APPROVER');
    const APPROVE = 'mutation ($input: ApprovePublicationInput!) { approvePublication(input: $input) { publication { state approvedBy } } }';
    const approve = (who: typeof people.approver1, approving: boolean, comment?: string) => city.ask(who, APPROVE, { input: { idempotencyKey: freshKey(), publicationId: id, approve: approving, comment } });
    for (const wrong of [people.inspector1, people.inspector2, people.outsider]) expect(codeOf(await approve(wrong, true))).toBe('APPROVER_NOT_AUTHORISED');
    expect(codeOf(await approve(people.approver1, false))).toBe('MISSING_FIELD');
    expect(await approve(people.approver1, true)).toMatchObject({ data: { approvePublication: { publication: { state: 'READY', approvedBy: 'approver-1' } } } });
    expect(codeOf(await publish(id))).toBe('SECRECY_CHECK_REQUIRED');
    expect((await publish(id, people.inspector1, { secrecyCheck: true })).errors).toEqual([]);
  });

  it('[SY-art14-5-e] waits in Shenyang until the result is rechecked', async () => {
    const task = await createTask(city, { profile: 'SY' });
    const visit = visitOf();
    await formResult(city, task, visit, { profile: 'SY', rechecked: false });
    expect(codeOf(await publish(await publicationOf(city, visit)))).toBe('RECHECK_REQUIRED');
  });

  it('locks what is public: neither published again nor withheld, only corrected', async () => {
    const { id } = await readyPublication();
    await publish(id);
    await city.delivered();
    const again = await publish(id);
    expect([codeOf(again), detailOf(again, 'clause')]).toEqual(['PUBLISHED_RESULT_IMMUTABLE', 'CQ 8.8.2']);
    const withheld = await city.ask(people.inspector1, WITHHOLD, { input: { idempotencyKey: freshKey(), publicationId: id, ground: 'UNSUITABLE_BY_LAW', legalBasis: '保密法第九条' } });
    expect(codeOf(withheld)).toBe('PUBLISHED_RESULT_IMMUTABLE');
  });

  it('is not touched by a result that is formed again after publication', async () => {
    const { id, task, visit, result } = await readyPublication();
    await publish(id);
    await city.delivered();
    await formResult(city, task, visit, { resultId: result.resultId, version: 2, code: 'PROBLEM_PENDING_INVESTIGATION', label: '发现问题需进一步调查处理', problemFound: true });
    expect(await show(id, people.anonymous)).toMatchObject({ state: 'PUBLISHED', publicResult: { label: '未发现问题' } });
  });

  it('tells inspection and planning that it is final, once, with the day kept or missed', async () => {
    const { id, task, result } = await readyPublication();
    await completeTask(city, task, '2025-04-03T17:30:00+08:00');
    city.at('2025-05-07T09:00:00+08:00');
    await publish(id);
    await city.delivered();
    const finals = await city.query<{ payload: unknown }>("select payload from kit.event where type = 'PublicationFinal' and payload ->> 'publicationId' = $1", [id]);
    expect(finals).toMatchObject([{ payload: { resultId: result.resultId, taskId: task.taskId, state: 'PUBLISHED', late: true } }]);
    expect(await show(id)).toMatchObject({ late: true, overdue: false });
  });

  it('gives the first answer to a retry and sends each message once', async () => {
    const { id } = await readyPublication();
    const input = { idempotencyKey: freshKey(), publicationId: id };
    await city.ask(people.inspector1, PUBLISH, { input });
    expect((await city.ask(people.inspector1, PUBLISH, { input })).errors).toEqual([]);
    await city.delivered();
    expect(((await show(id))['receipts'] as unknown[]).length).toBe(2);
  });
});

describe('withholding', () => {
  it('[CQ-8.8.1-b] [CC-art4-o] [GA-art46-f] needs ground and law, and keeps the result out of what the public reads', async () => {
    for (const [profile, ground] of [['CQ', 'UNSUITABLE_BY_LAW'], ['CC', 'EXPLICIT_BY_LAW'], ['GA', 'UNSUITABLE_BY_RULE']] as const) {
      const { id, task } = await readyPublication(profile);
      const withhold = (more: object) => city.ask(people.inspector1, WITHHOLD, { input: { idempotencyKey: freshKey(), publicationId: id, ground, ...more } });
      const refused = await withhold({});
      expect([codeOf(refused), detailOf(refused, 'field')]).toEqual(['MISSING_FIELD', 'legalBasis']);
      expect(await withhold({ legalBasis: '《中华人民共和国政府信息公开条例》第十四条' })).toMatchObject({ errors: [], data: { withholdPublication: { publication: { state: 'WITHHELD', withheldGround: ground } } } });
      const found = await city.ask(people.anonymous, 'query ($n: String) { publicResults(taskNumber: $n) { nodes { id } } }', { n: task.taskNumber });
      expect(found.data).toEqual({ publicResults: { nodes: [] } });
    }
  });

  it('[SY-art16-b1] [SY-art16-b2] [SY-art16-b3] takes the three secrets of Shenyang, is not overdue after, and refuses any other ground', async () => {
    for (const ground of ['STATE_SECRET', 'TRADE_SECRET', 'PERSONAL_PRIVACY']) {
      const { id, task } = await readyPublication('SY');
      const withhold = (wanted: string) => city.ask(people.inspector1, WITHHOLD, { input: { idempotencyKey: freshKey(), publicationId: id, ground: wanted, legalBasis: '条例第十六条' } });
      expect(codeOf(await withhold('EMBARRASSING'))).toBe('EXEMPTION_NOT_ALLOWED');
      expect((await withhold(ground)).errors).toEqual([]);
      city.at('2025-12-31T09:00:00+08:00');
      expect((await overdue()).map((each) => each.id)).not.toContain(id);
      const found = await city.ask(people.anonymous, 'query ($n: String) { publicResults(taskNumber: $n) { nodes { id } } }', { n: task.taskNumber });
      expect(found.data).toEqual({ publicResults: { nodes: [] } });
    }
  });

  it('is for the department that inspected', async () => {
    const { id } = await readyPublication();
    const input = { idempotencyKey: freshKey(), publicationId: id, ground: 'UNSUITABLE_BY_LAW', legalBasis: 'x' };
    expect(codeOf(await city.ask(people.inspector2, WITHHOLD, { input }))).toBe('FORBIDDEN');
  });
});

describe('who sees a publication', () => {
  it('before it is public: the departments of the task and those who oversee, nobody else', async () => {
    const { id } = await readyPublication();
    for (const may of [people.inspector1, people.inspector2, people.supervisor]) expect(await show(id, may)).toMatchObject({ id });
    for (const mayNot of [people.outsider, people.anonymous]) expect(codeOf(await city.ask(mayNot, PUBLICATION, { id }))).toBe('FORBIDDEN');
    expect(codeOf(await city.ask(people.inspector1, PUBLICATION, { id: visitOf().objectId }))).toBe('NOT_FOUND');
  });

  it('lists what the caller may see, by state, with the overdue under OVERDUE only', async () => {
    const LIST = 'query ($filter: PublicationFilter) { publications(filter: $filter, first: 200) { totalCount nodes { id state } } }';
    const { task, id } = await readyPublication();
    await completeTask(city, task, '2025-04-03T17:30:00+08:00');
    const list = async (states: string[]) => ((await city.ask(people.inspector2, LIST, { filter: { taskId: task.taskId, states, departmentId: D1 } })).data as { publications: { nodes: { id: string; state: string }[] } }).publications.nodes;
    expect(await list(['READY'])).toEqual([{ id, state: 'READY' }]);
    expect(await list(['OVERDUE'])).toEqual([]);
    city.at('2025-06-01T09:00:00+08:00');
    expect(await list(['READY'])).toEqual([]);
    expect(await list(['OVERDUE', 'PUBLISHED'])).toEqual([{ id, state: 'OVERDUE' }]);
    expect((await city.ask(people.outsider, LIST, { filter: { taskId: task.taskId } })).data).toEqual({ publications: { totalCount: 0, nodes: [] } });
  });
});

describe('decisions', () => {
  const decide = async (profile: string, madeOn: string) => {
    const task = await createTask(city, { profile, departments: [D1] });
    const decisionId = visitOf().objectId;
    await city.tell('DecisionMade', {
      decisionId, followUpId: visitOf().objectId, ...visitOf(), taskId: task.taskId, taskNumber: task.taskNumber, objectName: '某餐饮有限公司', divisionCode: '500112', departmentId: D1,
      kind: 'PENALTY', decisionNumber: '处罚〔2025〕7号', madeOn, profile, profileHash: 'f'.repeat(64),
    });
    return { task, decisionId };
  };
  const publishDecision = (decisionId: string, who = people.inspector1, publicText = '罚款5000元') => city.ask(who, 'mutation ($input: PublishHandlingDecisionInput!) { publishHandlingDecision(input: $input) { decision { state } } }', { input: { idempotencyKey: freshKey(), decisionId, publicText } });
  const publicly = async (taskNumber: string) => ((await city.ask(people.anonymous, 'query ($n: String) { publicHandlingDecisions(taskNumber: $n) { nodes { id kind decisionNumber objectName text } } }', { n: taskNumber })).data as { publicHandlingDecisions: { nodes: unknown[] } }).publicHandlingDecisions.nodes;
  const known = async (decisionId: string, overdue: boolean | null = null) => ((await city.ask(people.inspector1, 'query ($o: Boolean) { handlingDecisions(overdue: $o, first: 100) { nodes { id dueDate overdue late state } } }', { o: overdue })).data as { handlingDecisions: { nodes: { id: string }[] } }).handlingDecisions.nodes.find(({ id }) => id === decisionId);

  it('[SY-art16-h] [CC-art4-n] are public within seven working days in Shenyang, read by anybody, and no draft of them', async () => {
    city.at('2025-10-13T12:00:00+08:00');
    const { task, decisionId } = await decide('SY', '2025-09-26');
    expect(await known(decisionId)).toMatchObject({ dueDate: '2025-10-13', overdue: false, late: null });
    expect(await known(decisionId, true)).toBeUndefined();
    city.at('2025-10-14T09:00:00+08:00');
    expect(await known(decisionId, true)).toMatchObject({ overdue: true });
    expect(codeOf(await publishDecision(decisionId, people.inspector2))).toBe('FORBIDDEN');
    expect(codeOf(await publishDecision(decisionId, people.inspector1, ' '))).toBe('MISSING_FIELD');
    expect((await publishDecision(decisionId)).errors).toEqual([]);
    await city.delivered();
    expect(await known(decisionId)).toMatchObject({ state: 'PUBLISHED', overdue: false, late: true });
    const inChangchun = await decide('CC', '2025-10-10');
    expect(await publicly(inChangchun.task.taskNumber)).toEqual([]);
    expect((await publishDecision(inChangchun.decisionId)).errors).toEqual([]);
    await city.delivered();
    for (const { task: { taskNumber }, decisionId: id } of [{ task, decisionId }, inChangchun]) expect(await publicly(taskNumber)).toEqual([{ id, kind: 'PENALTY', decisionNumber: '处罚〔2025〕7号', objectName: '某餐饮有限公司', text: '罚款5000元' }]);
    const nowhere = await decide('CQ', '2025-10-10');
    expect(await known(nowhere.decisionId)).toBeUndefined();
  });
});

describe('serious results', () => {
  const inDepartment = (department: string) => ({ ...people.outsider, department, roles: ['PLANNER'] });
  const notices = async (department: string) => ((await city.ask(inDepartment(department), '{ disciplineNotices(first: 100) { nodes { id occasion publication { id } measure } } }')).data as { disciplineNotices: { nodes: { id: string; occasion: string; publication: { id: string } }[] } }).disciplineNotices.nodes;
  const act = (who: typeof people.outsider, name: string, type: string, input: object, fields: string) => city.ask(who, `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} } }`, { input: { idempotencyKey: freshKey(), ...input } });
  const published = async (profile: string, code: string) => {
    city.at('2025-04-03T10:00:00+08:00');
    const task = await createTask(city, { profile, departments: [D1] });
    const visit = visitOf();
    await endInspection(city, task, visit, '2025-04-02T15:00:00+08:00');
    await formResult(city, task, visit, { profile, rechecked: true, code, problemFound: true });
    const id = await publicationOf(city, visit);
    expect((await publish(id)).errors).toEqual([]);
    await city.delivered();
    return id;
  };

  it('[SAMR-2.3-g] [SY-art17-e] reach each subscribed department once, and their measures come back', async () => {
    for (const department of [D2, D3]) expect((await act(inDepartment(department), 'subscribeToSeriousResults', 'SubscribeToSeriousResultsInput', { active: true }, 'active')).errors).toEqual([]);
    await published('SY', 'NO_PROBLEM_FOUND');
    expect(await notices(D2)).toEqual([]);
    const id = await published('SY', 'SERIOUS_NON_COOPERATION');
    for (const department of [D2, D3]) expect(await notices(department)).toEqual([{ id: expect.any(String), occasion: 'PUBLISHED', publication: { id }, measure: null }]);
    const share = (publicationId: string, who = people.inspector1) => act(who, 'shareForJointDiscipline', 'ShareForJointDisciplineInput', { publicationId }, 'told');
    expect(codeOf(await share(id, people.inspector2))).toBe('FORBIDDEN');
    expect((await share(id)).data).toEqual({ shareForJointDiscipline: { told: 2 } });
    expect((await share(id)).data).toEqual({ shareForJointDiscipline: { told: 0 } });
    const [shared] = (await notices(D2)).filter(({ occasion }) => occasion === 'SHARED');
    const report = (department: string) => act(inDepartment(department), 'reportDisciplineMeasure', 'ReportDisciplineMeasureInput', { noticeId: shared?.id, measure: '限制参加政府采购' }, 'notice { measure }');
    expect(codeOf(await report(D3))).toBe('FORBIDDEN');
    expect((await report(D2)).data).toEqual({ reportDisciplineMeasure: { notice: { measure: '限制参加政府采购' } } });
    expect(codeOf(await share(await published('CQ', 'SERIOUS_NON_COOPERATION')))).toBe('FORBIDDEN');
    for (const department of [D2, D3]) await act(inDepartment(department), 'subscribeToSeriousResults', 'SubscribeToSeriousResultsInput', { active: false }, 'active');
  });

  it('[GA-art6-a] what a department finds in its own work stays open until it is put right', async () => {
    const officer = inDepartment(D3);
    const open = async (who = officer) => ((await city.ask(who, '{ selfChecks(state: OPEN, first: 50) { nodes { id problem } } }')).data as { selfChecks: { nodes: { id: string }[] } }).selfChecks.nodes;
    const made = await act(officer, 'recordSelfCheck', 'RecordSelfCheckInput', { checkedOn: '2025-04-02', content: '一季度公示自查', problem: '两户未公示' }, 'selfCheck { id state }');
    const { id } = (made.data as { recordSelfCheck: { selfCheck: { id: string } } }).recordSelfCheck.selfCheck;
    expect(await open()).toEqual([{ id, problem: '两户未公示' }]);
    expect(await open(inDepartment(D2))).toEqual([]);
    expect(codeOf(await act(inDepartment(D2), 'correctSelfCheck', 'CorrectSelfCheckInput', { selfCheckId: id, correction: '已补' }, 'selfCheck { id }'))).toBe('FORBIDDEN');
    expect((await act(officer, 'correctSelfCheck', 'CorrectSelfCheckInput', { selfCheckId: id, correction: '已补公示' }, 'selfCheck { state }')).data).toEqual({ correctSelfCheck: { selfCheck: { state: 'CLOSED' } } });
    expect(await open()).toEqual([]);
  });
});
