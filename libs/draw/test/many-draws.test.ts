import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { frameLine, hasherOf, ticketOf, UnitDraw, type FrameUnit, type HashAlgorithm, type Hasher } from '../src/draw.ts';
import { bothSides, chiSquareAbove } from '../src/audit-randomness/tail-probabilities.ts';
import { FrameCursor } from '../src/frame-cursor.ts';
import { CounterChance } from './counter-chance.ts';
import { drawBy, tally } from './every-order.ts';

const native = (algorithm: 'sha256' | 'sm3'): Hasher => (data) => createHash(algorithm).update(data).digest();
const seedNumber = (i: number): string => createHash('sha256').update(`seed ${i}`).digest('hex');
const units = (count: number, stratum: string): FrameUnit[] => Array.from({ length: count }, (_, i) => ({ unitId: `5001120000${stratum}${i}`, stratum, weight: 1 }));

/** Neither further from the expected counts than chance explains, nor closer: each end once in two thousand. The seeds are fixed, so the answer is too. */
function followsChances(counts: ReadonlyMap<string, number>, chances: ReadonlyMap<string, number>): void {
  const draws = [...counts.values()].reduce((sum, n) => sum + n, 0);
  expect([...counts.keys()].filter((outcome) => !chances.has(outcome))).toEqual([]);
  const chiSquare = [...chances].reduce((sum, [outcome, chance]) => sum + ((counts.get(outcome) ?? 0) - draws * chance) ** 2 / (draws * chance), 0);
  const above = chiSquareAbove(chiSquare, chances.size - 1);
  expect(bothSides(above, 1 - above), `chi-square ${chiSquare} of ${chances.size} outcomes`).toBeGreaterThan(0.001);
  expect(Math.min(...[...chances.keys()].map((outcome) => counts.get(outcome) ?? 0))).toBeGreaterThan(0);
}

const subsets = (ids: readonly string[], size: number): string[][] => (size === 0 ? [[]] : ids.flatMap((id, i) => subsets(ids.slice(i + 1), size - 1).map((rest) => [id, ...rest])));
const equally = (outcomes: readonly string[]): Map<string, number> => new Map(outcomes.map((outcome) => [outcome, 1 / outcomes.length]));
const SEED = '00'.repeat(32);
const PAIR = [{ key: 'S', size: 2, reserve: 0 }];
const idsOf = (list: readonly FrameUnit[]): string[] => list.map(({ unitId }) => unitId);

test('a million draws: each pair out of six as often as every other', () => {
  const AT_ONCE = 1_000; // strata of one draw, each a draw of its own
  const strata = Array.from({ length: AT_ONCE }, (_, i) => ({ key: `S${i}`, size: 2, reserve: 0 }));
  const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
  const frame = strata.flatMap(({ key }) => ids.map((unitId) => ({ unitId, stratum: key, weight: 1 })));
  const hasher = new CounterChance(1_000_000).hasher();
  const counts = new Map<string, number>();
  for (let i = 0; i < 1_000_000 / AT_ONCE; i++) {
    const draw = new UnitDraw({ seed: SEED, strata, hasher });
    for (const unit of frame) draw.add(unit);
    for (const { drawn: [one, other] } of draw.finish()) {
      const pair = [one?.unitId, other?.unitId].sort().join(' ');
      counts.set(pair, (counts.get(pair) ?? 0) + 1);
    }
  }
  expect([...counts.values()].reduce((sum, n) => sum + n, 0)).toBe(1_000_000);
  followsChances(counts, equally(subsets(ids, 2).map((pair) => pair.join(' '))));
}, 300_000);

test('a hundred thousand draws of two strata: each of the 350 pairs of sets as often as every other', () => {
  const [high, low] = [units(5, 'HIGH'), units(7, 'LOW')];
  const quotas = [{ key: 'HIGH', size: 2, reserve: 0 }, { key: 'LOW', size: 3, reserve: 0 }];
  const hasher = new CounterChance(350).hasher();
  const outcomes = Array.from({ length: 100_000 }, () => drawBy(hasher, [...high, ...low], quotas).map(({ drawn }) => drawn.map(({ unitId }) => unitId).toSorted().join(' ')).join(' | '));
  const possible = subsets(idsOf(high), 2).flatMap((one) => subsets(idsOf(low), 3).map((other) => `${one.join(' ')} | ${other.join(' ')}`));
  expect(possible).toHaveLength(350);
  followsChances(tally(outcomes), equally(possible));
}, 60_000);

test('a hundred thousand weighted draws: the order of two follows the weights, one after the other', () => {
  const weights = [1, 2, 3, 6];
  const total = 12;
  const all = weights.map((weight, i): FrameUnit => ({ unitId: `u${i}`, stratum: 'S', weight }));
  const hasher = new CounterChance(100_000).hasher();
  const counts = tally(Array.from({ length: 100_000 }, () => drawBy(hasher, all, PAIR).flatMap(({ drawn }) => drawn.map(({ unitId }) => unitId)).join(' ')));
  const chances = weights.flatMap((first, i) => weights.flatMap((second, j): [string, number][] => (i === j ? [] : [[`u${i} u${j}`, ((first / total) * second) / (total - first)]])));
  followsChances(counts, new Map(chances));
}, 60_000);

describe('with the real hash', () => {
  const all = units(6, 'S');
  const possible = subsets(idsOf(all), 2).map((pair) => pair.join(' '));
  const results = Array.from({ length: 45_000 }, (_, i) => drawBy(native('sha256'), all, PAIR, seedNumber(i)).flatMap(({ drawn }) => drawn.map(({ unitId }) => unitId)).toSorted().join(' '));

  test('each pair is drawn as often as every other', () => followsChances(tally(results), equally(possible)));

  test('and a result tells nothing of the next', () => {
    const neighbours = results.slice(1).map((next, i) => `${results[i]} > ${next}`);
    followsChances(tally(neighbours), equally(possible.flatMap((one) => possible.map((next) => `${one} > ${next}`))));
  });

  test('each unit comes first as often as every other, where the lines of a frame are hashed in lanes', () => {
    const many = units(50, 'S');
    const lines = Buffer.from(many.map((unit) => `${frameLine(unit)}\n`).join(''));
    const first = Array.from({ length: 4_000 }, (_, i) => {
      const draw = new UnitDraw({ seed: seedNumber(i), strata: [{ key: 'S', size: 1, reserve: 0 }], hasher: native('sha256') });
      for (const line = new FrameCursor(lines); line.advance();) draw.addLine(line, 'S');
      return draw.finish()[0]?.drawn[0]?.unitId ?? '';
    });
    followsChances(tally(first), equally(idsOf(many)));
  });

  test('a heavier unit is drawn first by its weight', () => {
    const heavy = [1, 2, 5].map((weight, i): FrameUnit => ({ unitId: `u${i}`, stratum: 'S', weight }));
    const counts = tally(Array.from({ length: 20_000 }, (_, i) => drawBy(native('sha256'), heavy, [{ key: 'S', size: 1, reserve: 0 }], seedNumber(i))[0]?.drawn[0]?.unitId ?? ''));
    followsChances(counts, new Map([['u0', 1 / 8], ['u1', 2 / 8], ['u2', 5 / 8]]));
  });

  test.each<[HashAlgorithm, number]>([['SHA-256', 20_000], ['SM3', 5_000]])('tickets by %s are uniform (Kolmogorov–Smirnov over %i)', (algorithm, count) => {
    const tickets = Array.from({ length: count }, (_, i) => Number.parseInt(ticketOf(hasherOf(algorithm), '5a'.repeat(32), `unit ${i}`, 1).slice(0, 13), 16) / 2 ** 52).toSorted((a, b) => a - b);
    const distance = Math.max(...tickets.map((ticket, i) => Math.max(Math.abs(ticket - i / count), Math.abs(ticket - (i + 1) / count))));
    expect(distance).toBeLessThan(1.95 / Math.sqrt(count)); // one in a thousand
    expect(distance).toBeGreaterThan(0.35 / Math.sqrt(count)); // nor evener than chance, one in three thousand
  });
});

test('the statistics see a bias of one in a hundred', () => {
  const chance = new CounterChance(5);
  const crooked = tally(Array.from({ length: 200_000 }, () => (chance.below(100) === 0 ? 'a' : ['a', 'b', 'c'][chance.below(3)] ?? '')));
  expect(() => followsChances(crooked, equally(['a', 'b', 'c']))).toThrow(/chi-square/);
});
