import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf, D1, detailOf, freshKey, inspecteeOf, people, startCity, type City } from './disclosure-fixture.ts';
import { createTask, endInspection, formResult, publicationOf, visitOf } from './events.ts';

let city: City;
beforeAll(async () => { city = await startCity({ now: '2025-04-10T10:00:00+08:00' }); });
afterAll(() => city[Symbol.asyncDispose]());

const REQUEST = 'mutation ($input: RequestCorrectionInput!) { requestCorrection(input: $input) { correction { id state before { code } after { code label problemFound } publication { state } } } }';
const DECIDE = 'mutation ($input: DecideCorrectionInput!) { decideCorrection(input: $input) { correction { id state decidedBy publication { state } } } }';
const RESULTS = 'query ($n: String) { publicResults(taskNumber: $n) { nodes { id code label problemFound corrected version items { code label } earlierVersions { version code label reason } } } }';
const USCC = '91500000MA5U00001X';

async function published(profile = 'CQ') {
  const task = await createTask(city, { profile });
  const visit = visitOf();
  await endInspection(city, task, visit, '2025-04-02T15:00:00+08:00');
  const result = await formResult(city, task, visit, { profile, uscc: USCC });
  const id = await publicationOf(city, visit);
  const answer = await city.ask(people.inspector1, 'mutation ($input: PublishResultInput!) { publishResult(input: $input) { publication { id } } }', { input: { idempotencyKey: freshKey(), publicationId: id, attestation: true } });
  expect(answer.errors).toEqual([]);
  await city.delivered();
  return { id, task, result, itemId: result.items[0]?.itemId ?? '' };
}

type Published = Awaited<ReturnType<typeof published>>;
const wanted = ({ id, itemId }: Published, more: object = {}) => ({
  idempotencyKey: freshKey(), publicationId: id, ground: 'NECESSARY_CHANGE', reason: '录入有误', code: 'PROBLEM_CORRECTED_ON_SPOT', items: [{ itemId, code: 'PROBLEM_CORRECTED_ON_SPOT' }], ...more,
});
const request = (input: object, who = people.inspector1) => city.ask(who, REQUEST, { input });
const decide = (correctionId: string, who: typeof people.principal1, more: object = {}) => city.ask(who, DECIDE, { input: { idempotencyKey: freshKey(), correctionId, approve: true, ...more } });
const requested = async (input: object): Promise<string> => ((await request(input)).data as { requestCorrection: { correction: { id: string } } }).requestCorrection.correction.id;
const publicly = async (what: Published) => ((await city.ask(people.anonymous, RESULTS, { n: what.task.taskNumber })).data as { publicResults: { nodes: unknown[] } }).publicResults.nodes;

describe('a correction', () => {
  it('[CQ-8.8.2-b] is decided by the principal head of the department alone, and shows the new value beside the old', async () => {
    const what = await published();
    const correctionId = await requested(wanted(what));
    for (const wrong of [people.inspector1, people.head1, people.principal2, people.supervisor, people.outsider]) {
      const refused = await decide(correctionId, wrong);
      expect(codeOf(refused)).toBe('APPROVER_NOT_AUTHORISED');
      expect(detailOf(refused, 'role')).toBe('DEPARTMENT_PRINCIPAL_HEAD');
    }
    expect(await publicly(what)).toMatchObject([{ code: 'NO_PROBLEM_FOUND', corrected: false, version: 1 }]);
    expect(await decide(correctionId, people.principal1)).toMatchObject({ errors: [], data: { decideCorrection: { correction: { state: 'APPROVED', decidedBy: 'principal-1', publication: { state: 'CORRECTING' } } } } });
    await city.delivered();
    expect(await publicly(what)).toEqual([{
      id: what.id, code: 'PROBLEM_CORRECTED_ON_SPOT', label: '发现问题已当场改正', problemFound: true, corrected: true, version: 2, items: [{ code: 'PROBLEM_CORRECTED_ON_SPOT', label: '发现问题已当场改正' }],
      earlierVersions: [{ version: 1, code: 'NO_PROBLEM_FOUND', label: '未发现问题', reason: '录入有误' }],
    }]);
    const shown = await city.ask(people.inspector1, 'query ($id: ID!) { publication(id: $id) { state corrected receipts { operation revision state } corrections { state } } }', { id: what.id });
    expect(shown.data).toEqual({ publication: { state: 'PUBLISHED', corrected: true, corrections: [{ state: 'PUBLISHED' }], receipts: [
      { operation: 'CORRECT', revision: 2, state: 'DELIVERED' }, { operation: 'CORRECT', revision: 2, state: 'DELIVERED' }, { operation: 'PUBLISH', revision: 1, state: 'DELIVERED' }, { operation: 'PUBLISH', revision: 1, state: 'DELIVERED' },
    ] } });
  });

  it('is asked for by the department that inspected, on the ground of the profile, once at a time', async () => {
    const what = await published();
    expect(codeOf(await request(wanted(what), people.inspector2))).toBe('FORBIDDEN');
    const groundless = await request(wanted(what, { ground: 'PROVEN_ERROR' }));
    expect([codeOf(groundless), detailOf(groundless, 'clause')]).toEqual(['CORRECTION_GROUND_REQUIRED', 'CQ 8.8.2']);
    expect(detailOf(await request(wanted(what, { reason: ' ' })), 'field')).toBe('reason');
    expect(codeOf(await request(wanted(what, { code: 'QUALIFIED', items: [{ itemId: what.itemId, code: 'QUALIFIED' }] })))).toBe('RESULT_CODE_INVALID');
    expect(detailOf(await request(wanted(what, { items: [{ itemId: what.id, code: 'NO_PROBLEM_FOUND' }] })), 'field')).toBe('items');
    expect((await request(wanted(what))).errors).toEqual([]);
    expect(codeOf(await request(wanted(what)))).toBe('INVALID_TRANSITION');
  });

  it('that is rejected leaves what the public reads, and needs a reason', async () => {
    const what = await published();
    const correctionId = await requested(wanted(what));
    expect(codeOf(await decide(correctionId, people.principal1, { approve: false }))).toBe('MISSING_FIELD');
    expect(await decide(correctionId, people.principal1, { approve: false, reason: '无需变更' })).toMatchObject({ data: { decideCorrection: { correction: { state: 'REJECTED', publication: { state: 'PUBLISHED' } } } } });
    expect(codeOf(await decide(correctionId, people.principal1))).toBe('INVALID_TRANSITION');
    expect(await publicly(what)).toMatchObject([{ code: 'NO_PROBLEM_FOUND', corrected: false }]);
  });

  it('[CC-art20-b] needs proof in Changchun', async () => {
    const what = await published('CC');
    for (const more of [{ ground: 'NECESSARY_CHANGE', evidence: '现场照片' }, { ground: 'PROVEN_ERROR' }, { ground: null, evidence: '现场照片' }]) {
      expect(codeOf(await request(wanted(what, more)))).toBe('CORRECTION_GROUND_REQUIRED');
    }
    expect((await request(wanted(what, { ground: 'PROVEN_ERROR', evidence: '现场照片', code: 'UNREACHABLE_AT_REGISTERED_ADDRESS', items: [{ itemId: what.itemId, code: 'UNREACHABLE_AT_REGISTERED_ADDRESS' }] }))).errors).toEqual([]);
  });

  it('[CC-art20-c] is signed by the principal head in Changchun', async () => {
    const what = await published('CC');
    const correctionId = await requested(wanted(what, { ground: 'PROVEN_ERROR', evidence: '现场照片', code: 'UNREACHABLE_AT_REGISTERED_ADDRESS', items: [{ itemId: what.itemId, code: 'UNREACHABLE_AT_REGISTERED_ADDRESS' }] }));
    expect(codeOf(await decide(correctionId, people.head1, { signature: '李四' }))).toBe('APPROVER_NOT_AUTHORISED');
    expect(codeOf(await decide(correctionId, people.principal1))).toBe('SIGNATURE_MISSING');
    expect((await decide(correctionId, people.principal1, { signature: '张三' })).errors).toEqual([]);
  });

  it('waits in the list of the principal head, and not in that of another department', async () => {
    const what = await published();
    const correctionId = await requested(wanted(what));
    const waiting = async (who: typeof people.principal1) => ((await city.ask(who, '{ corrections(state: REQUESTED, first: 100) { nodes { id } } }')).data as { corrections: { nodes: { id: string }[] } }).corrections.nodes;
    expect(await waiting(people.principal1)).toContainEqual({ id: correctionId });
    expect(await waiting(people.principal2)).toEqual([]);
  });
});

describe('stopping a publication', () => {
  const APPLY = 'mutation ($input: ApplyStopPublicationInput!) { applyStopPublication(input: $input) { stopPublication { id state } } }';
  const DECIDE_STOP = 'mutation ($input: DecideStopPublicationInput!) { decideStopPublication(input: $input) { stopPublication { state publication { state } } } }';
  const apply = (id: string, who = inspecteeOf(USCC)) => city.ask(who, APPLY, { input: { idempotencyKey: freshKey(), publicationId: id, reason: '已整改' } });

  it('cannot be asked for while no profile sets the period', async () => {
    const { id } = await published();
    const refused = await apply(id);
    expect([codeOf(refused), detailOf(refused, 'parameter')]).toEqual(['PROFILE_INCOMPLETE', 'repair.minPeriod.months']);
  });

  it('[SAMR-3.3-c] is asked for by the party only; once approved the public reads it no more, and the record stays', async () => {
    const what = await published();
    for (const other of [inspecteeOf('91500000MA5U00002X'), people.inspector1]) expect(codeOf(await apply(what.id, other))).toBe('FORBIDDEN');
    // no text gives the period, so the application that it would allow is entered here
    await city.query(`insert into disclosure.stop_publication (region, id, publication_id, department_id, uscc, state, reason, applied_by, applied_at)
      values ('500112', $1, $2, $3, $4, 'APPLIED', '已整改', 'party', now())`, [what.itemId, what.id, D1, USCC]);
    const decide = (who: typeof people.inspector1, more: object) => city.ask(who, DECIDE_STOP, { input: { idempotencyKey: freshKey(), stopPublicationId: what.itemId, approve: true, ...more } });
    expect(codeOf(await decide(people.inspector2, { reason: '符合条件' }))).toBe('FORBIDDEN');
    expect(codeOf(await decide(people.inspector1, {}))).toBe('MISSING_FIELD');
    expect((await decide(people.inspector1, { reason: '符合条件' })).errors).toEqual([]);
    expect(await publicly(what)).toEqual([]);
    await city.delivered();
    const kept = await city.ask(people.inspector1, 'query ($id: ID!) { publication(id: $id) { state publicResult { id } stopPublications { state } receipts { operation } } auditTrail(entityId: $id) { disclosure { action } } }', { id: what.id });
    expect(kept.data).toMatchObject({ publication: { state: 'STOPPED', publicResult: null, stopPublications: [{ state: 'STOPPED' }], receipts: expect.arrayContaining([{ operation: 'WITHDRAW' }]) } });
    const [history] = await city.query<{ entries: string }>('select count(*) as entries from kit.audit_entry where entity_id = $1', [what.id]);
    expect(Number(history?.entries)).toBeGreaterThan(5);
  });
});
