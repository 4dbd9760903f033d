import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@sortition/kernel';
import type { Identity } from '@sortition/service-kit';
import {
  LEAD, PARTICIPANT, call, codeOf, dispatched, done, headOfParticipant, inspectorRoster, lead, objectRoster, participant, people, startSamplingUnderTest, units, type RosterPerson, type Sampling,
} from './sampling-under-test.ts';

let sampling: Sampling;
const unqualified: RosterPerson = { inspectorId: newId(), departmentId: PARTICIPANT, qualified: false };
const deputyHead: Identity = { ...headOfParticipant, subject: 'participant-deputy-head', roles: ['DEPARTMENT_DEPUTY_HEAD'] };

beforeAll(async () => {
  sampling = await startSamplingUnderTest();
  await sampling.hear('registry', objectRoster(1, units(40)), inspectorRoster(1, [...people(LEAD, 4), ...people(PARTICIPANT, 4), unqualified]));
});
afterAll(() => sampling[Symbol.asyncDispose]());

interface Draw { readonly id: string; readonly substitutes: readonly { readonly inspector: { readonly id: string } }[]; readonly inspectors: readonly { readonly inspector: { readonly id: string } }[] }
interface Member { readonly role: string; readonly origin: string; readonly active?: boolean; readonly inspector: { readonly id: string } | null; readonly department?: { readonly id: string } | null }
interface Team { readonly id: string; readonly members: readonly Member[] }

const drawFor = (taskId: string, departmentId: string) => done<Draw>(sampling, lead, 'drawInspectors', { taskId, departmentId });

async function listed(): Promise<string> {
  const taskId = newId();
  for (const departmentId of [LEAD, PARTICIPANT]) await sampling.hear('registry', ['DirectoryConfirmed', { taskId, departmentId, state: 'CONFIRMED', at: '2025-03-03T09:00:00+08:00' }]);
  await dispatched(sampling, { taskId, profile: 'CC', ratio: '0.2' });
  return taskId;
}

async function drawn(): Promise<{ taskId: string; draws: readonly [Draw, Draw] }> {
  const taskId = await listed();
  return { taskId, draws: [await drawFor(taskId, LEAD), await drawFor(taskId, PARTICIPANT)] };
}

async function teamed(): Promise<{ taskId: string; team: Team; replaced: string; draws: readonly [Draw, Draw] }> {
  const { taskId, draws } = await drawn();
  const [team] = await done<Team[]>(sampling, lead, 'formTeam', { taskId });
  if (team === undefined) throw new Error('no team');
  return { taskId, team, draws, replaced: draws[1].inspectors[0]?.inspector.id ?? '' };
}

const asking = (team: Team, inspectorId: string, more: object = { reason: 'HEALTH' }) => ({ teamId: team.id, inspectorId, ...more });
const decide = (who: Identity, replacementId: string, more: object = {}) => call(sampling, who, 'decideInspectorReplacement', { replacementId, approve: true, ...more });

describe('inspectors in Changchun', () => {
  it('[CC-art14-a] are drawn for all departments by the lead', async () => {
    const taskId = await listed();
    expect(codeOf(await call(sampling, participant, 'drawInspectors', { taskId, departmentId: PARTICIPANT }))).toBe('FORBIDDEN');
    await drawFor(taskId, LEAD);
    await drawFor(taskId, PARTICIPANT);
    const [team] = await done<Team[]>(sampling, lead, 'formTeam', { taskId });
    expect(new Set(team?.members.map(({ department }) => department?.id))).toEqual(new Set([LEAD, PARTICIPANT]));
  });

  it('[CC-art13-a] are drawn once', async () => {
    const { taskId } = await drawn();
    for (const departmentId of [LEAD, PARTICIPANT]) expect(codeOf(await call(sampling, lead, 'drawInspectors', { taskId, departmentId }))).toBe('DRAW_LOCKED');
  });

  it('[CC-art14-b] are led by one of the lead department', async () => {
    const { taskId, draws: [, ofParticipant] } = await drawn();
    expect(codeOf(await call(sampling, lead, 'formTeam', { taskId, leaderIds: [ofParticipant.inspectors[0]?.inspector.id] }))).toBe('LEADER_NOT_FROM_LEAD_DEPARTMENT');
  });

  it('[CC-art13-b] [CC-art13-c] [CC-art13-d] are replaced for a reason, by word of a deputy head, by somebody qualified', async () => {
    const { team, replaced } = await teamed();
    expect(codeOf(await call(sampling, participant, 'requestInspectorReplacement', asking(team, replaced, {})))).toBe('REPLACEMENT_REASON_REQUIRED');
    const { id } = await done<{ id: string }>(sampling, participant, 'requestInspectorReplacement', asking(team, replaced));
    for (const wrong of [participant, lead, { ...deputyHead, department: LEAD }, { ...deputyHead, roles: ['INSPECTOR'] }]) expect(codeOf(await decide(wrong, id))).toBe('APPROVER_NOT_AUTHORISED');
    expect(codeOf(await decide(deputyHead, id, { substituteId: unqualified.inspectorId }))).toBe('INSPECTOR_NOT_QUALIFIED');
  });

  it('[CC-art13-e] are replaced by assignment and not by another draw', async () => {
    const { taskId, team, replaced, draws } = await teamed();
    const { id } = await done<{ id: string }>(sampling, participant, 'requestInspectorReplacement', asking(team, replaced));
    expect((await decide(deputyHead, id)).errors).toEqual([]);
    const substituteId = draws[1].substitutes[0]?.inspector.id;
    const applied = await done<{ team: Team }>(sampling, participant, 'assignSubstitute', { replacementId: id, substituteId });
    expect(applied.team.members.find(({ inspector }) => inspector?.id === substituteId)).toMatchObject({ origin: 'ASSIGNED', active: true });
    const answer = await sampling.ask(lead, 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Task { inspectorDraws { id } } } }', { r: [{ __typename: 'Task', id: taskId }] });
    expect(answer.data).toMatchObject({ _entities: [{ inspectorDraws: draws.map(({ id: drawId }) => ({ id: drawId })) }] });
  });
});
