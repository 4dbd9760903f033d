import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SUNDAY, asOwner, given, prepare, readyTask, rolled, say, sourcesOf, type Prepared } from './randomness-under-test.ts';
import { codeOf, deputyHead, done, headOfParticipant, lead, objectRoster, outsider, participant, startSamplingUnderTest, units, type DrawView, type Sampling } from './sampling-under-test.ts';

let sampling: Sampling;

beforeAll(async () => {
  sampling = await startSamplingUnderTest(SUNDAY);
  await sampling.hear('registry', objectRoster(1, units(60)));
});
beforeEach(() => sampling.setTime(SUNDAY));
afterAll(() => sampling[Symbol.asyncDispose]());

const DICE = '渝中公证处 2023-08-20';
const prepared = async (): Promise<Prepared> => prepare(sampling, await readyTask(sampling), [['DICE', DICE]]);
const witnesses = [{ name: '王小明', role: '公证员', organisation: '渝中公证处' }, { name: '李四', role: '商会代表', organisation: '渝中区餐饮商会' }];
const typed = (drawId: string, digits: string) => ({ drawId, source: DICE, digits, place: '渝中区政务大厅', heldAt: '2023-08-20T09:30:00+08:00', witnesses });

describe('digits typed in public', () => {
  it.each([
    ['00731850294617305582', '20-digit seeds with leading zeros survive GraphQL and SQL'],
    ['00000000000000000000', '20 zeros survive GraphQL and SQL'],
    ['9007199254740993', '16 digits beyond what a double holds survive GraphQL and SQL'],
    ['99999999999999999999999999999999999999999999999999', '50-digit seeds survive GraphQL and SQL'],
  ])('[S7] %s: %s', async (digits) => {
    const { id, taskId } = await prepared();
    const source = await rolled(sampling, id, DICE, digits, [lead, participant, headOfParticipant]);
    expect(source).toMatchObject({ state: 'GIVEN', encoding: 'TEXT', value: digits });
    const rows = await asOwner(sampling, 'select value, pg_typeof(value)::text as type, digits, pg_typeof(digits)::text as typed from sampling.randomness join sampling.ceremony using (draw_id, source) where draw_id = $1', [id]);
    expect(rows).toEqual([{ value: digits, type: 'text', digits, typed: 'text' }]);
    const draw = await done<DrawView>(sampling, lead, 'drawObjects', { taskId });
    expect(JSON.parse(draw.certificate).contributions).toContainEqual({ source: DICE, encoding: 'text', value: digits });
    expect(draw.certificate).toContain(`"value":"${digits}"`);
  });

  it('are refused as a number, by the language itself', async () => {
    const { id } = await prepared();
    const answer = await sampling.ask(lead, `mutation { confirmCeremony(input: { idempotencyKey: "12345678", drawId: "${id}", source: "x", digits: 7318502946 }) { randomness { value } } }`);
    expect(answer.errors[0]?.message).toContain('String cannot represent a non string value');
  });
});

describe('a ceremony', () => {
  it('counts when two others have typed the same: not the typist, not one person twice, not other digits', async () => {
    const { id, taskId } = await prepared();
    const confirm = (identity: typeof lead, digits = '004217') => say(sampling, identity, 'confirmCeremony', { drawId: id, source: DICE, digits });
    expect(codeOf(await confirm(lead))).toBe('INVALID_TRANSITION');
    await given(sampling, lead, 'recordCeremony', typed(id, '004217'));
    expect(codeOf(await confirm(lead))).toBe('CONFIRMER_MUST_DIFFER');
    expect(codeOf(await confirm(participant, '4217'))).toBe('CEREMONY_MISMATCH');
    expect(codeOf(await confirm(outsider))).toBe('NOT_FOUND');
    for (let i = 0; i < 2; i++) expect((await confirm(participant)).errors).toEqual([]);
    expect((await sourcesOf(sampling, lead, id)).get(DICE)).toMatchObject({ state: 'AWAITED', value: null });
    expect(codeOf(await sampling.ask(lead, 'mutation ($input: DrawObjectsInput!) { drawObjects(input: $input) { objectDraw { id } } }', { input: { idempotencyKey: 'too-early', taskId } }))).toBe('RANDOMNESS_PENDING');
    expect((await confirm(deputyHead)).errors).toEqual([]);
    expect((await sourcesOf(sampling, lead, id)).get(DICE)).toMatchObject({ state: 'GIVEN', value: '004217' });
    expect(codeOf(await confirm(headOfParticipant))).toBe('INVALID_TRANSITION');
  });

  it('leaves minutes that anybody of the task can read, with every recording and with names masked', async () => {
    const { id } = await prepared();
    await given(sampling, lead, 'recordCeremony', typed(id, '111112'));
    await given(sampling, lead, 'recordCeremony', typed(id, '0011112'));
    await given(sampling, participant, 'confirmCeremony', { drawId: id, source: DICE, digits: '0011112' });
    sampling.setTime('2023-08-20T10:00:01+08:00');
    await given(sampling, headOfParticipant, 'confirmCeremony', { drawId: id, source: DICE, digits: '0011112' });
    const ceremonies = (await sourcesOf(sampling, participant, id)).get(DICE)?.ceremonies ?? [];
    expect(ceremonies.map(({ number, digits, confirmedBy }) => [number, digits, confirmedBy])).toEqual([[1, '111112', []], [2, '0011112', ['participant-officer', 'participant-head']]]);
    expect(ceremonies[1]?.witnesses).toEqual([{ name: '王**', role: '公证员' }, { name: '李*', role: '商会代表' }]);
    expect(ceremonies[1]?.minutes).toBe([
      `随机数公开仪式记录（${DICE}，第2次录入）`, '时间：2023年8月20日 09:30', '地点：渝中区政务大厅', '见证人：王**（渝中公证处，公证员）、李*（渝中区餐饮商会，商会代表）',
      '数字（共7位）：00111 12', '录入：lead-officer', '复核：participant-officer、participant-head',
    ].join('\n'));
  });

  it('keeps the names of witnesses from whoever reads the database or the audit trail', async () => {
    const { id } = await prepared();
    await given(sampling, lead, 'recordCeremony', typed(id, '654321'));
    const rows = await asOwner(sampling, 'select witnesses::text from sampling.ceremony where draw_id = $1 union all select after::text from kit.audit_entry union all select payload::text from kit.event union all select answer::text from kit.idempotency', [id]);
    expect(JSON.stringify(rows)).toContain('渝中公证处');
    expect(JSON.stringify(rows)).not.toContain('王小明');
  });

  it.each([
    ['five digits only', { digits: '12345' }, 'INVALID_VALUE'],
    ['letters', { digits: '12345a' }, 'INVALID_VALUE'],
    ['full-width digits', { digits: '１２３４５６' }, 'INVALID_VALUE'],
    ['no place', { place: ' ' }, 'MISSING_FIELD'],
    ['an hour to come', { heldAt: '2023-08-20T10:00:01+08:00' }, 'INVALID_VALUE'],
    ['nobody who watched', { witnesses: [] }, 'WITNESS_REQUIRED'],
    ['a witness without a name', { witnesses: [{ name: '', role: '公证员', organisation: 'x' }] }, 'MISSING_FIELD'],
    ['dice that nobody announced', { source: '另一处' }, 'NOT_FOUND'],
  ])('with %s is refused', async (_, change, code) => {
    const { id } = await prepared();
    expect(codeOf(await say(sampling, lead, 'recordCeremony', { ...typed(id, '123456'), ...change }))).toBe(code);
  });
});
