import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ineligibilityOf } from './eligibility.ts';
import { groupIdOf } from './inspector-group.ts';
import type { InspectorCandidate, TeamDemand } from './inspector-demand.ts';
import { matchInspectors, substitutesFor, whoBlocks, whoMayNotGo, type MatchInput } from './match-inspectors.ts';

const hasher = (data: Uint8Array): Uint8Array => createHash('sha256').update(data).digest();
const LEAD = 'A';

const candidate: fc.Arbitrary<Omit<InspectorCandidate, 'inspectorId'>> = fc.record({
  department: fc.constantFrom(LEAD, LEAD, 'B'),
  active: fc.integer({ min: 0, max: 9 }).map((n) => n > 0),
  qualified: fc.integer({ min: 0, max: 4 }).map((n) => n > 0),
  certificateExpires: fc.constantFrom(null, null, '2026-04-30', '2026-12-31', '2027-01-01'),
  specialties: fc.constantFrom(['X'], ['X', 'Y'], ['Y'], ['X', 'Y']),
  modeTags: fc.constantFrom(['ON_SITE'], ['ON_SITE', 'NETWORK'], ['NETWORK'], ['ON_SITE']),
  divisions: fc.constantFrom([], ['500000'], ['500112'], ['500000', '510100']),
  recusedFrom: fc.constantFrom([], [], ['s0'], ['s1', 's2']),
});

const demand: fc.Arbitrary<Omit<TeamDemand, 'subjectId'>> = fc.record({
  division: fc.constantFrom(null, null, '500112', '510104'),
  modeTag: fc.constantFrom(null, null, 'ON_SITE'),
  on: fc.constant('2026-05-01'),
  departments: fc.subarray([LEAD, 'B'], { minLength: 1 }).chain((names) => fc.tuple(...names.map((department) =>
    fc.record({ department: fc.constant(department), members: fc.constantFrom(1, 1, 2), unqualified: fc.nat(1), specialties: fc.constantFrom([], [], ['X'], ['X', 'Y']) })
      .map(({ unqualified, ...rest }) => ({ ...rest, qualifiedMinimum: rest.members - unqualified }))))),
});

const instance: fc.Arbitrary<MatchInput> = fc.record({
  candidates: fc.array(candidate, { minLength: 3, maxLength: 6 }), demands: fc.array(demand, { minLength: 1, maxLength: 3 }), maxTeams: fc.constantFrom(null, 1, 2), seed: fc.nat(),
}).map(({ candidates, demands, maxTeams, seed }) => ({
  candidates: candidates.map((one, i) => ({ ...one, inspectorId: `i${i}` })), demands: demands.map((one, i) => ({ ...one, subjectId: `s${i}` })),
  constraints: { leadDepartment: LEAD, maxTeams }, seed: createHash('sha256').update(String(seed)).digest('hex'), hasher,
}));

const choices = <T>(items: readonly T[], count: number): T[][] =>
  count === 0 ? [[]] : items.flatMap((item, i) => choices(items.slice(i + 1), count - 1).map((rest) => [item, ...rest]));

/** All ways to send one department, by trial of every choice for every subject; as the loads of those who can go anywhere. */
function loadsByTrial({ candidates, demands, constraints }: MatchInput, department: string): number[][] {
  const asked = demands.flatMap((team) => team.departments.filter((one) => one.department === department).map((own) => ({ own, able: candidates.filter((one) => one.department === department && ineligibilityOf(one, team, own) === null) })));
  const anywhere = candidates.filter((one) => asked.some(({ able }) => able.includes(one)));
  const limit = constraints.maxTeams ?? demands.length;
  const tried: number[][] = [];
  const send = (at: number, loads: readonly number[]): void => {
    const next = asked[at];
    if (next === undefined) {
      tried.push([...loads]);
      return;
    }
    for (const members of choices(next.able, next.own.members)) {
      if (members.filter(({ qualified }) => qualified).length < next.own.qualifiedMinimum) continue;
      const after = loads.map((load, i) => load + Number(members.some((one) => one === anywhere[i])));
      if (after.every((load) => load <= limit)) send(at + 1, after);
    }
  };
  send(0, anywhere.map(() => 0));
  return tried;
}

const departmentsOf = ({ demands }: MatchInput): string[] => [...new Set(demands.flatMap(({ departments }) => departments.map(({ department }) => department)))];
const isPossible = (input: MatchInput): boolean => departmentsOf(input).every((department) => loadsByTrial(input, department).length > 0);

describe('matching and trial of everything', () => {
  test('agree for ten thousand instances on what is possible, and on an even load wherever there is one', () => {
    let possible = 0;
    fc.assert(fc.property(instance, (input) => {
      const match = matchInspectors(input, null);
      expect(match.ok).toBe(isPossible(input));
      expect(whoBlocks(input, null) === null).toBe(match.ok);
      if (!match.ok) return;
      possible += 1;
      expect(whoMayNotGo(input).toSorted((a, b) => (a.inspectorId < b.inspectorId ? -1 : 1))).toEqual(match.value.departments.flatMap(({ ineligible }) => ineligible).toSorted((a, b) => (a.inspectorId < b.inspectorId ? -1 : 1)));
      for (const { department, least, greatest } of match.value.departments) {
        const even = loadsByTrial(input, department).some((loads) => Math.max(...loads) - Math.min(...loads) <= 1);
        expect(greatest - least <= 1).toBe(even);
      }
    }), { numRuns: 10_000, seed: 8 });
    expect(possible).toBeGreaterThan(1_000);
    expect(possible).toBeLessThan(9_000);
  });

  test('the subjects that are named as blocking cannot all be served, whoever goes where', () => {
    fc.assert(fc.property(instance, (input) => {
      const blocked = whoBlocks(input, 'CQ 8.5.1');
      if (blocked === null) return;
      const { department, subjects, needed } = blocked.details;
      expect(Array.isArray(subjects) && subjects.length > 0 && typeof needed === 'number').toBe(true);
      const named = input.demands.filter(({ subjectId }) => Array.isArray(subjects) && subjects.includes(subjectId));
      expect(loadsByTrial({ ...input, demands: named }, String(department))).toEqual([]);
    }), { numRuns: 2_000, seed: 9 });
  });

  test('the leader is the first qualified of the lead department in its order, and substitutes follow in theirs', () => {
    fc.assert(fc.property(instance, (input) => {
      const match = matchInspectors(input, null);
      if (!match.ok) return;
      const byId = new Map(input.candidates.map((one) => [one.inspectorId, one]));
      const orderOf = (department: string): readonly string[] => match.value.departments.find((one) => one.department === department)?.order ?? [];
      for (const { subjectId, leader, members } of match.value.teams) {
        const ids = members.map(({ inspectorId }) => inspectorId);
        expect(new Set(ids).size).toBe(ids.length);
        const leads = orderOf(LEAD).filter((id) => members.some((one) => one.inspectorId === id && one.department === LEAD));
        expect(leader).toBe(leads.find((id) => byId.get(id)?.qualified) ?? leads[0] ?? null);
        const team = input.demands.find((one) => one.subjectId === subjectId);
        for (const own of team?.departments ?? []) {
          const expected = orderOf(own.department).filter((id) => {
            const one = byId.get(id);
            return one !== undefined && team !== undefined && !ids.includes(id) && ineligibilityOf(one, team, own) === null;
          });
          expect(substitutesFor(input, match.value, subjectId, own.department)).toEqual(expected);
        }
      }
    }), { numRuns: 1_000, seed: 10 });
  });
});

describe('the id of a group', () => {
  const group = { certificateHash: 'c'.repeat(64), listVersion: 1, number: 7, objectIds: ['o1', 'o2'] };

  test('does not depend on the order of its objects', () => {
    expect(groupIdOf({ ...group, objectIds: ['o2', 'o1'] }, hasher)).toBe(groupIdOf(group, hasher));
    expect(groupIdOf(group, hasher)).toMatch(/^G00007-[0-9a-f]{16}$/);
  });

  test.each([{ certificateHash: 'd'.repeat(64) }, { listVersion: 2 }, { number: 8 }, { objectIds: ['o1'] }, { objectIds: ['o1o2'] }])('is another for %o', (change) => {
    expect(groupIdOf({ ...group, ...change }, hasher)).not.toBe(groupIdOf(group, hasher));
  });
});
