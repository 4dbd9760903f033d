import fc from 'fast-check';
import { expect, test } from 'vitest';
import { completeUscc } from '@sortition/identifiers';
import { seenCodes } from './seen-codes.ts';

test('agrees with a Map on codes, old numbers and other keys, however many', () => {
  const seen = seenCodes();
  const known = new Map<string, number>();
  const uscc = fc.integer({ min: 0, max: 40_000 }).map((number) => {
    const code = completeUscc(`91500118MA${String(number).padStart(7, '0')}`);
    return code.ok ? code.value.text : '';
  });
  const keys = fc.sample(fc.oneof(uscc, fc.integer({ min: 0, max: 40_000 }).map((number) => String(500_118_000_000_000 + number)), fc.string({ maxLength: 5 }).map((text) => `SITE:${text}`)), { numRuns: 60_000, seed: 7 });
  for (const [index, key] of keys.entries()) {
    const line = index + 2;
    expect(seen.note(key, line)).toBe(known.get(key));
    if (!known.has(key)) known.set(key, line);
  }
  expect(known.size).toBeGreaterThan(30_000);
});
