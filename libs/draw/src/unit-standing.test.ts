import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explainStanding, frameLine, standingOf, ticketOf, hasherOf } from './draw.ts';
import { drawExample, smallExample, twoStrata } from '../test/example-draw.ts';

const draws = fc
  .record({ hash: fc.constantFrom('SHA-256', 'SM3'), weights: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 6, maxLength: 30 }), reserve: fc.nat(3), ratio: fc.constantFrom('0.2', '0.5', '1') })
  .map(({ hash, weights, reserve, ratio }) => {
    const units = twoStrata(weights.length).map((unit, i) => ({ ...unit, weight: weights[i] ?? 1 }));
    return { units, ...drawExample({ ...smallExample, hash, units, reserve, sizing: { HIGH: { ratio }, LOW: { ratio } } }) };
  });

describe('where a unit stands', () => {
  test('is its place among the tickets of its stratum, and drawn up to the size', () => {
    fc.assert(
      fc.property(draws, ({ units, certificate, frame }) => {
        const { seed, intent } = certificate;
        for (const { unitId, stratum, weight } of units) {
          const rivals = units.filter((unit) => unit.stratum === stratum).map((unit) => ticketOf(hasherOf(intent.hash), seed, unit.unitId, unit.weight));
          const place = 1 + rivals.toSorted().indexOf(ticketOf(hasherOf(intent.hash), seed, unitId, weight));
          const { size = 0, reserve = 0 } = intent.strata.find(({ key }) => key === stratum) ?? {};
          const standing = standingOf(certificate, unitId, { frame: () => frame });
          expect(standing).toMatchObject({ place, weight, stratum: { key: stratum }, standing: place <= size ? 'DRAWN' : place <= size + reserve ? 'RESERVE' : 'NOT_DRAWN' });
        }
      }),
      { numRuns: 60 },
    );
  });

  test('of one who is not in the frame is told, and without the frame is left open', () => {
    const { certificate, frame } = drawExample(smallExample);
    expect(standingOf(certificate, 'nobody', { frame: () => frame })).toMatchObject({ standing: 'NOT_IN_FRAME', stratum: null, place: null });
    expect(standingOf(certificate, 'nobody')).toMatchObject({ standing: 'UNLISTED', place: null });
    expect(frame).not.toContain(frameLine({ unitId: 'nobody', stratum: 'HIGH', weight: 1 }));
  });

  test('is not that of one whose id only begins alike', () => {
    const { certificate, frame } = drawExample(smallExample);
    expect(standingOf(certificate, 'unit-000', { frame: () => frame }).standing).toBe('NOT_IN_FRAME');
  });

  test('is told in words, with the digest of the draw', () => {
    const { certificate, frame } = drawExample({ ...smallExample, hash: 'SM3' });
    const standing = standingOf(certificate, 'unit-0000', { frame: () => frame });
    expect(explainStanding('SM3', standing).command).toContain('openssl dgst -sm3');
    expect(explainStanding('SM3', standing).zh).toHaveLength(4);
  });
});
