import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { allPassed, commitmentTo, verifyCertificateText, type Contribution, type DrawCertificate } from '@sortition/draw';
import { BEACON, OTHER_SIGNATURE, SIGNATURE, SUNDAY, asOwner, given, prepare, readyTask, rolled, say, sourcesOf } from './randomness-under-test.ts';
import { LEAD, PARTICIPANT, call, codeOf, deputyHead, done, headOfParticipant, lead, objectRoster, outsider, participant, principalHead, startSamplingUnderTest, units, type DrawView, type Sampling } from './sampling-under-test.ts';

let sampling: Sampling;

beforeAll(async () => {
  sampling = await startSamplingUnderTest(SUNDAY);
  await sampling.hear('registry', objectRoster(1, units(60)));
});
beforeEach(() => sampling.setTime(SUNDAY));
afterAll(() => sampling[Symbol.asyncDispose]());

const ofLead: Contribution = { source: LEAD, encoding: 'hex', value: '00'.repeat(8) + 'a1b2c3d4e5f60718'.repeat(3) };
const ofParticipant: Contribution = { source: PARTICIPANT, encoding: 'text', value: ' 00042 渝🎲 ' };
const commit = (taskId: string, contribution: Contribution, salt = '') => say(sampling, contribution.source === LEAD ? lead : participant, 'commitRandomness', { taskId, drawKind: 'OBJECT', commitment: commitmentTo('SHA-256', { ...contribution, value: contribution.value + salt }) });
const reveal = (drawId: string, { source, encoding, value }: Contribution, salt = '') => say(sampling, source === LEAD ? lead : participant, 'revealRandomness', { drawId, encoding: encoding.toUpperCase(), value: value + salt });
const draw = (taskId: string) => call(sampling, lead, 'drawObjects', { taskId });
const drawn = (taskId: string) => done<DrawView>(sampling, lead, 'drawObjects', { taskId });
const certificateOf = (view: DrawView): DrawCertificate => JSON.parse(view.certificate);
const detailsOf = (answer: Awaited<ReturnType<typeof draw>>): unknown => answer.errors[0]?.extensions;

describe('a draw of two departments, a beacon and dice', () => {
  it('waits for all of them, takes each to the letter, and certifies what anybody can verify', async () => {
    const taskId = await readyTask(sampling);
    expect((await commit(taskId, ofLead, '01')).errors).toEqual([]);
    expect((await commit(taskId, ofParticipant, '1')).errors).toEqual([]);
    const { id } = await prepare(sampling, taskId, [['BEACON', BEACON], ['DICE', '渝中公证处 00号']]);

    const before = await sourcesOf(sampling, participant, id);
    expect([...before.values()].map(({ kind, state, value }) => [kind, state, value]).toSorted()).toEqual(['BEACON', 'DEPARTMENT', 'DEPARTMENT', 'DICE', 'PLATFORM'].map((kind) => [kind, 'AWAITED', null]));
    expect(before.get(BEACON)?.dueAt).toBe('2023-08-23T15:59:24.000Z');
    expect(before.get(LEAD)?.dueAt).toBe('2023-08-22T16:00:00.000Z');
    expect(before.get('platform')?.commitment).toMatch(/^[0-9a-f]{64}$/);
    const awaited = ['渝中公证处 00号', BEACON, LEAD, PARTICIPANT];
    expect(detailsOf(await draw(taskId))).toMatchObject({ code: 'RANDOMNESS_PENDING', sources: expect.arrayContaining(awaited) });

    const wrong = await reveal(id, ofParticipant, '2');
    expect(detailsOf(wrong)).toMatchObject({ code: 'COMMITMENT_MISMATCH', source: PARTICIPANT, clause: expect.any(String) });
    expect((await reveal(id, ofParticipant, '1')).errors).toEqual([]);
    expect((await reveal(id, ofLead, '01')).errors).toEqual([]);
    expect((await sourcesOf(sampling, lead, id)).get(PARTICIPANT)).toMatchObject({ state: 'GIVEN', encoding: 'TEXT', value: `${ofParticipant.value}1`, withheldAt: null });

    sampling.setTime('2023-08-24T09:00:00+08:00');
    for (const signature of [OTHER_SIGNATURE, SIGNATURE.replace(/9$/, '8'), SIGNATURE.toUpperCase(), '']) {
      expect(codeOf(await say(sampling, lead, 'submitBeacon', { drawId: id, source: BEACON, signature }))).toBe('BEACON_INVALID');
    }
    await given(sampling, participant, 'submitBeacon', { drawId: id, source: BEACON, signature: SIGNATURE });
    expect(detailsOf(await draw(taskId))).toMatchObject({ code: 'RANDOMNESS_PENDING', sources: ['渝中公证处 00号'] });
    await rolled(sampling, id, '渝中公证处 00号', '00731850294617305582', [lead, participant, headOfParticipant]);

    const certificate = certificateOf(await drawn(taskId));
    expect(allPassed(verifyCertificateText(JSON.stringify(certificate)))).toBe(true);
    expect(new Map(certificate.contributions.map(({ source, value }) => [source, value]))).toEqual(new Map([
      [LEAD, `${ofLead.value}01`], [PARTICIPANT, `${ofParticipant.value}1`], [BEACON, SIGNATURE], ['渝中公证处 00号', '00731850294617305582'], ['platform', expect.stringMatching(/^[0-9a-f]{64}$/)],
    ]));
    const events = (await sampling.emitted('RandomnessGiven')).filter(({ payload }) => payload['drawId'] === id).map(({ payload }) => [payload['step'], payload['source'], payload['value']]);
    expect(events.filter(([step]) => step === 'COMMITTED').map(([, source]) => source).toSorted()).toEqual([LEAD, PARTICIPANT, 'platform'].toSorted());
    expect(events.filter(([step]) => step === 'REVEALED').map(([, source]) => source).toSorted()).toEqual([LEAD, PARTICIPANT, BEACON, '渝中公证处 00号'].toSorted());
  });

  it('draws the same from the same contributions only: another intent gives another seed', async () => {
    const digits = '31415926535897932384';
    const results = [];
    for (const taskId of [await readyTask(sampling), await readyTask(sampling)]) {
      const { id, intentHash } = await prepare(sampling, taskId, [['BEACON', BEACON], ['DICE', '骰子']]);
      await given(sampling, lead, 'submitBeacon', { drawId: id, source: BEACON, signature: SIGNATURE });
      await rolled(sampling, id, '骰子', digits, [lead, participant, deputyHead]);
      results.push({ intentHash, seed: (await drawn(taskId)).seed });
    }
    expect(new Set(results.map(({ intentHash }) => intentHash)).size).toBe(2);
    expect(new Set(results.map(({ seed }) => seed)).size).toBe(2);
  });
});

describe('whoever speaks last', () => {
  it('cannot know the seed before: the platform is bound in the intent, and shows its value to nobody until the draw', async () => {
    const taskId = await readyTask(sampling);
    await commit(taskId, ofLead, '02');
    const { id } = await prepare(sampling, taskId);
    const secret = (await asOwner<{ value: string }>(sampling, 'select value from sampling.platform_secret where draw_id = $1', [id]))[0]?.value ?? '';
    const commitment = commitmentTo('SHA-256', { source: 'platform', encoding: 'hex', value: secret });
    const everything = async () => JSON.stringify([await sampling.emitted(), [...await sourcesOf(sampling, lead, id)], await asOwner(sampling, 'select before, after from kit.audit_entry'), await asOwner(sampling, 'select intent, seed, certificate from sampling.object_draw where id = $1', [id])]);
    expect(await everything()).toContain(commitment);
    expect(await asOwner(sampling, 'select intent from sampling.object_draw where id = $1', [id])).toHaveLength(1);
    expect(await everything()).not.toContain(secret);
    await reveal(id, ofLead, '02');
    expect(await everything()).not.toContain(secret);

    const certificate = certificateOf(await drawn(taskId));
    expect(certificate.contributions).toContainEqual({ source: 'platform', encoding: 'hex', value: secret });
    expect(certificate.intent.randomness).toContainEqual({ source: 'platform', kind: 'PLATFORM', commitment });
    const published = JSON.stringify((await sampling.emitted()).map(({ payload }) => payload));
    expect(published).not.toContain(secret);
  });

  it('cannot be changed once it has spoken, nor the platform once it is bound, not even by the application itself', async () => {
    const taskId = await readyTask(sampling);
    await commit(taskId, ofLead, '03');
    const { id } = await prepare(sampling, taskId);
    await reveal(id, ofLead, '03');
    const app = new pg.Client({ connectionString: sampling.database.appUrl });
    await app.connect();
    await app.query("select set_config('app.roles', 'SYSTEM', false)");
    await expect(app.query("update sampling.randomness set value = 'ff' where draw_id = $1 and source = $2", [id, LEAD])).rejects.toThrow('given randomness cannot be changed');
    await expect(app.query("update sampling.randomness set commitment = $2 where draw_id = $1 and source = 'platform'", [id, 'f'.repeat(64)])).rejects.toThrow('given randomness cannot be changed');
    await expect(app.query("update sampling.platform_secret set value = 'ff' where draw_id = $1", [id])).rejects.toThrow('permission denied');
    await expect(app.query('delete from sampling.randomness where draw_id = $1', [id])).rejects.toThrow('permission denied');
    await app.end();
  });
});

describe('a commitment', () => {
  it('is taken once for each draw to come, and never again after it was shown', async () => {
    const taskId = await readyTask(sampling);
    const first = await commit(taskId, ofParticipant, '4');
    expect((await commit(taskId, ofParticipant, '4')).data).toEqual(first.data);
    expect(detailsOf(await commit(taskId, ofParticipant, '5'))).toMatchObject({ code: 'INVALID_TRANSITION', from: 'COMMITTED', to: 'COMMITTED' });
    await prepare(sampling, taskId);
    const again = await readyTask(sampling);
    expect(detailsOf(await commit(again, ofParticipant, '4'))).toMatchObject({ code: 'INVALID_VALUE', reason: 'USED_BEFORE' });
  });

  it('is for departments of the task, at whose desk it is made, and is 64 hexadecimal digits', async () => {
    const taskId = await readyTask(sampling);
    const input = { taskId, drawKind: 'OBJECT', commitment: 'ab'.repeat(32) };
    expect(codeOf(await say(sampling, outsider, 'commitRandomness', input))).toBe('TASK_REQUIRED');
    expect(codeOf(await say(sampling, principalHead, 'commitRandomness', input))).toBe('FORBIDDEN');
    for (const commitment of ['', 'AB'.repeat(32), '1234567890', 'ab'.repeat(33)]) expect(codeOf(await say(sampling, lead, 'commitRandomness', { ...input, commitment }))).toBe('INVALID_VALUE');
    expect(codeOf(await say(sampling, lead, 'commitRandomness', { ...input, drawKind: 'INSPECTOR' }))).toBe('MISSING_FIELD');
  });

  it('that was announced has to be there, and a department that made none has nothing to reveal', async () => {
    const taskId = await readyTask(sampling);
    const announced = [{ kind: 'DEPARTMENT', source: PARTICIPANT }];
    expect(detailsOf(await call(sampling, lead, 'prepareObjectDraw', { taskId, announcedRandomness: announced }))).toMatchObject({ code: 'RANDOMNESS_PENDING', sources: [PARTICIPANT] });
    const { id } = await prepare(sampling, taskId);
    expect(codeOf(await reveal(id, ofParticipant))).toBe('NOT_FOUND');
    expect(codeOf(await say(sampling, outsider, 'revealRandomness', { drawId: id, encoding: 'HEX', value: 'ff' }))).toBe('NOT_FOUND');
  });
});

describe('a double submit', () => {
  it('changes nothing, whatever is submitted twice, and another value is refused', async () => {
    const taskId = await readyTask(sampling);
    await commit(taskId, ofLead, '06');
    const { id } = await prepare(sampling, taskId, [['BEACON', BEACON], ['DICE', '骰子']]);
    await reveal(id, ofLead, '06');
    await given(sampling, lead, 'submitBeacon', { drawId: id, source: BEACON, signature: SIGNATURE });
    await rolled(sampling, id, '骰子', '000000', [lead, participant, deputyHead]);
    const state = async () => [[...await sourcesOf(sampling, lead, id)], (await sampling.emitted()).length];
    const before = await state();
    expect((await reveal(id, ofLead, '06')).errors).toEqual([]);
    await given(sampling, participant, 'submitBeacon', { drawId: id, source: BEACON, signature: SIGNATURE });
    await given(sampling, participant, 'confirmCeremony', { drawId: id, source: '骰子', digits: '000000' });
    expect(await state()).toEqual(before);
    expect(codeOf(await reveal(id, ofLead, '07'))).toBe('COMMITMENT_MISMATCH');
    expect(codeOf(await say(sampling, lead, 'recordCeremony', { drawId: id, source: '骰子', digits: '111111', place: 'x', heldAt: SUNDAY, witnesses: [{ name: 'x', role: 'x', organisation: 'x' }] }))).toBe('INVALID_TRANSITION');
    expect(await state()).toEqual(before);
  });
});
