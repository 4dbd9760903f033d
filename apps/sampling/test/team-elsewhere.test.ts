import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyCertificate } from '@sortition/draw';
import { newId } from '@sortition/kernel';
import { ANONYMOUS, type Identity } from '@sortition/service-kit';
import {
  LEAD, PARTICIPANT, call, codeOf, dispatched, done, expertSaved, inspectorRoster, lead, objectRoster, participant, people, startSamplingUnderTest, taskReady, units,
  type DrawView, type RosterPerson, type Sampling, type TaskTerms,
} from './sampling-under-test.ts';

let sampling: Sampling;
const THIRD = newId();
const third: Identity = { ...participant, department: THIRD, subject: 'third-officer' };
const ofLead = people(LEAD, 2);
const officers = new Map<string, Identity>([[LEAD, lead], [PARTICIPANT, participant], [THIRD, third]]);
const lab = { expertId: newId(), nature: 'BODY', services: ['TESTING'], qualification: { number: 'CMA-2311', expiresOn: '2027-06-30' } } as const;
const lapsed = { ...lab, expertId: newId(), qualification: { number: 'CMA-0007', expiresOn: '2025-06-29' } };
const unproven = { ...lab, expertId: newId(), qualification: null };
const scholars = Array.from({ length: 4 }, () => ({ expertId: newId(), specialties: ['BOILER'] }));
let version = 0;

const hire = (staff: readonly RosterPerson[]) => sampling.hear('registry', inspectorRoster(++version, staff));

beforeAll(async () => {
  sampling = await startSamplingUnderTest();
  await sampling.hear('registry', objectRoster(1, units(20)), ...[lab, lapsed, unproven, ...scholars].map(expertSaved));
  await hire([...ofLead, ...people(PARTICIPANT, 4), ...people(THIRD, 4)]);
});
afterAll(() => sampling[Symbol.asyncDispose]());

interface Member { readonly role: string; readonly origin: string; readonly inspector: { readonly id: string } | null; readonly expert: { readonly id: string } | null; readonly department: { readonly id: string } | null; readonly services?: readonly string[]; readonly qualificationNo?: string }
interface Team {
  readonly id: string;
  readonly members: readonly Member[];
  readonly objects: readonly { readonly id: string }[];
  readonly warnings: readonly { readonly code: string; readonly clause: string; readonly object: { readonly id: string } | null; readonly inspectors: readonly { readonly id: string }[] }[];
  readonly mergedVisits: readonly { readonly task: { readonly id: string }; readonly object: { readonly id: string } }[];
}

const inspectorsOf = ({ members }: Team): string[] => members.flatMap(({ inspector }) => inspector?.id ?? []);
const drawFor = (taskId: string, departments: readonly string[]) => Promise.all(departments.map((departmentId) => done(sampling, officers.get(departmentId) ?? lead, 'drawInspectors', { taskId, departmentId })));

async function drawn(terms: Omit<TaskTerms, 'taskId'>): Promise<string> {
  const taskId = newId();
  for (const departmentId of [LEAD, ...(terms.participants ?? [])]) await sampling.hear('registry', ['DirectoryConfirmed', { taskId, departmentId, state: 'CONFIRMED', at: '2025-03-03T09:00:00+08:00' }]);
  await dispatched(sampling, { taskId, participants: [], ...terms });
  for (const departmentId of [LEAD, ...(terms.participants ?? [])]) await done(sampling, (terms.profile === 'CC' ? lead : officers.get(departmentId)) ?? lead, 'drawInspectors', { taskId, departmentId });
  return taskId;
}
const form = (taskId: string, more: object = {}) => call(sampling, lead, 'formTeam', { taskId, ...more });
const teamed = async (terms: Omit<TaskTerms, 'taskId'>): Promise<Team> => {
  const [team] = await done<Team[]>(sampling, lead, 'formTeam', { taskId: await drawn(terms) });
  if (team === undefined) throw new Error('no team');
  return team;
};

describe('the size of a team', () => {
  it('[CQ-5.3.3-a] is counted in inspectors: one with an expert is too small', async () => {
    const taskId = await drawn({ profile: 'CQ', inspectorsPerDepartment: 1 });
    const refused = await form(taskId, { experts: [{ expertId: scholars[0]?.expertId, reason: '压力容器检测' }] });
    expect(refused.errors[0]?.extensions).toMatchObject({ code: 'TEAM_TOO_SMALL', actual: 1, experts: 1, min: 2 });
  });

  it('[GA-art36-b] is limited: of six at most, seven are refused, and so are five departments of four', async () => {
    const six = await teamed({ profile: 'GA', inspectorsPerDepartment: 3, participants: [PARTICIPANT] }).catch((error: unknown) => String(error));
    expect(six).toContain('NO_ELIGIBLE_INSPECTOR'); // the lead has two: never a smaller team
    await hire(people(LEAD, 5));
    expect(inspectorsOf(await teamed({ profile: 'GA', inspectorsPerDepartment: 3, participants: [PARTICIPANT] }))).toHaveLength(6);
    const seven = await form(await drawn({ profile: 'GA', inspectorsPerDepartment: 7 }));
    expect(seven.errors[0]?.extensions).toMatchObject({ code: 'TEAM_TOO_LARGE', clause: 'GA art.36', counted: 'inspectors', actual: 7, max: 6 });
    const warned = await teamed({ profile: 'CQ', inspectorsPerDepartment: 7 });
    expect(warned.warnings).toMatchObject([{ code: 'TEAM_TOO_LARGE' }]);

    const others = Array.from({ length: 4 }, () => newId());
    for (const id of others) officers.set(id, { ...participant, department: id });
    await hire(others.flatMap((id) => people(id, 1)));
    const five = await form(await drawn({ profile: 'GA', inspectorsPerDepartment: 1, participants: others }));
    expect(five.errors[0]?.extensions).toMatchObject({ code: 'TEAM_TOO_LARGE', counted: 'departments', actual: 5, max: 4 });
  });

  it('[GA-art41-b] covers each responder: whoever has not matched its inspectors is named', async () => {
    const taskId = newId();
    await dispatched(sampling, { taskId, profile: 'GA', participants: [PARTICIPANT, THIRD] });
    await drawFor(taskId, [LEAD, PARTICIPANT]);
    expect(codeOf(await call(sampling, lead, 'drawInspectors', { taskId, departmentId: THIRD }))).toBe('FORBIDDEN');
    expect((await form(taskId)).errors[0]?.extensions).toMatchObject({ code: 'DEPARTMENT_NOT_REPRESENTED', clause: 'GA art.41', department: THIRD, departments: [THIRD] });
    await drawFor(taskId, [THIRD]);
    expect((await form(taskId)).errors).toEqual([]);
  });
});

describe('experts and bodies', () => {
  const engage = (team: Team, more: object) => call(sampling, lead, 'engageExpert', { teamId: team.id, reason: '专业性强', ...more });

  it('[CC-art13-f] a body needs a qualification that is valid to the end of the task', async () => {
    const item = newId();
    const team = await teamed({ profile: 'CC', inspectorsPerDepartment: 2, itemId: item, specialItemIds: [item] });
    for (const { expertId } of [unproven, lapsed]) {
      expect((await engage(team, { expertId, kind: 'BODY', services: ['TESTING'] })).errors[0]?.extensions).toMatchObject({ code: 'THIRD_PARTY_NOT_QUALIFIED', clause: 'CC art.13' });
    }
    expect(codeOf(await engage(team, { expertId: lab.expertId, kind: 'BODY', services: ['FINANCIAL_AUDIT'] }))).toBe('THIRD_PARTY_NOT_QUALIFIED');
    expect((await engage(team, { expertId: lab.expertId, kind: 'BODY', services: ['HOROSCOPES'] })).errors[0]?.extensions).toMatchObject({ code: 'INVALID_VALUE', field: 'services' });
    const { members } = await done<Team>(sampling, lead, 'engageExpert', { teamId: team.id, expertId: lab.expertId, kind: 'BODY', services: ['TESTING'], reason: '抽样检测' });
    expect(members.filter(({ expert }) => expert !== null)).toMatchObject([{ role: 'ASSISTING', services: ['TESTING'], qualificationNo: 'CMA-2311' }]);
  });

  it('[SY-art3-g] [SY-art11-1-f] [SY-art11-2-f] assist with special items only, are never drawn as inspectors, and not at all once deactivated', async () => {
    const [plain, special] = [newId(), newId()];
    const team = await teamed({ profile: 'SY', inspectorsPerDepartment: 2, inspectorDrawMode: 'POOL', itemId: plain, specialItemIds: [special] });
    expect(team.members.flatMap(({ expert }) => expert ?? [])).toEqual([]);
    expect(inspectorsOf(team)).toHaveLength(2);
    const experts = new Set([lab, lapsed, unproven, ...scholars].map((expert) => expert.expertId));
    expect(inspectorsOf(team).filter((id) => experts.has(id))).toEqual([]);
    const expertId = scholars[0]?.expertId;
    expect((await engage(team, { expertId, itemId: plain })).errors[0]?.extensions).toMatchObject({ code: 'EXPERT_NOT_ALLOWED', clause: 'SY art.3', item: plain });
    const { members } = await done<Team>(sampling, lead, 'engageExpert', { teamId: team.id, expertId, itemId: special, reason: '特殊事项' });
    expect(members.filter(({ expert }) => expert !== null)).toMatchObject([{ role: 'ASSISTING', origin: 'ENGAGED' }]);
    const retired = { expertId: newId(), active: false };
    await sampling.hear('registry', expertSaved(retired));
    expect(codeOf(await engage(team, { expertId: retired.expertId, itemId: special }))).toBe('EXPERT_INACTIVE');
    const ordinary = await teamed({ profile: 'SY', inspectorsPerDepartment: 2, inspectorDrawMode: 'POOL' });
    expect(codeOf(await engage(ordinary, { expertId }))).toBe('EXPERT_NOT_ALLOWED');
    const elsewhere = await teamed({ profile: 'CQ', inspectorsPerDepartment: 2 });
    expect((await engage(elsewhere, { expertId })).errors).toEqual([]);
  });

  it('are of the directory, active, and once in a team', async () => {
    const team = await teamed({ profile: 'CQ', inspectorsPerDepartment: 2 });
    expect((await engage(team, { expertId: newId() })).errors[0]?.extensions).toMatchObject({ code: 'INVALID_VALUE', field: 'expertId' });
    const retired = { expertId: newId(), active: false };
    await sampling.hear('registry', expertSaved(retired));
    expect(codeOf(await engage(team, { expertId: retired.expertId }))).toBe('EXPERT_INACTIVE');
    expect((await engage(team, { expertId: scholars[1]?.expertId })).errors).toEqual([]);
    expect(codeOf(await engage(team, { expertId: scholars[1]?.expertId }))).toBe('CONFLICT');
  });

  it('may be drawn by lot, which anybody can check', async () => {
    const team = await teamed({ profile: 'CQ', inspectorsPerDepartment: 2 });
    const asked = { teamId: team.id, number: 2, specialties: ['BOILER'], reason: '锅炉检测' };
    expect((await call(sampling, lead, 'drawExperts', { ...asked, number: 5 })).errors[0]?.extensions).toMatchObject({ code: 'NO_ELIGIBLE_INSPECTOR', needed: 5, eligible: 4 });
    const { members, expertDraws } = await done<{ members: Member[]; expertDraws: { id: string; certificate: string; frame: string }[] }>(sampling, lead, 'drawExperts', asked);
    const chosen = members.flatMap(({ expert }) => expert?.id ?? []);
    expect(chosen).toHaveLength(2);
    expect(scholars.map(({ expertId }) => expertId)).toEqual(expect.arrayContaining(chosen));
    const [lot] = expertDraws;
    const checks = verifyCertificate(JSON.parse(lot?.certificate ?? ''), { frame: (lot?.frame ?? '').split('\n').filter((line) => line !== '') });
    expect(checks.filter(({ passed }) => !passed)).toEqual([]);
    expect((await sampling.ask(ANONYMOUS, 'query ($id: ID!) { verifyDraw(id: $id) { identical } }', { id: lot?.id })).data).toEqual({ verifyDraw: { identical: true } });
    expect(codeOf(await call(sampling, lead, 'drawExperts', asked))).toBe('DRAW_LOCKED');
  });
});

describe('who meets whom', () => {
  it('[SY-art14-1-c] nobody is named, and a pair that meets an object in two years running is reported', async () => {
    const home = newId();
    const officer: Identity = { ...lead, department: home };
    const pair = people(home, 2);
    await hire(pair);
    const kind = `KIND-${home}`;
    await sampling.hear('registry', objectRoster(++version + 100, units(1, { kind })));
    const meet = async (profile: string): Promise<Team> => {
      const taskId = newId();
      const [type, ready] = taskReady({ taskId, profile, kinds: [kind], ratio: '1', participants: [], inspectorsPerDepartment: 2, inspectorDrawMode: 'POOL' });
      await sampling.hear('planning', [type, { ...ready, leadDepartmentId: home }]);
      await done(sampling, officer, 'prepareObjectDraw', { taskId });
      const draw = await done<DrawView>(sampling, officer, 'drawObjects', { taskId });
      await done(sampling, officer, 'confirmObjectDraw', { drawId: draw.id });
      await done(sampling, officer, 'dispatchObjectList', { drawId: draw.id });
      expect(codeOf(await call(sampling, officer, 'drawInspectors', { taskId, departmentId: home, inspectorIds: pair.map(({ inspectorId }) => inspectorId) }))).toBe('NAMED_SELECTION_FORBIDDEN');
      await done(sampling, officer, 'drawInspectors', { taskId, departmentId: home });
      const [team] = await done<Team[]>(sampling, officer, 'formTeam', { taskId });
      if (team === undefined) throw new Error('no team');
      return team;
    };
    expect((await meet('SY')).warnings).toEqual([]);
    sampling.setTime('2026-03-03T09:00:00+08:00');
    const again = await meet('SY');
    expect(again.warnings).toMatchObject([{ code: 'FIXED_ASSIGNMENT', clause: 'SY art.14(1)', object: { id: again.objects[0]?.id } }]);
    expect(again.warnings[0]?.inspectors.map(({ id }) => id).toSorted()).toEqual(pair.map(({ inspectorId }) => inspectorId).toSorted());
    sampling.setTime('2025-03-03T09:00:00+08:00');
  });
});
