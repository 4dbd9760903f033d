import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@sortition/kernel';
import { ANONYMOUS, type Identity } from '@sortition/service-kit';
import {
  LEAD, OUTSIDER, PARTICIPANT, call, codeOf, dispatched, done, inspectorRoster, lead, objectRoster, outsider, participant, people, startSamplingUnderTest, taskReady, units,
  type RosterPerson, type RosterUnit, type Sampling, type TaskTerms,
} from './sampling-under-test.ts';

let sampling: Sampling;
/** Two areas far apart; who and what is where is told by the division. */
const HERE = '500112';
const THERE = '510104';
const objects: RosterUnit[] = [...units(20, { divisionCode: HERE, tags: ['GRID:500112001'] }), ...units(20, { divisionCode: THERE, tags: ['GRID:510104007'] })];
const areaOf = new Map(objects.map(({ objectId, divisionCode }) => [objectId, divisionCode]));
const ofLead: RosterPerson[] = [...people(LEAD, 3, { divisionCode: HERE, specialties: ['FOOD', 'GRID:500112001'] }), ...people(LEAD, 3, { divisionCode: THERE, specialties: ['FOOD', 'GRID:510104007'], modes: ['ON_SITE', 'NETWORK_MONITORING'] })];
const ofParticipant = people(PARTICIPANT, 4);
const ofOtherRegion = people(OUTSIDER, 3, { divisionCode: '510104' });

beforeAll(async () => {
  sampling = await startSamplingUnderTest();
  await sampling.hear('registry', objectRoster(1, objects), inspectorRoster(1, [...ofLead, ...ofParticipant, ...ofOtherRegion]));
});
afterAll(() => sampling[Symbol.asyncDispose]());

interface Draw {
  readonly id: string;
  readonly state: string;
  readonly groups: number;
  readonly scheme: { readonly name: string; readonly version: number };
  readonly eligible: number;
  readonly ineligible: readonly { readonly reason: string; readonly count: number }[];
  readonly ineligibleInspectors: readonly { readonly inspector: { readonly id: string }; readonly reason: string }[];
  readonly inspectors: readonly { readonly inspector: { readonly id: string } }[];
  readonly certificate: string;
}
interface Certificate {
  readonly intent: { readonly scheme: object; readonly candidates: readonly { inspectorId: string }[]; readonly demands: readonly { readonly division: string | null }[] };
  readonly match: { readonly teams: readonly { readonly members: readonly { inspectorId: string }[] }[]; readonly departments: readonly { least: number; greatest: number }[] };
}
interface Team { readonly members: readonly { inspector: { id: string } }[]; readonly objects: readonly { id: string }[] }

const certificateOf = ({ certificate }: Draw): Certificate => JSON.parse(certificate);
const listed = async (terms: Omit<TaskTerms, 'taskId'>): Promise<string> => {
  const taskId = newId();
  await dispatched(sampling, { taskId, participants: [], inspectorsPerDepartment: 2, ...terms });
  return taskId;
};
const attempt = (taskId: string, more: object = {}, who: Identity = lead, departmentId = LEAD) => call(sampling, who, 'drawInspectors', { taskId, departmentId, ...more });
const drawFor = (taskId: string, more: object = {}, who: Identity = lead, departmentId = LEAD) => done<Draw>(sampling, who, 'drawInspectors', { taskId, departmentId, ...more });
const verified = async (drawId: string) => (await sampling.ask(ANONYMOUS, 'query ($id: ID!) { verifyDraw(id: $id) { identical } }', { id: drawId })).data;

describe('inspectors and objects in Shenyang', () => {
  it('[SY-art7-4-c] are matched at random: ten objects have each the inspectors they need out of six, and anybody can verify it', async () => {
    const taskId = await listed({ profile: 'SY', ratio: '0.25', inspectorDrawMode: 'POOL' });
    const draw = await drawFor(taskId, { match: true });
    expect(draw).toMatchObject({ groups: 10, eligible: 6 });
    const { match } = certificateOf(draw);
    expect(match.teams).toHaveLength(10);
    for (const { members } of match.teams) expect(new Set(members.map(({ inspectorId }) => inspectorId)).size).toBe(2);
    const [load] = match.departments;
    expect((load?.greatest ?? 9) - (load?.least ?? 0)).toBeLessThanOrEqual(1);
    expect(await verified(draw.id)).toEqual({ verifyDraw: { identical: true } });
    const teams = await done<Team[]>(sampling, lead, 'formTeam', { taskId });
    expect(teams.flatMap((team) => team.objects.map(({ id }) => id))).toHaveLength(10);
    for (const { members } of teams) expect(members).toHaveLength(2);
    const pairs = teams.map(({ members }) => members.map(({ inspector }) => inspector.id).toSorted().join());
    expect(new Set(pairs).size).toBe(teams.length); // objects with the same pair are one team's
  });

  it('[SY-art13-2-a] need a scheme that says how they are drawn, and what was weighed', async () => {
    const unsaid = await attempt(await listed({ profile: 'SY' }));
    expect(unsaid.errors[0]?.extensions).toMatchObject({ code: 'MISSING_FIELD', field: 'inspectorDrawMode', clause: 'SY art.13(2)' });
    const said = await drawFor(await listed({ profile: 'SY', inspectorDrawMode: 'SPECIALTY', specialties: ['FOOD'], inspectorFactors: ['GEOGRAPHY', 'STAFFING'] }));
    expect(said.scheme).toEqual({ name: 'SPECIALTY', version: 1 });
  });

  it('[SY-art13-2-b] are nobody’s choice', async () => {
    const taskId = await listed({ profile: 'SY', inspectorDrawMode: 'POOL' });
    expect(codeOf(await attempt(taskId, { inspectorIds: [ofLead[0]?.inspectorId] }))).toBe('NAMED_SELECTION_FORBIDDEN');
    const drawn = (await drawFor(taskId)).inspectors.map(({ inspector }) => inspector.id);
    expect(ofLead.map(({ inspectorId }) => inspectorId)).toEqual(expect.arrayContaining(drawn));
  });

  it('are drawn by whom the scheme names', async () => {
    const taskId = await listed({ profile: 'SY', inspectorDrawMode: 'POOL', inspectorDrawnBy: 'LEAD_DEPARTMENT', participants: [PARTICIPANT] });
    expect(codeOf(await attempt(taskId, {}, participant, PARTICIPANT))).toBe('FORBIDDEN');
    expect((await drawFor(taskId, {}, lead, PARTICIPANT)).state).toBe('DRAWN');
  });
});

describe('the ways of assignment of the nation', () => {
  it('[SAMR-2.4-d] by area: each drawn inspector covers the area of the object', async () => {
    const taskId = await listed({ profile: 'SAMR', ratio: '0.5', inspectorDrawMode: 'AREA' });
    const draw = await drawFor(taskId);
    expect(draw.scheme).toEqual({ name: 'AREA', version: 1 });
    const serves = new Map(ofLead.map(({ inspectorId, divisionCode }) => [inspectorId, divisionCode]));
    const teams = await done<Team[]>(sampling, lead, 'formTeam', { taskId });
    const places = teams.flatMap((team) => team.objects.map(({ id }) => [areaOf.get(id), ...team.members.map(({ inspector }) => serves.get(inspector.id))]));
    expect(places).toHaveLength(20);
    for (const [area, ...divisions] of places) expect(divisions).toEqual([area, area]);
  });

  it('by grid: the grid of the object and those of the inspector are the same', async () => {
    const { match, intent } = certificateOf(await drawFor(await listed({ profile: 'SAMR', ratio: '0.5' }), { scheme: 'GRID' }));
    expect(new Set(intent.demands.map(({ division }) => division))).toEqual(new Set(['500112001', '510104007']));
    const grids = new Map(ofLead.map(({ inspectorId, specialties }) => [inspectorId, specialties?.[1]]));
    for (const { members } of match.teams) expect(new Set(members.map(({ inspectorId }) => grids.get(inspectorId))).size).toBe(1);
  });

  it('are refused where the profile does not know them, or the scheme of the task names another', async () => {
    expect((await attempt(await listed({ profile: 'SAMR' }), { scheme: 'HANDPICKED' })).errors[0]?.extensions).toMatchObject({ code: 'INVALID_VALUE', field: 'scheme', allowed: ['POOL', 'AREA', 'GRID', 'SPECIALTY'] });
    expect((await attempt(await listed({ profile: 'SAMR', inspectorDrawMode: 'AREA' }), { scheme: 'POOL' })).errors[0]?.extensions).toMatchObject({ code: 'INVALID_VALUE', field: 'scheme', allowed: ['AREA'] });
    expect((await attempt(await listed({ profile: 'SAMR' }), { scheme: 'SPECIALTY' })).errors[0]?.extensions).toMatchObject({ code: 'MISSING_FIELD', field: 'specialties' });
  });

  it('say who could not be drawn and why, to those of the task', async () => {
    const draw = await drawFor(await listed({ profile: 'CQ', specialties: ['GRID:510104007'] }));
    expect(draw).toMatchObject({ eligible: 3, ineligible: [{ reason: 'SPECIALTY_MISSING', count: 3 }] });
    expect(draw.ineligibleInspectors.map(({ inspector }) => inspector.id).toSorted()).toEqual(ofLead.slice(0, 3).map(({ inspectorId }) => inspectorId).toSorted());
    const hidden = await sampling.ask(outsider, 'query ($id: ID!) { inspectorDraw(id: $id) { certificate } }', { id: draw.id });
    expect([codeOf(hidden), hidden.data]).toEqual(['NOT_FOUND', { inspectorDraw: null }]);
  });
});

describe('inspectors of another region', () => {
  const ask = (taskId: string) => done<{ id: string; state: string }>(sampling, lead, 'proposeCrossRegionDraw', { taskId, otherDepartmentId: OUTSIDER });

  it('[SAMR-2.4-e] may be drawn when both regions agree, and not before', async () => {
    const taskId = await listed({ profile: 'SAMR' });
    const refused = async () => (await attempt(taskId, { crossRegion: true })).errors[0]?.extensions;
    expect(await refused()).toMatchObject({ code: 'CROSS_REGION_NOT_AGREED', clause: 'SAMR 2.4' });
    const { id } = await ask(taskId);
    expect(await refused()).toMatchObject({ code: 'CROSS_REGION_NOT_AGREED' });
    expect(codeOf(await call(sampling, participant, 'agreeCrossRegionDraw', { agreementId: id, agree: true }))).toBe('NOT_FOUND');
    expect(await done(sampling, outsider, 'agreeCrossRegionDraw', { agreementId: id, agree: true })).toMatchObject({ state: 'AGREED', answeredBy: outsider.subject });
    const draw = await drawFor(taskId, { crossRegion: true });
    expect(draw.eligible).toBe(ofLead.length + ofOtherRegion.length);
    expect(certificateOf(draw).intent.candidates.map(({ inspectorId }) => inspectorId)).toEqual([...ofLead, ...ofOtherRegion].map(({ inspectorId }) => inspectorId).toSorted());
    expect(await verified(draw.id)).toEqual({ verifyDraw: { identical: true } });
  });

  it('may not be drawn where the other region refuses, with its reason', async () => {
    const taskId = await listed({ profile: 'SAMR' });
    const { id } = await ask(taskId);
    expect((await call(sampling, outsider, 'agreeCrossRegionDraw', { agreementId: id, agree: false })).errors[0]?.extensions).toMatchObject({ code: 'MISSING_FIELD', field: 'reason' });
    expect(await done(sampling, outsider, 'agreeCrossRegionDraw', { agreementId: id, agree: false, reason: '人手不足' })).toMatchObject({ state: 'REFUSED' });
    expect(codeOf(await attempt(taskId, { crossRegion: true }))).toBe('CROSS_REGION_NOT_AGREED');
    expect(codeOf(await call(sampling, outsider, 'agreeCrossRegionDraw', { agreementId: id, agree: true }))).toBe('INVALID_TRANSITION');
  });
});

describe('what stands before a draw of inspectors', () => {
  it('[CC-art7-f] both directories are confirmed for the task after it was made, and not stale', async () => {
    const taskId = newId();
    const confirm = (departmentId: string, state: string) => sampling.hear('registry', ['DirectoryConfirmed', { taskId, departmentId, state, at: '2025-03-03T09:00:00+08:00' }]);
    await sampling.hear('planning', taskReady({ taskId, profile: 'CC' }));
    expect(codeOf(await call(sampling, lead, 'prepareObjectDraw', { taskId }))).toBe('DIRECTORY_NOT_CONFIRMED');
    for (const departmentId of [LEAD, PARTICIPANT]) await confirm(departmentId, 'CONFIRMED');
    await dispatched(sampling, { taskId, profile: 'CC' });
    await confirm(PARTICIPANT, 'STALE');
    expect((await attempt(taskId)).errors[0]?.extensions).toMatchObject({ code: 'DIRECTORY_NOT_CONFIRMED', clause: 'CC art.7', departments: [PARTICIPANT] });
    await confirm(PARTICIPANT, 'CONFIRMED');
    expect((await drawFor(taskId)).state).toBe('DRAWN');
  });

  it('ten calls at once draw once', async () => {
    const taskId = await listed({ profile: 'CQ' });
    const answers = await Promise.all(Array.from({ length: 10 }, () => attempt(taskId)));
    expect(answers.map(codeOf).filter((code) => code !== undefined)).toEqual(Array.from({ length: 9 }, () => 'DRAW_LOCKED'));
    const told = (await sampling.emitted('DrawIntended')).filter(({ payload }) => payload['taskId'] === taskId && payload['kind'] === 'INSPECTOR');
    expect(told).toHaveLength(1);
  });

  it('where an area has nobody it is named, and no smaller team is formed', async () => {
    const taskId = await listed({ profile: 'SAMR', ratio: '1', inspectorDrawMode: 'AREA', participants: [PARTICIPANT] });
    const refused = (await attempt(taskId, {}, participant, PARTICIPANT)).errors[0]?.extensions;
    expect(refused).toMatchObject({ code: 'NO_ELIGIBLE_INSPECTOR', department: PARTICIPANT, reasons: ['OUTSIDE_BOUNDARY=4'] });
    const objectIds = refused?.['objects'] ?? [];
    expect(new Set((objectIds as string[]).map((id) => areaOf.get(id)))).toEqual(new Set([THERE])); // its people are all of the other area
  });

  it('the intent is told before the seed, and names the way of assignment', async () => {
    const draw = await drawFor(await listed({ profile: 'CQ' }));
    const told = (await sampling.emitted()).filter(({ payload }) => payload['drawId'] === draw.id);
    expect(told.map(({ type }) => type).filter((type) => type !== 'RandomnessGiven')).toEqual(['DrawIntended', 'DrawCertified']);
    expect(told.find(({ type }) => type === 'DrawIntended')?.payload).toMatchObject({ kind: 'INSPECTOR', departmentId: LEAD, population: 6, toDraw: 2, attempt: 1 });
    expect(JSON.stringify(told)).not.toContain(draw.inspectors[0]?.inspector.id);
    expect(certificateOf(draw).intent.scheme).toEqual({ name: 'POOL', version: 1 });
  });

  it('announced randomness is waited for; the lead may give the intent up, which stays in public', async () => {
    const taskId = await listed({ profile: 'CQ' });
    const intended = await drawFor(taskId, { announcedRandomness: [{ source: '2025-03-03 15:00 公证处', kind: 'DICE' }] });
    expect(intended).toMatchObject({ state: 'INTENDED', inspectors: [], certificate: null });
    expect(codeOf(await attempt(taskId))).toBe('RANDOMNESS_PENDING');
    expect((await call(sampling, lead, 'voidInspectorDraw', { drawId: intended.id, reason: ' ' })).errors[0]?.extensions).toMatchObject({ code: 'MISSING_FIELD', field: 'reason' });
    expect(await done(sampling, lead, 'voidInspectorDraw', { drawId: intended.id, reason: '公证员未到场' })).toMatchObject({ state: 'VOID' });
    expect((await sampling.emitted('DrawAbandoned')).map(({ payload }) => payload)).toContainEqual(expect.objectContaining({ drawId: intended.id, kind: 'INSPECTOR', reason: '公证员未到场' }));
    const again = await drawFor(taskId);
    expect(again).toMatchObject({ state: 'DRAWN', attempt: 2 });
    expect(codeOf(await call(sampling, lead, 'voidInspectorDraw', { drawId: again.id, reason: '不合适' }))).toBe('DRAW_LOCKED');
  });

  it('[GA-art23] only those tagged for the mode of the visit are drawn where the directory is tagged by modes', async () => {
    const draw = await drawFor(await listed({ profile: 'GA', modes: ['NETWORK_MONITORING'] }));
    expect(draw).toMatchObject({ eligible: 3, ineligible: [{ reason: 'MODE_MISSING', count: 3 }] });
    const elsewhere = await drawFor(await listed({ profile: 'CQ', modes: ['NETWORK_MONITORING'] }));
    expect(elsewhere.eligible).toBe(6);
  });
});
