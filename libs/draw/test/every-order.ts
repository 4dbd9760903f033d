import { UnitDraw, type CertifiedStratum, type FrameUnit, type Hasher, type StratumQuota } from '../src/draw.ts';

/** All orders of some items. */
export const orders = <T>(items: readonly T[]): T[][] => (items.length === 0 ? [[]] : items.flatMap((item, i) => orders(items.toSpliced(i, 1)).map((rest) => [item, ...rest])));

const text = new TextDecoder();

/** What a unit's tickets hash after the seed: its id, and for the further ones of its weight their number. */
export const ticketNames = ({ unitId, weight }: FrameUnit): string[] => [unitId, ...Array.from({ length: weight - 1 }, (_, i) => `${unitId}\u001f${i + 1}`)];

/** A hasher under which the tickets fall in a given order. */
export function falling(order: readonly string[]): Hasher {
  const rank = new Map(order.map((name, i) => [name, i + 1]));
  return (data) => {
    const digest = new Uint8Array(32);
    digest[0] = rank.get(text.decode(data.subarray(33))) ?? 0;
    return digest;
  };
}

export function drawBy(hasher: Hasher, units: readonly FrameUnit[], strata: readonly StratumQuota[], seed = '00'.repeat(32)): CertifiedStratum[] {
  const draw = new UnitDraw({ seed, strata, hasher });
  for (const unit of units) draw.add(unit);
  return draw.finish();
}

/** How often each outcome came about. */
export function tally(outcomes: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const outcome of outcomes) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  return counts;
}
