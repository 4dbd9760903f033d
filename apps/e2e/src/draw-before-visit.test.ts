import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startInspection } from '@sortition/inspection';
import { newId } from '@sortition/kernel';
import { startSampling } from '@sortition/sampling';
import { ANONYMOUS, migrateDatabase, migrateJobs, readConfig, signIdentity, type Identity } from '@sortition/service-kit';
import { startTestSubgraph, type Answer, type TestSubgraph } from '@sortition/testkit';
import { workspace } from './supergraph-now.ts';

/** Sampling and inspection as they really run, each on its database; what the one emits the other hears. */
interface Pair {
  readonly sampling: TestSubgraph<Identity>;
  readonly inspection: TestSubgraph<Identity>;
}

const LEAD = newId();
const officer: Identity = { ...ANONYMOUS, subject: 'officer', department: LEAD, level: 'MUNICIPAL', region: '210100', roles: ['PLANNER'] };
const inspectorOf = (inspectorId: string): Identity => ({ ...officer, subject: `inspector-${inspectorId}`, name: '王小明', roles: ['INSPECTOR'] });

const start = (service: 'sampling' | 'inspection', sources: readonly string[]): Promise<TestSubgraph<Identity>> => startTestSubgraph<Identity>({
  service, sources, serviceRoot: `${workspace}/apps/${service}`, sign: signIdentity, now: '2025-03-03T09:00:00+08:00',
  migrate: async (target) => {
    await migrateDatabase(target);
    await migrateJobs(target.ownerUrl, target.appRole);
  },
  start: (env, clock) => (service === 'sampling' ? startSampling : startInspection)(readConfig(env), { clock }),
});

let pair: Pair;
beforeAll(async () => { pair = { sampling: await start('sampling', ['registry', 'planning', 'inspection']), inspection: await start('inspection', ['registry', 'planning', 'sampling', 'disclosure']) }; });
afterAll(async () => {
  await pair?.sampling[Symbol.asyncDispose]();
  await pair?.inspection[Symbol.asyncDispose]();
});

const refusalOf = (answer: Answer): unknown => answer.errors[0]?.extensions;

async function act<T>(service: TestSubgraph<Identity>, by: Identity, operation: string, fields: string, input: Readonly<Record<string, unknown>>): Promise<T> {
  const answer = await attempt(service, by, operation, fields, input);
  if (answer.errors.length > 0) throw new Error(`${operation}: ${JSON.stringify(answer.errors)}`);
  return (answer.data as Record<string, T>)[operation] as T;
}

const attempt = (service: TestSubgraph<Identity>, by: Identity, operation: string, fields: string, input: Readonly<Record<string, unknown>>): Promise<Answer> =>
  service.ask(by, `mutation ($input: ${operation.charAt(0).toUpperCase()}${operation.slice(1)}Input!) { ${operation}(input: $input) { ${fields} } }`, { input: { idempotencyKey: randomUUID(), ...input } });

let relayed = 0;
/** Hands to inspection what sampling has emitted since. */
async function relay(): Promise<void> {
  const all = await pair.sampling.emitted();
  await pair.inspection.hear('sampling', ...all.slice(relayed).map(({ type, payload }) => [type, payload] as const));
  relayed = all.length;
}

interface Place {
  readonly taskId: string;
  readonly objectId: string;
}

/** A task for one object, known to both services, its list dispatched. */
async function dispatched(profile: string, origin: string): Promise<Place> {
  const { sampling, inspection } = pair;
  const [taskId, objectId, kind] = [newId(), newId(), `KIND-${newId()}`];
  const department = { departmentId: LEAD, name: '市市场监督管理局', level: 'MUNICIPAL', divisionCode: '210100', parentId: null, authorityBasis: 'STATUTORY_DEPARTMENT', authorityItemIds: null, profile, active: true };
  const ready = {
    taskId, taskNumber: `T-${taskId.slice(-6)}`, name: '抽查', planId: newId(), planEntryId: newId(), leadDepartmentId: LEAD, participatingDepartmentIds: [], divisionCode: '210100', period: { from: '2025-03-01', to: '2025-06-30' },
    profile, profileHash: 'a'.repeat(64), origin, items: [{ itemId: newId(), departmentId: LEAD, name: '食品经营许可', itemClass: 'GENERAL', objectType: 'MARKET_ENTITY', noticeExemption: null }],
    population: { kinds: [kind], divisionCodes: [], tags: [], riskLevels: [], creditLevels: [] }, ratio: '1', objectCount: 1, strata: [],
    scheme: { content: '许可', modes: ['ON_SITE'], inspectorsPerDepartment: 2, teamCount: 1, specialties: [], inspectorDrawnBy: 'LEAD_DEPARTMENT', inspectorDrawMode: 'POOL' },
  };
  await sampling.hear('registry', ['DepartmentSaved', department], ['ObjectRosterChanged', { rosterVersion: 1, objects: [{ objectId, divisionCode: '210102', kind, tags: [], riskLevel: null, creditLevel: null, weight: 1, active: true, ownerDepartmentId: LEAD }] }],
    ['InspectorRosterChanged', { rosterVersion: 1, inspectors: Array.from({ length: 3 }, () => newId()).map((inspectorId) => ({ inspectorId, subject: `inspector-${inspectorId}`, departmentId: LEAD, divisionCode: '210100', category: 'CIVIL_SERVANT', qualified: true, certificateExpiresOn: null, specialties: [], modes: ['ON_SITE'], recusedObjectIds: [], active: true })) }],
    ['DirectoryConfirmed', { taskId, departmentId: LEAD, state: 'CONFIRMED', at: '2025-03-03T09:00:00+08:00' }]);
  await inspection.hear('registry', ['DepartmentSaved', department], ['ObjectDetailsSnapshotted', { taskId, drawId: newId(), objects: [{ objectId, kind, name: '沈阳某某餐饮有限公司', uscc: null, responsibleUscc: null, divisionCode: '210102', district: '和平区', address: '和平区1号', legalRepresentative: '张三' }] }]);
  for (const service of [sampling, inspection]) await service.hear('planning', ['TaskReady', ready]);
  if (origin === 'DIRECT') await act(sampling, officer, 'registerClue', 'clue { id }', { objectId, kind: 'COMPLAINT', reference: '12345-1', receivedOn: '2025-03-02', taskId });
  const { objectDraw: { id: drawId } } = await act<{ objectDraw: { id: string } }>(sampling, officer, 'prepareObjectDraw', 'objectDraw { id }', { taskId });
  await act(sampling, officer, 'drawObjects', 'objectDraw { id }', { taskId });
  for (const step of ['confirmObjectDraw', 'dispatchObjectList']) {
    const answer = await sampling.ask(officer, `mutation ($input: ObjectDrawInput!) { ${step}(input: $input) { objectDraw { id } } }`, { input: { idempotencyKey: randomUUID(), drawId } });
    expect(answer.errors).toEqual([]);
  }
  await relay();
  return { taskId, objectId };
}

/** Inspectors drawn and in a team; gives its leader. */
async function teamed({ taskId }: Place): Promise<Identity> {
  await act(pair.sampling, officer, 'drawInspectors', 'inspectorDraw { id }', { taskId, departmentId: LEAD });
  const { teams } = await act<{ teams: { members: { role: string; inspector: { id: string } }[] }[] }>(pair.sampling, officer, 'formTeam', 'teams { members { role inspector { id } } }', { taskId });
  await relay();
  return inspectorOf(teams[0]?.members.find(({ role }) => role === 'LEADER')?.inspector.id ?? '');
}

const starting = (place: Place, by: Identity): Promise<Answer> => attempt(pair.inspection, by, 'startInspection', 'inspection { state }', { ...place, mode: 'ON_SITE' });

describe('what sampling draws, and inspection waits for', () => {
  test('[CC-art12-i] objects, then inspectors, then the visit', async () => {
    const place = await dispatched('CC', 'PLAN');
    expect(refusalOf(await starting(place, inspectorOf(newId())))).toMatchObject({ code: 'DRAW_MISSING', draw: 'INSPECTOR' });
    expect(refusalOf(await starting(place, await teamed(place)))).not.toMatchObject({ code: 'DRAW_MISSING' });
  });

  test.each([
    ['it is drawn', { options: [{ dimension: 'TIME', options: ['2025-03-03', '2025-03-04'] }] }],
    ['a reason is recorded', { reason: '突发事件，须立即到场' }],
  ])('[SY-art14-1-d] a random element of a task without lot, unless %s', async (_what, input) => {
    const place = await dispatched('SY', 'DIRECT');
    const leader = await teamed(place);
    const { inspection: { id: inspectionId } } = await act<{ inspection: { id: string } }>(pair.inspection, leader, 'scheduleVisit', 'inspection { id }', { ...place, scheduledFor: '2025-03-03T02:00:00Z' });
    await act(pair.inspection, leader, 'sendNotice', 'inspection { id }', { inspectionId, channel: 'DOCUMENT', inspectionTime: '2025-03-03T02:00:00Z', cooperationRequirements: '请派人陪同', materials: '营业执照' });
    expect(refusalOf(await starting(place, leader))).toMatchObject({ code: 'RANDOM_ELEMENT_MISSING', clause: 'SY art.14(1)' });
    await act(pair.sampling, officer, 'randomiseCircumstances', 'circumstances { id }', { taskId: place.taskId, ...input });
    await relay();
    expect((await starting(place, leader)).data).toEqual({ startInspection: { inspection: { state: 'ON_SITE' } } });
  });
});
