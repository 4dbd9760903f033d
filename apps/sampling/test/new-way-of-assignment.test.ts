import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { assertOk, newId } from '@sortition/kernel';
import type * as Profiles from '@sortition/profiles';
import { ANONYMOUS } from '@sortition/service-kit';
import { LEAD, call, dispatched, done, inspectorRoster, lead, objectRoster, people, startSamplingUnderTest, units, type Sampling } from './sampling-under-test.ts';

/** A later version of the national rules, with one more way of assignment and nothing else. */
vi.mock(import('@sortition/profiles'), async (original) => {
  const profiles = await original();
  const national = profiles.SHIPPED_PROFILES.find(({ text }) => text.code === 'SAMR');
  if (national?.text.draw.inspector.schemes.source !== 'ASSUMED') throw new Error('the nation has no ways of assignment');
  const { inspector } = national.text.draw;
  const added = { name: 'NIGHT_SHIFT', version: 3, zh: '夜间值班随机', unit: 'OBJECT', constraints: ['SPECIALTY'], maxTeams: 4 } as const;
  const schemes = { ...national.text.draw.inspector.schemes, value: [...national.text.draw.inspector.schemes.value, { ...added, constraints: [...added.constraints] }] };
  const next: Profiles.ProfileVersion = { ...national, version: 2, text: { ...national.text, draw: { ...national.text.draw, inspector: { ...inspector, schemes } } } };
  const versions = [...profiles.SHIPPED_PROFILES, next];
  return { ...profiles, SHIPPED_PROFILES: versions, profileOfTask: ({ profile }: { readonly profile: string }) => profiles.profileOfId(versions, profile) };
});

let sampling: Sampling;
beforeAll(async () => {
  sampling = await startSamplingUnderTest();
  await sampling.hear('registry', objectRoster(1, units(8)), inspectorRoster(1, people(LEAD, 4)));
});
afterAll(() => sampling[Symbol.asyncDispose]());

interface Draw { readonly id: string; readonly scheme: object; readonly groups: number; readonly certificate: string }

it('[SAMR-2.4-f] a new way of assignment in the profile works without code, and is recorded with its name and version', async () => {
  const { profileOfId, SHIPPED_PROFILES } = await import('@sortition/profiles');
  expect(assertOk(profileOfId(SHIPPED_PROFILES, 'SAMR@2')).draw.inspector.schemes.value).toHaveLength(5);
  const taskId = newId();
  await dispatched(sampling, { taskId, profile: 'SAMR@2', participants: [], inspectorsPerDepartment: 2, ratio: '0.5', specialties: ['FOOD'] });
  const draw = await done<Draw>(sampling, lead, 'drawInspectors', { taskId, departmentId: LEAD, scheme: 'NIGHT_SHIFT' });
  expect(draw).toMatchObject({ scheme: { name: 'NIGHT_SHIFT', version: 3 }, groups: 4 });
  const { intent } = JSON.parse(draw.certificate) as { intent: { scheme: object; constraints: object } };
  expect(intent).toMatchObject({ scheme: { name: 'NIGHT_SHIFT', version: 3 }, constraints: { maxTeams: 4 } });
  expect((await sampling.ask(ANONYMOUS, 'query ($id: ID!) { verifyDraw(id: $id) { identical } }', { id: draw.id })).data).toEqual({ verifyDraw: { identical: true } });

  const before = newId();
  await dispatched(sampling, { taskId: before, profile: 'SAMR@1', participants: [], inspectorsPerDepartment: 2, specialties: ['FOOD'] });
  const refused = await call(sampling, lead, 'drawInspectors', { taskId: before, departmentId: LEAD, scheme: 'NIGHT_SHIFT' });
  expect(refused.errors[0]?.extensions).toMatchObject({ code: 'INVALID_VALUE', field: 'scheme' });
});
