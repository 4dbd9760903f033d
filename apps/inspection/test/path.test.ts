import { afterAll, beforeAll, expect, it } from 'vitest';
import { done, leader, member, site, startInspectionUnderTest, type Inspection } from './inspection-under-test.ts';
import { ended } from './steps.ts';

let inspection: Inspection;
beforeAll(async () => { inspection = await startInspectionUnderTest(); });
afterAll(() => inspection[Symbol.asyncDispose]());

it('carries a joint visit from schedule to sealed dossier, and tells the others', async () => {
  const visited = await ended(inspection, await site(inspection));
  const dossier = await done(inspection, leader, 'archiveDossier', { inspectionId: visited.inspectionId });
  expect(dossier['manifestHash']).toMatch(/^[0-9a-f]{64}$/);
  const own = (await inspection.emitted()).filter(({ payload }) => payload['inspectionId'] === visited.inspectionId);
  expect(own.map(({ type }) => type)).toEqual(['InspectionStarted', 'ResultFormed', 'ResultFormed', 'InspectionEnded', 'DossierArchived']);
  expect(own.filter(({ type }) => type === 'ResultFormed').map(({ payload }) => payload['code'])).toEqual(['NO_PROBLEM_FOUND', 'NO_PROBLEM_FOUND']);
  expect(member.department).not.toBe(leader.department);
});
