import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TRANSITIONS, drawIsOurs, isSameRatio, nextState, type DrawAction, type DrawState } from '../src/object-draw/object-draw.rules.ts';
import { staysOutThisYear } from '../src/object-draw/repeat.rules.ts';
import { stratumOf, type Strata } from '../src/object-draw/stratum.rules.ts';
import { nextOfOrder, shareOut } from '../src/object-change/object-change.rules.ts';
import { chanceOf } from '../src/object-draw/probability.rules.ts';
import { dealtTo } from '../src/inspector-draw/object-groups.rules.ts';

const states = Object.keys(TRANSITIONS) as DrawState[];
const actions: DrawAction[] = ['drawObjects', 'excludeDrawnObject', 'mergeDrawnObject', 'confirmObjectDraw', 'dispatchObjectList', 'requestObjectChange', 'voidDraw'];

describe('the state machine of an object draw', () => {
  it('refuses every transition that is not in the table, as locked after confirmation and as undefined before', () => {
    for (const state of states) {
      for (const action of actions) {
        const next = nextState(state, action, 'CQ 8.4.3');
        const allowed: Partial<Record<DrawAction, DrawState>> = TRANSITIONS[state];
        if (allowed[action] !== undefined) expect(next).toEqual({ ok: true, value: allowed[action] });
        else expect(next.ok ? 'ok' : next.error.code).toMatch(/^(INVALID_TRANSITION|DRAW_LOCKED)$/);
      }
    }
  });

  it('never leads from a drawn result back to one that can be drawn', () => {
    const reach = (from: DrawState, seen = new Set<DrawState>()): Set<DrawState> => {
      for (const next of Object.values(TRANSITIONS[from]) as DrawState[]) if (!seen.has(next)) reach(next, seen.add(next));
      return seen;
    };
    for (const state of states.filter((each) => each !== 'PREPARED')) expect(reach(state).has('PREPARED')).toBe(false);
  });
});

describe('where objects are drawn', () => {
  const said = <T>(value: T) => ({ source: 'TEXT' as const, value, clause: 'art.7', parameter: 'platform', statedIn: 'GA', inheritedFrom: null });
  it.each([[true, 'DRAW_ON_EXTERNAL_PLATFORM'], [false, undefined]])('on another platform where the profile says so: %s', (external, code) => {
    const drawn = drawIsOurs({ platform: { externalDraw: said(external), ofRecord: said('GZ_PROVINCIAL_PLATFORM') } });
    expect(drawn.ok ? undefined : drawn.error.code).toBe(code);
    if (!drawn.ok) expect(drawn.error).toMatchObject({ clause: 'GA art.7', details: { platform: 'GZ_PROVINCIAL_PLATFORM' } });
  });
});

describe('strata', () => {
  const by = (dimension: Strata[number]['dimension'], value: string, also: Strata[number]['also'] = []): Strata[number] => ({ dimension, value, also, ratio: '0.1', number: null, frequency: null });
  const strata = [by('RISK', 'HIGH'), by('CREDIT', 'A'), by('REGION', '500100'), by('RISK', 'HIGH', [{ dimension: 'CREDIT', value: 'D' }]), by('TAG', 'FIELD:食品')];
  it.each([
    [{ riskLevel: 'HIGH', creditLevel: 'A', divisionCode: '500112', tags: [] }, 'RISK:HIGH'],
    [{ riskLevel: 'HIGH', creditLevel: 'D', divisionCode: '500112', tags: [] }, 'CREDIT:D&RISK:HIGH'],
    [{ riskLevel: 'LOW', creditLevel: 'D', divisionCode: '500200', tags: ['FIELD:食品'] }, 'TAG:FIELD:食品'],
    [{ riskLevel: 'LOW', creditLevel: 'A', divisionCode: '500112', tags: [] }, 'CREDIT:A'],
    [{ riskLevel: null, creditLevel: null, divisionCode: '500112', tags: [] }, 'REGION:500100'],
    [{ riskLevel: null, creditLevel: null, divisionCode: '500200', tags: [] }, 'BASE'],
  ])('%#', (unit, key) => expect(stratumOf(unit, strata)).toBe(key));
});

describe('small rules', () => {
  it.each([['0.05', '.05', true], ['0.050', '0.05', true], ['1', '1.0', true], ['0.05', '0.5', false], ['0.05', '0.051', false]])('ratio %s and %s', (a, b, same) => expect(isSameRatio(a, b)).toBe(same));

  it.each([['NONE', 'LOW', false], ['PROMPT', 'LOW', false], ['EXCLUDE_LOW_RISK_SAME_YEAR', 'LOW', true], ['EXCLUDE_LOW_RISK_SAME_YEAR', 'HIGH', false], ['EXCLUDE_LOW_RISK_SAME_YEAR', null, false], ['EXCLUDE_SAME_YEAR', 'HIGH', true]] as const)(
    'under %s an object of risk %s inspected this year stays out: %s', (rule, risk, out) => expect(staysOutThisYear(rule, risk)).toBe(out));

  it('deals a list out whole, in its order, with loads that differ by one at most', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.integer(), { maxLength: 60 }), fc.integer({ min: 1, max: 8 }), (list, teams) => {
      const hands = Array.from({ length: teams }, (_, team) => dealtTo(list, team, teams));
      expect(hands.flat().toSorted((a, b) => a - b)).toEqual(list.toSorted((a, b) => a - b));
      const loads = hands.map(({ length }) => length);
      expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);
    }));
  });

  it('shares a supplement out as the draw was sized, never beyond what a stratum has, and fails only when all of them have too few', () => {
    const anyStratum = fc.record({ population: fc.integer({ min: 0, max: 6 }), size: fc.integer({ min: 0, max: 9 }) });
    fc.assert(fc.property(fc.array(anyStratum, { minLength: 1, maxLength: 4 }), fc.integer({ min: 0, max: 12 }), (parts, count) => {
      const strata = parts.map((part, i) => ({ key: `S${i}`, ...part }));
      const shares = shareOut(count, strata);
      const left = strata.reduce((sum, { population }) => sum + population, 0);
      if (shares === undefined) {
        expect(count).toBeGreaterThan(left);
        return;
      }
      expect([...shares.values()].reduce((sum, share) => sum + share, 0)).toBe(count);
      for (const { key, population, size } of strata) {
        const share = shares.get(key) ?? 0;
        expect(share).toBeLessThanOrEqual(population);
        // nobody got a unit while another with room was further behind its part
        for (const other of strata) if (share > 0 && (shares.get(other.key) ?? 0) < other.population) expect(size * ((shares.get(other.key) ?? 0) + 1)).toBeGreaterThanOrEqual(other.size * share);
      }
    }));
  });

  it.each([[{ population: 40, weight: 40 }, 10, 1, '0.25'], [{ population: 3, weight: 3 }, 1, 1, '0.333333333333333333'], [{ population: 4, weight: 10 }, 2, 1, '≥ 0.166666666666'], [{ population: 4, weight: 10 }, 2, 5, '≥ 0.5'], [{ population: 4, weight: 10 }, 4, 1, '1']])(
    'the chance of a unit in %o of which %i are drawn, at weight %i, is %s', (stratum, size, weight, chance) => expect(chanceOf(stratum, size, weight)).toBe(chance));

  it('never tells a larger chance of a weighted unit than it has, by the order of tickets enumerated', () => {
    // the chance to be among the n first, when each place goes to a unit in proportion to its weight among those left
    const chance = (weights: readonly number[], unit: number, n: number): number => {
      if (n === 0) return 0;
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      return weights.reduce((sum, weight, i) => sum + (weight / total) * (i === unit ? 1 : weight === 0 ? 0 : chance(weights.map((each, j) => (j === i ? 0 : each)), unit, n - 1)), 0);
    };
    fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 2, maxLength: 5 }), fc.nat(), fc.nat(), (weights, at, drawn) => {
      const [unit, size] = [at % weights.length, 1 + (drawn % weights.length)];
      const told = chanceOf({ population: weights.length, weight: weights.reduce((sum, weight) => sum + weight, 0) }, size, weights[unit] ?? 1);
      const exact = chance(weights, unit, size);
      if (told.startsWith('≥')) expect(Number(told.slice(2))).toBeLessThanOrEqual(exact + 1e-9);
      else expect(Number(told)).toBeCloseTo(exact, 9);
    }), { numRuns: 60 });
  });

  it('takes the next of the order: never an object twice, never out of order within a stratum, never fewer than asked while there are any', () => {
    const placed = (stratum: string, order: number) => ({ objectId: `${stratum}${order}`, stratum, order });
    fc.assert(fc.property(fc.array(fc.constantFrom('A', 'B'), { maxLength: 5 }), fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 4 }), (left, count, depth) => {
      const reserve = ['A', 'B'].flatMap((stratum) => Array.from({ length: depth }, (_, i) => placed(stratum, i + 1)));
      const taken = nextOfOrder(left.map((stratum, i) => placed(stratum, 100 + i)), reserve, count);
      expect(taken).toHaveLength(Math.min(count, reserve.length));
      expect(new Set(taken.map(({ objectId }) => objectId)).size).toBe(taken.length);
      for (const stratum of ['A', 'B']) {
        const orders = taken.filter((each) => each.stratum === stratum).map(({ order }) => order);
        expect(orders).toEqual(orders.toSorted((a, b) => a - b));
        expect(orders).toEqual(orders.map((_, i) => i + 1));
      }
    }));
  });
});
