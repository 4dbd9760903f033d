import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '@sortition/kernel';
import { allPassed, commitmentTo, verifyCertificateText } from '@sortition/draw';
import { BEACON, SIGNATURE, SUNDAY, given, rolled } from './randomness-under-test.ts';
import { LEAD, PARTICIPANT, call, codeOf, deputyHead, dispatched, done, inspectorRoster, lead, objectRoster, participant, people, startSamplingUnderTest, units, type Sampling } from './sampling-under-test.ts';

let sampling: Sampling;

beforeAll(async () => {
  sampling = await startSamplingUnderTest(SUNDAY);
  await sampling.hear('registry', objectRoster(1, units(60)), inspectorRoster(1, [...people(LEAD, 5), ...people(PARTICIPANT, 5)]));
});
afterAll(() => sampling[Symbol.asyncDispose]());

interface InspectorDrawView {
  readonly id: string;
  readonly state: string;
  readonly certificate: string;
}

const value = (department: string): string => `${department === LEAD ? '00' : '01'}${'7'.repeat(30)}`;
const commitment = (department: string): string => commitmentTo('SHA-256', { source: department, encoding: 'hex', value: value(department) });

it('a draw of inspectors waits for the same kinds of sources, each bound for it alone, and mixes them to the letter', async () => {
  const taskId = newId();
  await dispatched(sampling, { taskId });
  for (const [identity, department] of [[lead, LEAD], [participant, PARTICIPANT]] as const) {
    await given(sampling, identity, 'commitRandomness', { taskId, drawKind: 'INSPECTOR', drawnBy: PARTICIPANT, commitment: commitment(department) });
  }
  const input = { taskId, departmentId: PARTICIPANT, announcedRandomness: [{ kind: 'BEACON', source: BEACON }, { kind: 'DICE', source: '骰子' }] };
  const intended = await done<InspectorDrawView>(sampling, participant, 'drawInspectors', input);
  expect(intended).toMatchObject({ state: 'INTENDED', certificate: null });
  const waiting = await call(sampling, participant, 'drawInspectors', { taskId, departmentId: PARTICIPANT });
  expect(waiting.errors[0]?.extensions).toMatchObject({ code: 'RANDOMNESS_PENDING', sources: expect.arrayContaining([LEAD, PARTICIPANT, BEACON, '骰子']) });

  const drawId = intended.id;
  for (const [identity, department] of [[lead, LEAD], [participant, PARTICIPANT]] as const) await given(sampling, identity, 'revealRandomness', { drawId, encoding: 'HEX', value: value(department) });
  await given(sampling, lead, 'submitBeacon', { drawId, source: BEACON, signature: SIGNATURE });
  await rolled(sampling, drawId, '骰子', '00000000000000000007', [lead, participant, deputyHead]);
  const drawn = await done<InspectorDrawView>(sampling, participant, 'drawInspectors', { taskId, departmentId: PARTICIPANT });
  expect(drawn).toMatchObject({ id: drawId, state: 'DRAWN' });
  expect(allPassed(verifyCertificateText(drawn.certificate))).toBe(true);
  const contributions: { source: string; value: string }[] = JSON.parse(drawn.certificate).contributions;
  expect(new Map(contributions.map((each) => [each.source, each.value]))).toEqual(new Map([
    [LEAD, value(LEAD)], [PARTICIPANT, value(PARTICIPANT)], [BEACON, SIGNATURE], ['骰子', '00000000000000000007'], ['platform', expect.stringMatching(/^[0-9a-f]{64}$/)],
  ]));
  expect(codeOf(await call(sampling, participant, 'drawInspectors', { taskId, departmentId: PARTICIPANT }))).toBe('DRAW_LOCKED');
});

it('a commitment for the inspectors of one department is not taken up by the draw of another', async () => {
  const taskId = newId();
  await dispatched(sampling, { taskId });
  const other = { source: LEAD, encoding: 'hex', value: 'ee'.repeat(16) } as const;
  await given(sampling, lead, 'commitRandomness', { taskId, drawKind: 'INSPECTOR', drawnBy: PARTICIPANT, commitment: commitmentTo('SHA-256', other) });
  expect(await done<InspectorDrawView>(sampling, lead, 'drawInspectors', { taskId, departmentId: LEAD })).toMatchObject({ state: 'DRAWN' });
  const intended = await done<InspectorDrawView>(sampling, participant, 'drawInspectors', { taskId, departmentId: PARTICIPANT });
  expect(intended.state).toBe('INTENDED');
  await given(sampling, lead, 'revealRandomness', { drawId: intended.id, encoding: 'HEX', value: other.value });
  expect(await done<InspectorDrawView>(sampling, participant, 'drawInspectors', { taskId, departmentId: PARTICIPANT })).toMatchObject({ id: intended.id, state: 'DRAWN' });
});
