import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { UnitDraw } from '../src/draw.ts';
import { binomialAtLeast } from '../src/audit-randomness/tail-probabilities.ts';
import type { RandomnessReport } from '../src/audit-randomness/audit-randomness.ts';
import { CounterChance } from './counter-chance.ts';
import { auditOf, dealInspectors, drawLots, FIRMS, honestHistory, INSPECTORS, QUOTAS, type SimulatedDraw, type SimulatedHistory, type SimulatedLot } from './simulated-history.ts';

const failed = (report: RandomnessReport): string[] => report.checks.filter(({ verdict }) => verdict === 'FAILED').map(({ code }) => code);
const changed = (history: SimulatedHistory, change: (draw: SimulatedDraw, i: number) => SimulatedDraw): SimulatedHistory => ({ ...history, draws: history.draws.map(change) });
const changedLots = (history: SimulatedHistory, change: (lot: SimulatedLot, i: number, draw: SimulatedDraw) => SimulatedLot): SimulatedHistory =>
  changed(history, (draw, i) => ({ ...draw, lots: draw.lots.map((lot) => change(lot, i, draw)) }));

describe('honest histories', () => {
  test('are suspected as rarely as the report says: once in a hundred', () => {
    const histories = 240;
    const alarms = Array.from({ length: histories }, (_, i) => failed(auditOf(honestHistory(i + 1)))).filter((codes) => codes.length > 0);
    expect(binomialAtLeast(alarms.length, histories, 0.01), `${alarms.length} alarms: ${alarms.join('; ')}`).toBeGreaterThan(0.001);
  }, 120_000);

  test('give chances that are themselves spread evenly where the test is exact', () => {
    const reports = Array.from({ length: 120 }, (_, i) => auditOf(honestHistory(1_000 + i, 60)));
    for (const code of ['TICKETS_UNIFORM', 'THRESHOLDS', 'PLACES_EVEN', 'PLACES_IRREGULAR', 'WEEKDAYS', 'MONTHS']) {
      const chances = reports.map(({ checks }) => checks.find((check) => check.code === code)?.pValue ?? -1).toSorted((a, b) => a - b);
      expect(chances[0], code).toBeGreaterThanOrEqual(0);
      const distance = Math.max(...chances.map((p, i) => Math.max(Math.abs(p - i / chances.length), Math.abs(p - (i + 1) / chances.length))));
      expect(distance, code).toBeLessThan(1.95 / Math.sqrt(chances.length)); // Kolmogorov–Smirnov at one in a thousand
    }
  }, 120_000);

  test('with unequal weights pass as well', () => {
    const heavy = FIRMS.map((unit, i) => ({ ...unit, weight: 1 + (i % 7) }));
    for (let i = 1; i <= 30; i++) expect(failed(auditOf(honestHistory(i, 60, heavy)))).toEqual([]);
  }, 60_000);

  test('of the real hash pass', () => {
    const native = (data: Uint8Array): Uint8Array => createHash('sha256').update(data).digest();
    const real = changed(honestHistory(7), (draw) => {
      const lots = new UnitDraw({ seed: draw.seed, strata: QUOTAS, hasher: native });
      for (const unit of FIRMS) lots.add(unit);
      return { ...draw, lots: lots.finish().map(({ key, drawn, reserve }) => ({ ...draw.lots.find(({ stratum }) => stratum === key) ?? neverLot, tickets: [...drawn, ...reserve], size: drawn.length })) };
    });
    const report = auditOf(real);
    expect(failed(report)).toEqual([]);
    expect(report.passed).toBe(true);
    expect(report.checks.filter(({ verdict }) => verdict === 'TOO_FEW')).toEqual([]);
    expect(report.checks.every(({ words }) => words.zh !== '' && words.en !== '')).toBe(true);
  });
});

const neverLot: SimulatedLot = { stratum: '', unitIds: [], weights: [], size: 0, tickets: [] };

/** The `size` of `unitIds` that a draw at intervals takes: one random start, then every n/k-th. */
function atIntervals({ unitIds, size }: SimulatedLot, chance: CounterChance): string[] {
  const step = unitIds.length / size;
  const start = chance.below(Math.floor(step));
  return Array.from({ length: size }, (_, i) => unitIds[start + Math.floor(i * step)] ?? '');
}

describe('a draw at intervals with one random start fails', () => {
  test('by its tickets, when they are what the seed gives', () => {
    const chance = new CounterChance(11);
    const forged = changedLots(honestHistory(11), (lot) => ({
      ...lot, tickets: atIntervals(lot, chance).map((unitId) => ({ unitId, weight: 1, ticket: chance.hex() })).toSorted((a, b) => (a.ticket < b.ticket ? -1 : 1)),
    }));
    expect(failed(auditOf(forged))).toEqual(expect.arrayContaining(['TICKETS_UNIFORM', 'THRESHOLDS', 'THRESHOLD_EXTREME', 'PLACES_IRREGULAR']));
  });

  test.each([80, 20, 5])('by its places alone, when the tickets are forged to perfection (%i draws)', (draws) => {
    const chance = new CounterChance(12);
    const forged = changedLots(honestHistory(12, draws), (lot) => {
      const taken = chance.shuffled(atIntervals(lot, chance));
      return { ...lot, tickets: lot.tickets.slice(0, lot.size).map((unit, i) => ({ ...unit, unitId: taken[i] ?? '' })) };
    });
    expect(failed(auditOf(forged))).toContain('PLACES_IRREGULAR');
  });
});

/** Puts the first of the reserve, and what follows it, in the place of units that are to be spared. */
const spare = (lot: SimulatedLot, isFriend: (unitId: string) => boolean): SimulatedLot => ({ ...lot, tickets: lot.tickets.filter(({ unitId }) => !isFriend(unitId)) });

describe('planted biases fail', () => {
  const honest = honestHistory(21);

  test('a favoured firm is skipped', () => {
    expect(failed(auditOf(changedLots(honest, (lot) => spare(lot, (unitId) => unitId === 'firm-100'))))).toEqual(['NEVER_DRAWN']);
  });

  test('a favoured firm is kept out of the frames', () => {
    expect(failed(auditOf({ ...honest, leftOut: 1 }))).toEqual(['LEFT_OUT']);
  });

  test('a stratum gives none', () => {
    expect(failed(auditOf(changedLots(honest, (lot, i) => (i === 3 && lot.stratum === 'HIGH' ? { ...lot, size: 0 } : lot))))).toEqual(['LEFT_OUT']);
  });

  test('a firm is harassed', () => {
    const chance = new CounterChance(22);
    const harassed = changedLots(honest, (lot) => (lot.stratum === 'LOW' && chance.below(3) === 0 ? { ...lot, tickets: lot.tickets.map((unit, i) => (i === 0 ? { ...unit, unitId: 'firm-007' } : unit)) } : lot));
    expect(failed(auditOf(harassed))).toContain('DRAWN_TOO_OFTEN');
  });

  test('a department draws again until the list spares its friends', () => {
    const chance = new CounterChance(23);
    const isFriend = (unitId: string): boolean => ['firm-010', 'firm-020', 'firm-030'].includes(unitId);
    const redrawn = honest.draws.flatMap((draw) => {
      const attempts = [draw];
      while (draw.department === '卫健委' && attempts.at(-1)?.lots.some(({ tickets, size }) => tickets.slice(0, size).some(({ unitId }) => isFriend(unitId)))) {
        const last = attempts.pop();
        if (last !== undefined) attempts.push({ ...last, givenUp: true });
        const lots = drawLots(chance);
        attempts.push({ ...draw, id: `${draw.id}+${attempts.length}`, seed: chance.hex(), lots, ...dealInspectors(chance, lots) });
      }
      return attempts;
    });
    expect(failed(auditOf({ ...honest, draws: redrawn }))).toEqual(['RESULTS_GIVEN_UP']);
  });

  test('a department withholds its randomness when it does not like the result', () => {
    expect(failed(auditOf({ ...honest, withheld: { ...honest.withheld, '卫健委': 20 } }))).toEqual(['REVEALS_WITHHELD']);
  });

  test('inspectors go round', () => {
    const rotated = changed(honest, (draw, i) => {
      const order = INSPECTORS.map((_, j) => INSPECTORS[(j + i) % INSPECTORS.length] ?? '');
      return { ...draw, order };
    });
    expect(failed(auditOf(rotated))).toEqual(['INSPECTOR_ROTATION']);
  });

  test('an inspector always visits the same firm', () => {
    const regulars = changed(honest, (draw) => ({ ...draw, visits: draw.visits.map((visit) => (visit.object.endsWith('0') ? { ...visit, inspector: 'inspector-03', object: 'firm-100' } : visit)) }));
    expect(failed(auditOf(regulars))).toEqual(['INSPECTOR_OBJECT_PAIRS']);
  });

  test('two firms are always drawn together', () => {
    const friends = ['firm-005', 'firm-010'];
    const bound = changedLots(honest, (lot) => {
      const drawn = lot.tickets.slice(0, lot.size).map(({ unitId }) => unitId);
      const at = drawn.findIndex((unitId) => friends.includes(unitId));
      const missing = friends.find((friend) => !drawn.includes(friend));
      return at < 0 || missing === undefined ? lot : { ...lot, tickets: lot.tickets.map((unit, i) => (i === (at + 1) % lot.size ? { ...unit, unitId: missing } : unit)) };
    });
    expect(failed(auditOf(bound))).toContain('OBJECT_PAIRS');
  });

  test('a seed, and with it the result, is used again', () => {
    const [first] = honest.draws;
    const reused = changed(honest, (draw, i) => (i === 40 && first !== undefined ? { ...draw, seed: first.seed, lots: first.lots } : draw));
    expect(failed(auditOf(reused))).toEqual(['SEEDS_REUSED', 'LISTS_ALIKE']);
  });

  test('on Fridays only the older firms are drawn', () => {
    const friday = changedLots(honest, (lot, _i, draw) => {
      if (draw.at.getUTCDay() !== 5) return lot;
      const older = new Set(lot.unitIds.slice(0, Math.floor(lot.unitIds.length / 4)));
      const other = new CounterChance(draw.at.getTime()).shuffled([...older]);
      return { ...lot, tickets: lot.tickets.slice(0, lot.size).map((unit, i) => ({ ...unit, unitId: other[i] ?? '' })) };
    });
    expect(failed(auditOf(friday))).toContain('WEEKDAYS');
  });

  test('winter spares the south of the directory', () => {
    const winter = changedLots(honest, (lot, _i, draw) => {
      if (draw.at.getUTCMonth() > 1) return lot;
      const north = new CounterChance(draw.at.getTime()).shuffled(lot.unitIds.slice(0, Math.floor(lot.unitIds.length / 2)));
      return { ...lot, tickets: lot.tickets.slice(0, lot.size).map((unit, i) => ({ ...unit, unitId: north[i] ?? '' })) };
    });
    expect(failed(auditOf(winter))).toContain('MONTHS');
  });

  test('one single forged threshold among many honest ones', () => {
    const forged = changedLots(honest, (lot, i) => (i === 50 && lot.stratum === 'LOW' ? { ...lot, tickets: lot.tickets.map((unit, j) => ({ ...unit, ticket: (j + 1).toString(16).padStart(2, '0') + unit.ticket.slice(2) })).map((unit, j) => ({ ...unit, ticket: (14 * (j + 1)).toString(16).padStart(2, '0') + unit.ticket.slice(2) })) } : lot));
    expect(failed(auditOf(forged))).toEqual(['THRESHOLD_EXTREME']);
  });
});

test('too short a history is said to be too short, not sound', () => {
  const report = auditOf(honestHistory(1, 1));
  expect(report.checks.find(({ code }) => code === 'PLACES_EVEN')?.verdict).toBe('TOO_FEW');
  expect(report.checks.find(({ code }) => code === 'ROTATION')?.verdict).toBe('TOO_FEW');
});
