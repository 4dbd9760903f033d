import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assertOk } from '@sortition/kernel';
import { resolveProfile, type ShippedProfileCode } from '@sortition/profiles';
import { nativeSha256 } from '../src/frame/native-sha256.ts';
import { candidateOf, ineligibilityFor, type DirectoryInspector, type MatchTerms } from '../src/inspector-draw/inspector-draw.rules.ts';
import { commonDivision, groupCount, groupsOf, type ListedObject } from '../src/inspector-draw/object-groups.rules.ts';
import { wayOfAssignment } from '../src/inspector-draw/way-of-assignment.rules.ts';
import { maySubstitute, nextOfOrder, type Vacancy } from '../src/inspector-replacement/substitution.rules.ts';
import { dealAdded } from '../src/team/deal-added.rules.ts';
import { helpIsAllowed } from '../src/team/expert.rules.ts';
import { pairsThatMeetAgain, teamHasItsSize } from '../src/team/team.rules.ts';

const rules = (code: ShippedProfileCode) => assertOk(resolveProfile(code));

const listed = fc.uniqueArray(fc.integer({ min: 0, max: 9_999 }), { minLength: 1, maxLength: 30 }).map((numbers) => numbers.map((n): ListedObject => ({
  objectId: `o${n}`, ticket: String((n * 7_919) % 10_007).padStart(5, '0'), divisionCode: n % 2 === 0 ? '500112' : '500113', tags: n % 3 === 0 ? [] : [`GRID:5001120${n % 2}`],
})));

describe('groups of objects', () => {
  const grouping = { certificateHash: 'c'.repeat(64), listVersion: 1 };

  it('hold every object once, in sizes that differ by one at most, and are the same for whoever deals', () => {
    fc.assert(fc.property(listed, fc.integer({ min: 1, max: 8 }), (list, count) => {
      const groups = groupsOf(list, { ...grouping, count }, nativeSha256);
      expect(groups.flatMap(({ objectIds }) => objectIds).toSorted()).toEqual(list.map(({ objectId }) => objectId).toSorted());
      const sizes = groups.map(({ objectIds }) => objectIds.length);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      expect(groupsOf(list.toReversed(), { ...grouping, count }, nativeSha256)).toEqual(groups);
      expect(groupsOf(list, { ...grouping, listVersion: 2, count }, nativeSha256).map(({ subjectId }) => subjectId)).not.toEqual(groups.map(({ subjectId }) => subjectId));
    }));
  });

  it.each([
    [['500112'], '500112'], [['500112', '500112'], '500112'], [['500112', '500113'], '500100'], [['500112', '500200'], '500000'], [['500112', '510104'], '000000'],
  ])('of %j lie in %s', (codes, division) => expect(commonDivision(codes)).toBe(division));

  it.each([[8, 'GROUP', 3, 3], [2, 'GROUP', 3, 2], [0, 'GROUP', 3, 1], [8, 'OBJECT', 3, 8]] as const)('of %i objects by %s for %i teams are %i', (objects, unit, teams, count) => expect(groupCount(objects, unit, teams)).toBe(count));
});

const person = (more: Partial<DirectoryInspector> = {}): DirectoryInspector => ({
  id: 'p', departmentId: 'D', divisionCode: '500112', active: true, qualified: true, certificateExpiresOn: null, specialties: [], modes: ['ON_SITE'], recusedObjectIds: [], ...more,
});
const terms = (more: Partial<MatchTerms> = {}): MatchTerms => ({ departmentId: 'D', divisionCode: '500112', members: 2, specialties: [], modes: [], on: '2025-06-30', constraints: [], ...more });
const group = { subjectId: 'G1', objectIds: ['o1', 'o2'], area: '500112', grid: '500112001' };

describe('who can serve a group', () => {
  it.each([
    [null, {}, {}],
    ['RECUSED', { recusedObjectIds: ['o2'] }, {}],
    ['CERTIFICATE_EXPIRED', { certificateExpiresOn: '2025-06-29' }, {}],
    [null, { certificateExpiresOn: '2025-06-30' }, {}],
    ['NOT_QUALIFIED', { qualified: false }, {}],
    ['MODE_MISSING', {}, { modes: ['ON_SITE', 'DOCUMENTARY'] }],
    [null, { modes: ['DOCUMENTARY', 'ON_SITE'] }, { modes: ['ON_SITE', 'DOCUMENTARY'] }],
    ['OUTSIDE_BOUNDARY', { divisionCode: '500113' }, { constraints: ['AREA'] }],
    [null, { divisionCode: '500100' }, { constraints: ['AREA'] }],
    [null, { divisionCode: '500113' }, {}],
    ['OUTSIDE_BOUNDARY', {}, { constraints: ['GRID'] }],
    ['OUTSIDE_BOUNDARY', { specialties: ['GRID:500112002'] }, { constraints: ['GRID'] }],
    [null, { specialties: ['GRID:500112001'] }, { constraints: ['GRID'] }],
    [null, { departmentId: 'OTHER', divisionCode: '510104' }, { constraints: ['AREA'] }],
  ] as const)('%s for %o asked for %o', (reason, of, asked) => expect(ineligibilityFor(person(of), group, terms(asked))).toBe(reason));

  it('an inspector whom another region lent stands in the matching for the department that draws', () => {
    expect(candidateOf(person({ departmentId: 'OTHER', divisionCode: '510104' }), [group], terms({ constraints: ['AREA'] }))).toMatchObject({ department: 'D', divisions: ['510104', '500112'] });
  });
});

describe('the way of assignment', () => {
  const chosen = (code: ShippedProfileCode, ofTask: string | null, ofCall: string | null = null) => wayOfAssignment(rules(code), { ofTask, ofCall, specialties: [] });
  it.each(['CQ', 'CC', 'SAMR', 'GA'] as const)('is the profile’s first where %s leaves it open', (code) => expect(chosen(code, null)).toMatchObject({ ok: true, value: { name: 'POOL' } }));
  it('must be said in Shenyang, and not by the caller', () => {
    expect(chosen('SY', null, 'POOL')).toMatchObject({ ok: false, error: { code: 'MISSING_FIELD', clause: 'SY art.13(2)' } });
    expect(chosen('SY', 'AREA')).toMatchObject({ ok: true, value: { name: 'AREA' } });
  });
});

describe('the size of a team', () => {
  const members = (count: number, departments: number) => Array.from({ length: count }, (_, i) => ({ inspectorId: `i${i}`, departmentId: `d${i % departments}` }));
  it.each([
    ['GA', 6, 4, 'fits'], ['GA', 7, 4, 'TEAM_TOO_LARGE'], ['GA', 6, 5, 'TEAM_TOO_LARGE'], ['GA', 1, 1, 'TEAM_TOO_SMALL'], ['CQ', 7, 1, 'warns'], ['SY', 6, 5, 'warns'], ['CC', 2, 1, 'fits'], ['SAMR', 1, 1, 'TEAM_TOO_SMALL'],
  ] as const)('%s: %i inspectors of %i departments: %s', (code, count, departments, verdict) => {
    const sized = teamHasItsSize(members(count, departments), 3, 2, rules(code));
    const found = sized.ok ? (sized.value.length > 0 ? 'warns' : 'fits') : sized.error.code;
    expect(found).toBe(verdict);
  });
});

describe('experts', () => {
  it.each([
    ['CQ', [], null, true], ['SAMR', [], null, true], ['SY', [], null, false], ['SY', ['x'], null, true], ['SY', ['x'], 'y', false], ['SY', ['x'], 'x', true], ['CC', [], null, false], ['CC', ['x'], 'x', true],
  ] as const)('%s with special items %j, for item %s: %s', (code, specialItemIds, itemId, allowed) => {
    const help = helpIsAllowed({ reason: '检测', itemId }, { specialItemIds, until: '2025-06-30' }, rules(code));
    expect(help.ok ? true : help.error.code === 'EXPERT_NOT_ALLOWED' ? false : help.error.code).toBe(allowed);
  });
});

describe('substitutes', () => {
  const vacancy: Vacancy = { replacedId: 'gone', teamIds: new Set(['mate']), busyIds: new Set(['busy']), objects: group, terms: terms() };
  it.each([['mate', {}, 'CONFLICT'], ['gone', {}, 'CONFLICT'], ['x', { recusedObjectIds: ['o1'] }, 'INSPECTOR_RECUSED'], ['x', { active: false }, 'INSPECTOR_NOT_QUALIFIED'], ['x', {}, 'ok']] as const)('%s %o: %s', (id, of, verdict) => {
    const may = maySubstitute(person({ id, ...of }), vacancy, null);
    expect(may.ok ? 'ok' : may.error.code).toBe(verdict);
  });
  it('are taken in their order, past those who serve already or may not', () => {
    const order = ['gone', 'mate', 'busy', 'recused', 'next', 'later'].map((id) => person({ id, recusedObjectIds: id === 'recused' ? ['o1'] : [] }));
    expect(nextOfOrder(order, vacancy)?.id).toBe('next');
    expect(nextOfOrder(order.slice(0, 4), vacancy)).toBeUndefined();
  });
});

describe('what a change of the list does to teams', () => {
  it('deals every added object to one team, to none that has to avoid it while another has not, and evenly where nobody has', () => {
    fc.assert(fc.property(fc.array(fc.subarray(['a', 'b', 'c', 'd']), { minLength: 1, maxLength: 4 }), (recused) => {
      const hands = recused.map((avoided) => ({ objectIds: [], recusedFrom: new Set<string>(avoided) }));
      const after = dealAdded(['a', 'b', 'c', 'd'], hands);
      expect(after.flatMap(({ objectIds }) => objectIds).toSorted()).toEqual(['a', 'b', 'c', 'd']);
      for (const objectId of ['a', 'b', 'c', 'd']) {
        const holder = after.find(({ objectIds }) => objectIds.some((each) => each === objectId));
        expect(holder?.recusedFrom.has(objectId)).toBe(hands.every(({ recusedFrom }) => recusedFrom.has(objectId)));
      }
      if (recused.flat().length > 0) return;
      const sizes = after.map(({ objectIds }) => objectIds.length);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    }));
  });
});

describe('a pair that meets again', () => {
  const team = { leaderId: 'a', members: ['a', 'b', 'c'].map((inspectorId) => ({ inspectorId, departmentId: 'D' })), objectIds: ['o'] };
  const met = (teamId: string, objectId: string, ...ids: readonly string[]) => ids.map((inspectorId) => ({ teamId, objectId, inspectorId }));
  it.each([
    [met('t', 'o', 'a', 'b'), ['a', 'b']], [met('t', 'o', 'a', 'x'), null], [[...met('t', 'o', 'a'), ...met('u', 'o', 'b')], null], [met('t', 'other', 'a', 'b'), null], [met('t', 'o', 'a', 'b', 'c'), ['a', 'b', 'c']],
  ] as const)('%#', (earlier, pair) => expect(pairsThatMeetAgain(team, earlier, 'SY art.14(1)').map(({ inspectorIds }) => inspectorIds)).toEqual(pair === null ? [] : [[...pair]]));
});
