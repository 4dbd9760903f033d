import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@sortition/kernel';
import { ANONYMOUS, type Identity } from '@sortition/service-kit';
import {
  LEAD, PARTICIPANT, call, codeOf, dispatched, done, expertSaved, headOfParticipant, inspectorOfParticipant, inspectorRoster, lead, objectRoster, participant, people, startSamplingUnderTest, taskReady, units,
  type RosterPerson, type Sampling,
} from './sampling-under-test.ts';

let sampling: Sampling;
let ofLead: RosterPerson[];
let ofParticipant: RosterPerson[];
const objects = units(40);
const unqualified: RosterPerson = { inspectorId: newId(), departmentId: PARTICIPANT, qualified: false, category: 'DAILY_SUPERVISION_STAFF' };
const expired: RosterPerson = { inspectorId: newId(), departmentId: PARTICIPANT, certificateExpiresOn: '2025-03-02' };
const recused: RosterPerson = { inspectorId: newId(), departmentId: PARTICIPANT, recusedObjectIds: objects.map(({ objectId }) => objectId) };
const retired: RosterPerson = { inspectorId: newId(), departmentId: PARTICIPANT, active: false };

beforeAll(async () => {
  sampling = await startSamplingUnderTest();
  ofLead = people(LEAD, 6);
  ofParticipant = people(PARTICIPANT, 6);
  await sampling.hear('registry', objectRoster(1, objects), inspectorRoster(1, [...ofLead, ...ofParticipant, unqualified, expired, recused, retired]));
});
afterAll(() => sampling[Symbol.asyncDispose]());

interface InspectorDrawView { readonly id: string; readonly substitutes: readonly { inspector: { id: string }; order: number }[]; readonly ineligibleInspectors: readonly { inspector: { id: string }; reason: string }[]; readonly eligible: number; readonly ineligible: readonly { reason: string; count: number }[]; readonly inspectors: readonly { inspector: { id: string }; order: number }[]; readonly certificate: string }
interface TeamView { readonly id: string; readonly version: number; readonly members: readonly { role: string; origin: string; inspector: { id: string } | null; department: { id: string } | null }[]; readonly objects: readonly { id: string }[] }

const drawFor = (identity: Identity, taskId: string, departmentId: string) => done<InspectorDrawView>(sampling, identity, 'drawInspectors', { taskId, departmentId });

async function teamed(terms: { inspectorsPerDepartment?: number; teamCount?: number } = {}): Promise<{ taskId: string; teams: TeamView[]; draws: InspectorDrawView[] }> {
  const taskId = newId();
  await dispatched(sampling, { taskId, ratio: '0.2', ...terms });
  const draws = [await drawFor(lead, taskId, LEAD), await drawFor(participant, taskId, PARTICIPANT)];
  return { taskId, draws, teams: await done<TeamView[]>(sampling, lead, 'formTeam', { taskId }) };
}

describe('the draw of inspectors', () => {
  it('[CQ-8.5.1] [SY-art7-2-b] [SAMR-2.1-i] draws active members of the directory only, can be verified by anybody, and refuses a named inspector', async () => {
    const taskId = newId();
    await dispatched(sampling, { taskId });
    const named = await call(sampling, participant, 'drawInspectors', { taskId, departmentId: PARTICIPANT, inspectorIds: [ofParticipant[0]?.inspectorId] });
    expect(codeOf(named)).toBe('NAMED_SELECTION_FORBIDDEN');
    const draw = await drawFor(participant, taskId, PARTICIPANT);
    expect(ofParticipant.map(({ inspectorId }) => inspectorId)).toEqual(expect.arrayContaining(draw.inspectors.map(({ inspector }) => inspector.id)));
    expect(draw.eligible).toBe(6);
    expect(draw.ineligible).toEqual(expect.arrayContaining([{ reason: 'NOT_QUALIFIED', count: 1 }, { reason: 'CERTIFICATE_EXPIRED', count: 1 }, { reason: 'RECUSED', count: 1 }, { reason: 'INACTIVE', count: 1 }]));
    const verdict = await sampling.ask(ANONYMOUS, 'query ($id: ID!) { verifyDraw(id: $id) { identical } }', { id: draw.id });
    expect(verdict.data).toEqual({ verifyDraw: { identical: true } });
  });

  it('[CQ-8.5.2-a] is locked when it is drawn', async () => {
    const taskId = newId();
    await dispatched(sampling, { taskId });
    await drawFor(lead, taskId, LEAD);
    expect(codeOf(await call(sampling, lead, 'drawInspectors', { taskId, departmentId: LEAD }))).toBe('DRAW_LOCKED');
  });

  it('needs a dispatched list', async () => {
    const taskId = newId();
    await sampling.hear('planning', taskReady({ taskId }));
    expect(codeOf(await call(sampling, lead, 'drawInspectors', { taskId, departmentId: LEAD }))).toBe('INVALID_TRANSITION');
  });

  it('[CQ-5.3.2-b] draws only those who have the specialty that is needed, and says so when nobody has it', async () => {
    const own = newId();
    const welders = Array.from({ length: 2 }, () => ({ inspectorId: newId(), departmentId: own, specialties: ['FOOD', 'BOILER'] }));
    await sampling.hear('registry', inspectorRoster(2, [...welders, ...people(own, 5)]));
    const officer: Identity = { ...participant, department: own };
    const needing = async (specialty: string) => {
      const taskId = newId();
      await dispatched(sampling, { taskId, participants: [own], specialties: [specialty], inspectorsPerDepartment: 2 });
      return call(sampling, officer, 'drawInspectors', { taskId, departmentId: own });
    };
    const { drawInspectors } = (await needing('BOILER')).data as { drawInspectors: { inspectorDraw: InspectorDrawView } };
    expect(drawInspectors.inspectorDraw).toMatchObject({ eligible: 2, ineligible: [{ reason: 'SPECIALTY_MISSING', count: 5 }] });
    expect(drawInspectors.inspectorDraw.inspectors.map(({ inspector }) => inspector.id).toSorted()).toEqual(welders.map(({ inspectorId }) => inspectorId).toSorted());
    expect((await needing('LIFT')).errors[0]?.extensions).toMatchObject({ code: 'NO_ELIGIBLE_INSPECTOR', department: own, eligible: 0, reasons: ['SPECIALTY_MISSING=7'] });
  });

  it('names the department and the reasons when there are too few', async () => {
    const taskId = newId();
    await dispatched(sampling, { taskId, inspectorsPerDepartment: 7 });
    const refused = await call(sampling, participant, 'drawInspectors', { taskId, departmentId: PARTICIPANT });
    expect(refused.errors[0]?.extensions).toMatchObject({ code: 'NO_ELIGIBLE_INSPECTOR', department: PARTICIPANT, needed: 7, eligible: 6, reasons: expect.arrayContaining(['RECUSED=1']) });
    expect(refused.errors[0]?.extensions?.['objects']).toHaveLength(2); // for which nobody is left
  });
});

describe('a team', () => {
  it('[CQ-8.5.3-a] needs a draw by each department, and the lead may not draw for another', async () => {
    const taskId = newId();
    await dispatched(sampling, { taskId });
    await drawFor(lead, taskId, LEAD);
    expect(codeOf(await call(sampling, lead, 'drawInspectors', { taskId, departmentId: PARTICIPANT }))).toBe('FORBIDDEN');
    const refused = await call(sampling, lead, 'formTeam', { taskId });
    expect(refused.errors[0]?.extensions).toMatchObject({ code: 'DEPARTMENT_NOT_REPRESENTED', departments: [PARTICIPANT] });
  });

  it('[CQ-8.5.3-b] is led by somebody from the lead department', async () => {
    const taskId = newId();
    await dispatched(sampling, { taskId });
    await drawFor(lead, taskId, LEAD);
    const { inspectors } = await drawFor(participant, taskId, PARTICIPANT);
    expect(codeOf(await call(sampling, lead, 'formTeam', { taskId, leaderIds: [inspectors[0]?.inspector.id] }))).toBe('LEADER_NOT_FROM_LEAD_DEPARTMENT');
    const [team] = await done<TeamView[]>(sampling, lead, 'formTeam', { taskId });
    expect(team?.members.filter(({ role }) => role === 'LEADER').map(({ department }) => department?.id)).toEqual([LEAD]);
  });

  it('shares out objects and inspectors evenly among several teams, each with every department', async () => {
    const { teams } = await teamed({ teamCount: 3, inspectorsPerDepartment: 1 });
    expect(teams).toHaveLength(3);
    const loads = teams.map(({ objects: dealt }) => dealt.length);
    expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);
    expect(new Set(teams.flatMap(({ objects: dealt }) => dealt.map(({ id }) => id))).size).toBe(8);
    for (const { members } of teams) expect(new Set(members.map(({ department }) => department?.id))).toEqual(new Set([LEAD, PARTICIPANT]));
  });

  it('[CQ-8.5.4-a] [CQ-8.5.4-b] takes an expert with a reason, as an assistant, once it has inspectors enough', async () => {
    const { teams: [team] } = await teamed();
    const scholar = newId();
    await sampling.hear('registry', expertSaved({ expertId: scholar }));
    expect((await call(sampling, lead, 'engageExpert', { teamId: team?.id, expertId: scholar, reason: '' })).errors[0]?.extensions).toMatchObject({ code: 'MISSING_FIELD', field: 'reason' });
    const engaged = await done<TeamView>(sampling, lead, 'engageExpert', { teamId: team?.id, expertId: scholar, reason: '压力容器检测' });
    expect(engaged.members.filter(({ origin }) => origin === 'ENGAGED')).toMatchObject([{ role: 'ASSISTING' }]);

    const alone = newId();
    await sampling.hear('planning', taskReady({ taskId: alone, participants: [] }));
    await dispatched(sampling, { taskId: alone, participants: [], inspectorsPerDepartment: 2 });
    await drawFor(lead, alone, LEAD);
    const [small] = await done<TeamView[]>(sampling, lead, 'formTeam', { taskId: alone });
    const owner = new pg.Client({ connectionString: sampling.database.ownerUrl });
    await owner.connect();
    await owner.query("update sampling.team_member set active = false where team_id = $1 and role = 'MEMBER'", [small?.id]);
    await owner.end();
    expect(codeOf(await call(sampling, lead, 'engageExpert', { teamId: small?.id, expertId: scholar, reason: '人手不足' }))).toBe('TEAM_TOO_SMALL');
  });

  it('is too small with fewer inspectors than the rules ask', async () => {
    const taskId = newId();
    await dispatched(sampling, { taskId, participants: [], inspectorsPerDepartment: 1 });
    await drawFor(lead, taskId, LEAD);
    expect(codeOf(await call(sampling, lead, 'formTeam', { taskId }))).toBe('TEAM_TOO_SMALL');
  });
});

describe('the replacement of a drawn inspector', () => {
  const member = (team: TeamView | undefined, departmentId: string): string => team?.members.find(({ department }) => department?.id === departmentId)?.inspector?.id ?? '';

  it('[CQ-8.5.2-b] needs one of the listed reasons, and words with OTHER', async () => {
    const { teams: [team] } = await teamed();
    const inspectorId = member(team, PARTICIPANT);
    for (const reason of [{}, { reason: 'OTHER' }, { reason: 'OTHER', text: ' ' }]) {
      expect(codeOf(await call(sampling, participant, 'requestInspectorReplacement', { teamId: team?.id, inspectorId, ...reason }))).toBe('REPLACEMENT_REASON_REQUIRED');
    }
    for (const reason of ['POST_CHANGE', 'WORK_CONFLICT', 'HEALTH', 'RECUSAL']) {
      expect((await call(sampling, participant, 'requestInspectorReplacement', { teamId: team?.id, inspectorId, reason })).errors).toEqual([]);
    }
  });

  it('[CQ-5.3.4] is called for, and can be asked for, when a member has left the directory', async () => {
    const { taskId, teams: [team] } = await teamed();
    const left = member(team, PARTICIPANT);
    const alerts = async () => (await sampling.ask(participant, 'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Task { alerts { code team { id } inspector { id } } } } }', { of: [{ __typename: 'Task', id: taskId }] })).data;
    expect(await alerts()).toEqual({ _entities: [{ alerts: [] }] });
    const entry = ofParticipant.find(({ inspectorId }) => inspectorId === left);
    await sampling.hear('registry', inspectorRoster(2, [{ ...entry, inspectorId: left, departmentId: PARTICIPANT, active: false }]));
    expect(await alerts()).toEqual({ _entities: [{ alerts: [{ code: 'INSPECTOR_UNAVAILABLE', team: { id: team?.id }, inspector: { id: left } }] }] });
    const request = await done<{ id: string }>(sampling, participant, 'requestInspectorReplacement', { teamId: team?.id, inspectorId: left, reason: 'POST_CHANGE' });
    expect(await done(sampling, headOfParticipant, 'decideInspectorReplacement', { replacementId: request.id, approve: true })).toMatchObject({ state: 'APPROVED' });
    await sampling.hear('registry', inspectorRoster(3, [{ ...entry, inspectorId: left, departmentId: PARTICIPANT, active: true }]));
  });

  it('[CQ-8.5.2-c] is decided by the head of the own department', async () => {
    const { teams: [team] } = await teamed();
    const request = await done<{ id: string }>(sampling, participant, 'requestInspectorReplacement', { teamId: team?.id, inspectorId: member(team, PARTICIPANT), reason: 'HEALTH' });
    const headOfLead: Identity = { ...headOfParticipant, subject: 'head-of-lead', department: LEAD };
    const asOwnCase: Identity = { ...headOfParticipant, subject: participant.subject }; // whoever asked does not decide
    for (const identity of [inspectorOfParticipant, participant, headOfLead, asOwnCase]) {
      expect(codeOf(await call(sampling, identity, 'decideInspectorReplacement', { replacementId: request.id, approve: true }))).toBe('APPROVER_NOT_AUTHORISED');
    }
    expect(await done(sampling, headOfParticipant, 'decideInspectorReplacement', { replacementId: request.id, approve: true })).toMatchObject({ state: 'APPROVED' });
  });

  it('[CQ-8.5.2-d] [SAMR-2.1-i] refuses a substitute without qualification, and one who is recused', async () => {
    const { teams: [team] } = await teamed();
    const request = await done<{ id: string }>(sampling, participant, 'requestInspectorReplacement', { teamId: team?.id, inspectorId: member(team, PARTICIPANT), reason: 'HEALTH' });
    expect(codeOf(await call(sampling, headOfParticipant, 'decideInspectorReplacement', { replacementId: request.id, approve: true, substituteId: unqualified.inspectorId }))).toBe('INSPECTOR_NOT_QUALIFIED');
    expect(codeOf(await call(sampling, headOfParticipant, 'decideInspectorReplacement', { replacementId: request.id, approve: true, substituteId: recused.inspectorId }))).toBe('INSPECTOR_RECUSED');
  });

  it('[CQ-8.5.2-e] is assigned and not drawn again; out of the drawn order stays visible', async () => {
    const { teams: [team], draws, taskId } = await teamed();
    const replaced = member(team, PARTICIPANT);
    const request = await done<{ id: string }>(sampling, participant, 'requestInspectorReplacement', { teamId: team?.id, inspectorId: replaced, reason: 'WORK_CONFLICT' });
    const order = draws[1]?.substitutes.map(({ inspector }) => inspector.id) ?? [];
    const input = { replacementId: request.id, approve: true, substituteId: order[2] };
    expect((await call(sampling, headOfParticipant, 'decideInspectorReplacement', input)).errors[0]?.extensions).toMatchObject({ code: 'MISSING_FIELD', field: 'outOfOrderReason', next: order[0] });
    const applied = await done<{ state: string; outOfOrder: boolean; team: { members: { inspector: { id: string }; origin: string; active: boolean }[] } }>(sampling, headOfParticipant, 'decideInspectorReplacement', { ...input, outOfOrderReason: '前两名外出培训' });
    expect(applied).toMatchObject({ state: 'APPLIED', outOfOrder: true, outOfOrderReason: '前两名外出培训' });
    expect(applied.team.members.filter(({ active }) => active).find(({ inspector }) => inspector.id === order[2])).toMatchObject({ origin: 'ASSIGNED' });
    expect(applied.team.members.find(({ inspector }) => inspector.id === replaced)).toMatchObject({ active: false });
    const told = (await sampling.emitted('InspectorReplaced')).map(({ payload }) => payload);
    expect(told).toContainEqual(expect.objectContaining({ replacedId: replaced, substituteId: order[2], reason: 'WORK_CONFLICT', approvedBy: headOfParticipant.subject, outOfOrder: true }));
    const answer = await sampling.ask(lead, 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Task { inspectorDraws { id } } } }', { r: [{ __typename: 'Task', id: taskId }] });
    expect(answer.data).toMatchObject({ _entities: [{ inspectorDraws: draws.map(({ id }) => ({ id })) }] });
  });

  it('follows the pre-committed order where nobody is named, and gives a leader a successor from the lead department', async () => {
    const { teams: [team], draws } = await teamed();
    const leader = team?.members.find(({ role }) => role === 'LEADER')?.inspector?.id;
    const headOfLead: Identity = { ...headOfParticipant, subject: 'head-of-lead', department: LEAD };
    const { id } = await done<{ id: string }>(sampling, lead, 'requestInspectorReplacement', { teamId: team?.id, inspectorId: leader, reason: 'HEALTH' });
    await done(sampling, headOfLead, 'decideInspectorReplacement', { replacementId: id, approve: true });
    const applied = await done<{ outOfOrder: boolean; substitute: { id: string }; team: { members: { inspector: { id: string }; role: string; active: boolean }[] } }>(sampling, lead, 'assignSubstitute', { replacementId: id });
    expect(applied).toMatchObject({ outOfOrder: false, outOfOrderReason: null, substitute: { id: draws[0]?.substitutes[0]?.inspector.id } });
    expect(applied.team.members.filter(({ active, role }) => active && role === 'LEADER').map(({ inspector }) => inspector.id)).toEqual([applied.substitute.id]);
    expect(ofLead.map(({ inspectorId }) => inspectorId)).toContain(applied.substitute.id);
  });

  it('is taken back by whoever asked, before it is decided and not after', async () => {
    const { teams: [team] } = await teamed();
    const { id } = await done<{ id: string }>(sampling, participant, 'requestInspectorReplacement', { teamId: team?.id, inspectorId: member(team, PARTICIPANT), reason: 'HEALTH' });
    expect(codeOf(await call(sampling, lead, 'withdrawInspectorReplacement', { replacementId: id }))).toBe('FORBIDDEN');
    expect(await done(sampling, participant, 'withdrawInspectorReplacement', { replacementId: id })).toMatchObject({ state: 'WITHDRAWN' });
    expect(codeOf(await call(sampling, headOfParticipant, 'decideInspectorReplacement', { replacementId: id, approve: true }))).toBe('INVALID_TRANSITION');
  });
});
