import { createHash } from 'node:crypto';
import { assertOk } from '@sortition/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hasherOf, type Hasher } from './hash.ts';
import { ineligibilityOf } from './eligibility.ts';
import type { DepartmentDemand, InspectorCandidate, TeamDemand } from './inspector-demand.ts';
import { matchInspectors, substitutesFor, type InspectorMatch, type MatchInput } from './match-inspectors.ts';

const native: Hasher = (data) => createHash('sha256').update(data).digest();
const seedNumber = (i: number): string => createHash('sha256').update(`seed ${i}`).digest('hex');

const inspector = (inspectorId: string, department: string, more: Partial<InspectorCandidate> = {}): InspectorCandidate => ({
  inspectorId,
  department,
  active: true,
  qualified: true,
  certificateExpires: '2028-12-31',
  specialties: [],
  modeTags: [],
  divisions: [],
  recusedFrom: [],
  ...more,
});
const asks = (department: string, members: number, more: Partial<DepartmentDemand> = {}): DepartmentDemand => ({ department, members, qualifiedMinimum: members, specialties: [], ...more });
const team = (subjectId: string, departments: readonly DepartmentDemand[], more: Partial<TeamDemand> = {}): TeamDemand => ({ subjectId, division: null, modeTag: null, on: '2026-05-01', departments, ...more });

const input = (candidates: readonly InspectorCandidate[], demands: readonly TeamDemand[], seed = 0, maxTeams: number | null = null): MatchInput => ({
  seed: seedNumber(seed),
  hasher: native,
  candidates,
  demands,
  constraints: { leadDepartment: 'A', maxTeams },
});

const textOf = ({ teams }: InspectorMatch): string => teams.map(({ subjectId, members }) => `${subjectId}:${members.map(({ inspectorId }) => inspectorId).toSorted().join('+')}`).join(' ');

/** All ways to choose `count` of the items. */
const choices = <T>(items: readonly T[], count: number): T[][] =>
  count === 0 ? [[]] : items.flatMap((item, i) => choices(items.slice(i + 1), count - 1).map((rest) => [item, ...rest]));

/** Every assignment of one department by trial of all, as texts with their loads. */
function everyAssignment({ candidates, demands, constraints }: MatchInput): { readonly text: string; readonly loads: readonly number[] }[] {
  const eligible = demands.map((one) => candidates.filter((candidate) => one.departments.some((demand) => ineligibilityOf(candidate, one, demand) === null)));
  const able = candidates.filter((candidate) => eligible.some((list) => list.includes(candidate)));
  const teams = demands.map((one, i) => {
    const [demand] = one.departments;
    return choices(eligible[i] ?? [], demand?.members ?? 0).filter((members) => members.filter(({ qualified }) => qualified).length >= (demand?.qualifiedMinimum ?? 0));
  });
  const combine = (at: number): InspectorCandidate[][][] => (at === demands.length ? [[]] : (teams[at] ?? []).flatMap((members) => combine(at + 1).map((rest) => [members, ...rest])));
  return combine(0)
    .map((assigned) => ({
      text: assigned.map((members, i) => `${demands[i]?.subjectId}:${members.map(({ inspectorId }) => inspectorId).toSorted().join('+')}`).join(' '),
      loads: able.map((candidate) => assigned.filter((members) => members.includes(candidate)).length),
    }))
    .filter(({ loads }) => loads.every((load) => load <= (constraints.maxTeams ?? demands.length)));
}

/** Among all assignments those with the smallest greatest load, and among them the largest least. */
function evenest(all: readonly { readonly text: string; readonly loads: readonly number[] }[]): string[] {
  const greatest = Math.min(...all.map(({ loads }) => Math.max(...loads)));
  const flat = all.filter(({ loads }) => Math.max(...loads) === greatest);
  const least = Math.max(...flat.map(({ loads }) => Math.min(...loads)));
  return flat.filter(({ loads }) => Math.min(...loads) === least).map(({ text }) => text);
}

describe('eligibility', () => {
  const demand = asks('A', 1, { specialties: ['FIRE'] });
  const subject = team('s', [demand], { division: '500112', modeTag: 'ON_SITE' });
  const sound = { specialties: ['FIRE'], modeTags: ['ON_SITE'], divisions: ['500100'] };
  test.each([
    ['INACTIVE', { active: false }],
    ['CERTIFICATE_EXPIRED', { certificateExpires: '2026-04-30' }],
    ['NOT_QUALIFIED', { qualified: false }],
    ['SPECIALTY_MISSING', { specialties: ['FOOD'] }],
    ['MODE_MISSING', { modeTags: ['NETWORK'] }],
    ['OUTSIDE_BOUNDARY', { divisions: ['500103', '510000'] }],
    ['RECUSED', { recusedFrom: ['s'] }],
    [null, {}],
    [null, { certificateExpires: '2026-05-01' }],
    [null, { certificateExpires: null, divisions: [] }],
    [null, { divisions: ['500000'], recusedFrom: ['another'] }],
  ] as const)('%s for %j', (reason, change) => {
    expect(ineligibilityOf(inspector('i', 'A', { ...sound, ...change }), subject, demand)).toBe(reason);
  });

  test('staff without the qualification may fill the seats that the minimum leaves', () => {
    expect(ineligibilityOf(inspector('i', 'A', { ...sound, qualified: false }), subject, { ...demand, members: 2 })).toBeNull();
  });
});

describe('every feasible assignment is found for some seed, and only those', () => {
  const three = ['i1', 'i2', 'i3'].map((id) => inspector(id, 'A'));
  test.each([
    ['pairs out of four for two subjects', [...three, inspector('i4', 'A')], [team('s1', [asks('A', 2)]), team('s2', [asks('A', 2)])], null],
    ['one of three each for three', three, ['s1', 's2', 's3'].map((id) => team(id, [asks('A', 1)])), null],
    ['one recused from one', [inspector('i1', 'A', { recusedFrom: ['s1'] }), ...three.slice(1)], ['s1', 's2', 's3'].map((id) => team(id, [asks('A', 1)])), null],
    ['one qualified with one assistant', [...three.slice(0, 2), inspector('i3', 'A', { qualified: false }), inspector('i4', 'A', { qualified: false })], [team('s1', [asks('A', 2, { qualifiedMinimum: 1 })]), team('s2', [asks('A', 2, { qualifiedMinimum: 1 })])], null],
    ['loads that cannot be even', [inspector('i1', 'A', { specialties: ['X'] }), ...three.slice(1)], [...['s1', 's2', 's3'].map((id) => team(id, [asks('A', 1, { specialties: ['X'] })])), team('s4', [asks('A', 1)])], null],
    ['a limit of teams', three, ['s1', 's2'].map((id) => team(id, [asks('A', 1)])), 1],
  ])('%s', (_title, candidates, demands, maxTeams) => {
    const feasible = new Set(evenest(everyAssignment(input(candidates, demands, 0, maxTeams))));
    const found = new Set(Array.from({ length: 60 * feasible.size }, (_, seed) => textOf(assertOk(matchInspectors(input(candidates, demands, seed, maxTeams), null)))));
    expect(found).toEqual(feasible);
  });
});

const anyDepartment = fc.record({
  candidates: fc
    .array(fc.record({ qualified: fc.boolean(), specialties: fc.subarray(['X', 'Y']), recusedFrom: fc.subarray(['s0', 's1', 's2']) }), { minLength: 1, maxLength: 5 })
    .map((list) => list.map((more, i) => inspector(`i${i}`, 'A', more))),
  demands: fc
    .array(fc.record({ members: fc.integer({ min: 1, max: 3 }), unqualified: fc.nat(1), specialties: fc.subarray(['X', 'Y']) }), { minLength: 1, maxLength: 3 })
    .map((list) => list.map(({ members, unqualified, specialties }, i) => team(`s${i}`, [asks('A', members, { qualifiedMinimum: members - unqualified, specialties })]))),
  maxTeams: fc.constantFrom(null, 1, 2),
  seed: fc.nat(1000),
});

test('an assignment is found exactly when one exists, with the load spread as evenly as any', () => {
  fc.assert(
    fc.property(anyDepartment, ({ candidates, demands, maxTeams, seed }) => {
      const given = input(candidates, demands, seed, maxTeams);
      const all = everyAssignment(given);
      const match = matchInspectors(given, 'CQ 8.5.1');
      expect(match.ok).toBe(all.length > 0);
      if (match.ok) expect(evenest(all)).toContain(textOf(match.value));
    }),
    { numRuns: 400 },
  );
});

test('the load differs by at most one where all may go everywhere', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 9 }), fc.integer({ min: 1, max: 25 }), fc.nat(), (people, subjects, seed) => {
      const candidates = Array.from({ length: people }, (_, i) => inspector(`i${i}`, 'A'));
      const demands = Array.from({ length: subjects }, (_, i) => team(`s${i}`, [asks('A', 2)]));
      const [department] = assertOk(matchInspectors(input(candidates, demands, seed), null)).departments;
      expect((department?.greatest ?? 9) - (department?.least ?? 0)).toBeLessThanOrEqual(1);
    }),
    { numRuns: 50 },
  );
});

describe('a team', () => {
  const candidates = ['A', 'B'].flatMap((department) => Array.from({ length: 5 }, (_, i) => inspector(`${department}${i}`, department)));
  const demands = Array.from({ length: 10 }, (_, i) => team(`s${i}`, [asks('A', 2), asks('B', 2)]));
  const given = input(candidates, demands);
  const match = assertOk(matchInspectors(given, null));

  test('has the members that each department owes, led by the first of the lead department', () => {
    const order = match.departments.find(({ department }) => department === 'A')?.order ?? [];
    for (const { leader, members } of match.teams) {
      expect(members.map(({ department }) => department)).toEqual(['A', 'A', 'B', 'B']);
      expect(new Set(members.map(({ inspectorId }) => inspectorId)).size).toBe(4);
      const leads = members.filter(({ department }) => department === 'A').map(({ inspectorId }) => inspectorId);
      expect(leader).toBe(leads.toSorted((a, b) => order.indexOf(a) - order.indexOf(b))[0]);
    }
  });

  test('is led by someone qualified, though an assistant comes first', () => {
    const staff = [inspector('A0', 'A', { qualified: false }), inspector('A1', 'A')];
    for (let seed = 0; seed < 20; seed++) {
      const [only] = assertOk(matchInspectors(input(staff, [team('s', [asks('A', 2, { qualifiedMinimum: 1 })])], seed), null)).teams;
      expect(only?.leader).toBe('A1');
    }
  });

  test('has no leader while only another department draws', () => {
    const others = demands.map((demand) => ({ ...demand, departments: [asks('B', 2)] }));
    expect(assertOk(matchInspectors(input(candidates, others), null)).teams.every(({ leader }) => leader === null)).toBe(true);
  });

  test('has substitutes in the pre-committed order: eligible, of the same department, not yet in it', () => {
    const order = match.departments.find(({ department }) => department === 'B')?.order ?? [];
    const [first] = match.teams;
    const members = first?.members.map(({ inspectorId }) => inspectorId) ?? [];
    expect(substitutesFor(given, match, 's0', 'B')).toEqual(order.filter((id) => !members.includes(id)));
  });

  test('is the same for the same seed and another for another', () => {
    expect(matchInspectors(given, null)).toEqual(matchInspectors({ ...given, hasher: hasherOf('SHA-256') }, null));
    expect(textOf(assertOk(matchInspectors(input(candidates, demands, 1), null)))).not.toBe(textOf(match));
  });
});

describe('who blocks is named', () => {
  test('the department, its subjects and why its people cannot go', () => {
    const candidates = [
      inspector('b1', 'B', { certificateExpires: '2026-04-30' }),
      inspector('b2', 'B', { recusedFrom: ['s1', 's2'] }),
      inspector('b3', 'B', { active: false }),
      inspector('b4', 'B'),
      inspector('a1', 'A'),
    ];
    const demands = [team('s1', [asks('A', 1), asks('B', 2)]), team('s2', [asks('A', 1), asks('B', 1)])];
    expect(matchInspectors(input(candidates, demands), 'CQ 8.5.1')).toEqual({
      ok: false,
      error: {
        kind: 'refusal',
        code: 'NO_ELIGIBLE_INSPECTOR',
        clause: 'CQ 8.5.1',
        details: { department: 'B', subjects: ['s1'], needed: 2, eligible: 1, maxTeams: null, reasons: ['INACTIVE=1', 'CERTIFICATE_EXPIRED=1', 'RECUSED=1'] },
      },
    });
  });

  test('subjects that could each be served alone, but not together', () => {
    const candidates = [inspector('a1', 'A'), inspector('a2', 'A')];
    const demands = ['s1', 's2', 's3'].map((id) => team(id, [asks('A', 1)]));
    const match = matchInspectors(input(candidates, demands, 0, 1), null);
    expect(match).toMatchObject({ ok: false, error: { code: 'NO_ELIGIBLE_INSPECTOR', details: { department: 'A', needed: 3, eligible: 2, maxTeams: 1 } } });
  });

  test('an empty department', () => {
    expect(matchInspectors(input([], [team('s1', [asks('A', 1)])]), null)).toMatchObject({ ok: false, error: { details: { department: 'A', subjects: ['s1'], eligible: 0 } } });
  });
});

test('a thousand subjects and a hundred inspectors are matched in seconds', () => {
  const candidates = Array.from({ length: 100 }, (_, i) => inspector(`i${i}`, 'A', { recusedFrom: [`s${i}`], specialties: i % 4 === 0 ? ['FOOD'] : ['FIRE'] }));
  const demands = Array.from({ length: 1000 }, (_, i) => team(`s${i}`, [asks('A', 2, { specialties: i % 5 === 0 ? ['FOOD'] : [] })]));
  const [department] = assertOk(matchInspectors(input(candidates, demands), null)).departments;
  expect(department).toMatchObject({ least: 20, greatest: 20 });
}, 60_000);
