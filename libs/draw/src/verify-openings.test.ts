import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, frameLinesOf, hasherOf, labelSaltOf, leafOf, saltOf, sealedUnitOf, verifyCertificateText, type FrameUnit, type Opening } from './draw.ts';
import { drawExample, smallExample, twoStrata } from '../test/example-draw.ts';

const hasher = hasherOf('SHA-256');
const openingOf = (secret: string, { unitId, stratum, weight }: FrameUnit, intentHash: string): Opening => ({
  format: 'sortition/opening/v1', intentHash, unitId, stratum, weight, salt: saltOf(hasher, secret, unitId), labelSalt: labelSaltOf(hasher, secret, stratum),
});

/** A sealed draw over units, with the openings of all, each with its own salts. */
function sealedDraw(units: readonly FrameUnit[], secret = 'ab'.repeat(32)) {
  const leaves = units.map((unit) => sealedUnitOf(hasher, openingOf(secret, unit, ''))).toSorted((a, b) => (a.unitId < b.unitId ? -1 : 1));
  const sizing = Object.fromEntries(leaves.map(({ stratum }) => [stratum, { number: 1 }]));
  const { certificate, frame } = drawExample({ ...smallExample, units: leaves, sizing }, 'SEALED');
  return { text: canonicalJson(certificate), frame, openings: units.map((unit) => openingOf(secret, unit, certificate.intentHash)) };
}

const lines = (openings: readonly Opening[]): string[] => openings.map((opening) => canonicalJson(opening));
const failed = (text: string, frame: readonly string[] | undefined, openings: readonly string[]): string[] =>
  verifyCertificateText(text, { openings, ...(frame === undefined ? {} : { frame }) }).filter(({ passed }) => !passed).map(({ code }) => code);

describe('an opening', () => {
  const { text, frame, openings } = sealedDraw(twoStrata(9));

  test('of each unit fits, with the frame as lines, as bytes cut anywhere, and without', () => {
    const bytes = new TextEncoder().encode(frame.map((line) => `${line}\n`).join(''));
    for (const opening of openings) {
      expect(failed(text, frame, lines([opening]))).toEqual([]);
      expect(failed(text, undefined, lines([opening]))).toEqual([]);
      for (const size of [1, 7, 100, bytes.length]) {
        const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.subarray(i * size, (i + 1) * size));
        expect(verifyCertificateText(text, { frame: pieces, openings: lines([opening]) }).every(({ passed }) => passed)).toBe(true);
      }
    }
  });

  test('of a unit that is not in the frame is refused, however the frame comes', () => {
    const [opening] = openings;
    const stranger = lines(opening === undefined ? [] : [{ ...opening, unitId: 'stranger' }]);
    const bytes = new TextEncoder().encode(frame.map((line) => `${line}\n`).join(''));
    expect(failed(text, frame, stranger)).toEqual(['OPENING_LEAF']);
    expect(failed(text, [...frameLinesOf([bytes])], stranger)).toEqual(['OPENING_LEAF']);
    expect(verifyCertificateText(text, { frame: [bytes], openings: stranger }).filter(({ passed }) => !passed).map(({ code }) => code)).toEqual(['OPENING_LEAF']);
  });

  test('opens all, together with all others, in any order; fewer are some units of the frame, and no more', () => {
    fc.assert(fc.property(fc.shuffledSubarray(openings, { minLength: openings.length }), (all) => void expect(failed(text, undefined, lines(all))).toEqual([])), { numRuns: 20 });
    fc.assert(fc.property(fc.shuffledSubarray(openings, { minLength: openings.length - 1, maxLength: openings.length - 1 }), ([first, ...others]) => void expect(failed(text, frame, lines(first === undefined ? [] : [first, first, ...others]))).toEqual(['OPENING_WHOLE'])), { numRuns: 20 });
    fc.assert(fc.property(fc.shuffledSubarray(openings, { minLength: 2, maxLength: openings.length - 1 }), (some) => void expect(failed(text, frame, lines(some))).toEqual([])), { numRuns: 20 });
  });
});

test('a unit that was entered twice under two salts is found by who opens all', () => {
  const [unit = { unitId: '', stratum: '', weight: 1 }, ...others] = twoStrata(6);
  const honest = sealedDraw([unit, ...others, { ...unit, unitId: 'other' }]);
  const again = honest.openings.map((opening) => (opening.unitId === 'other' ? { ...opening, unitId: unit.unitId } : opening));
  const leaves = again.map((opening) => sealedUnitOf(hasher, opening)).toSorted((a, b) => (a.unitId < b.unitId ? -1 : 1));
  const { certificate, frame } = drawExample({ ...smallExample, units: leaves, sizing: Object.fromEntries(leaves.map(({ stratum }) => [stratum, { number: 1 }])) }, 'SEALED');
  const openings = again.map((opening) => ({ ...opening, intentHash: certificate.intentHash }));
  for (const opening of openings) expect(failed(canonicalJson(certificate), frame, lines([opening])), 'each by itself is in the frame').toEqual([]);
  expect(failed(canonicalJson(certificate), frame, lines(openings))).toEqual(['OPENING_WHOLE']);
});

test('a stratum under two labels is found by who opens all', () => {
  const units = twoStrata(6);
  const secrets = ['aa', 'bb'].map((byte) => byte.repeat(32));
  const mixed = units.map((unit, i) => openingOf(secrets[i < 3 ? 0 : 1] ?? '', unit, ''));
  const leaves = mixed.map((opening) => sealedUnitOf(hasher, opening)).toSorted((a, b) => (a.unitId < b.unitId ? -1 : 1));
  const { certificate, frame } = drawExample({ ...smallExample, units: leaves, sizing: Object.fromEntries(leaves.map(({ stratum }) => [stratum, { number: 1 }])) }, 'SEALED');
  expect(failed(canonicalJson(certificate), frame, lines(mixed.map((opening) => ({ ...opening, intentHash: certificate.intentHash }))))).toEqual(['OPENING_WHOLE']);
});

test('leaves and labels differ with every part of them, and salts with the secret', () => {
  const [opening] = sealedDraw(twoStrata(3)).openings;
  if (opening === undefined) throw new Error('no opening');
  const leaves = [opening, { ...opening, unitId: 'x' }, { ...opening, stratum: 'x' }, { ...opening, weight: 2 }, { ...opening, salt: '00'.repeat(32) }].map((one) => leafOf(hasher, one));
  expect(new Set(leaves).size).toBe(5);
  expect(new Set([saltOf(hasher, 'aa'.repeat(32), 'u'), saltOf(hasher, 'ab'.repeat(32), 'u'), saltOf(hasher, 'aa'.repeat(32), 'v'), labelSaltOf(hasher, 'aa'.repeat(32), 'u')]).size).toBe(4);
});
