import { DRAND_CHAINS, commitmentTo, drandRoundOf, roundTime, type Contribution } from '@sortition/draw';
import { assertOk } from '@sortition/kernel';
import { resolveProfile, type Profile } from '@sortition/profiles';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areDigitsOfACeremony, keepsItsCommitment, mayConfirm, objectionsUntil, revealsUntil, sourcesAnnounced, type AnnouncedSource } from './randomness.rules.ts';

const profile = assertOk(resolveProfile('CQ'));
const now = new Date('2023-08-23T15:58:20Z');
const at = { now, beaconAfter: now, committed: ['dep-a', 'dep-b'] };

const said = (outcome: ReturnType<typeof sourcesAnnounced>): unknown => (outcome.ok ? outcome.value.map(({ source }) => source) : [outcome.error.code, outcome.error.details['reason'] ?? null]);

describe('the sources of an intent', () => {
  it.each<[string, AnnouncedSource[], unknown]>([
    ['every department that committed itself, named or not', [], ['dep-a', 'dep-b']],
    ['a named department once', [{ source: 'dep-b', kind: 'DEPARTMENT' }], ['dep-a', 'dep-b']],
    ['dice under any name', [{ source: '公证处 00', kind: 'DICE' }], ['公证处 00', 'dep-a', 'dep-b']],
    ['a round that is still to begin', [{ source: 'drand:quicknet:1000', kind: 'BEACON' }], ['drand:quicknet:1000', 'dep-a', 'dep-b']],
    ['no round that begins before the log can have the intent', [{ source: 'drand:quicknet:998', kind: 'BEACON' }], ['INVALID_VALUE', 'ROUND_TOO_EARLY']],
    ['no round that has begun', [{ source: 'drand:quicknet:900', kind: 'BEACON' }], ['INVALID_VALUE', 'ROUND_TOO_EARLY']],
    ['no beacon that is not pinned', [{ source: 'drand:mainnet:1000', kind: 'BEACON' }], ['INVALID_VALUE', 'NOT_A_PINNED_BEACON']],
    ['no department that has not committed itself', [{ source: 'dep-c', kind: 'DEPARTMENT' }], ['RANDOMNESS_PENDING', null]],
    ['no dice under the name of a department', [{ source: 'dep-a', kind: 'DICE' }], ['INVALID_VALUE', 'NAME_OF_ANOTHER_KIND']],
    ['no dice under the name of a beacon', [{ source: 'drand:quicknet:1000', kind: 'DICE' }], ['INVALID_VALUE', 'NAME_OF_ANOTHER_KIND']],
    ['no dice under the name of the platform', [{ source: 'platform', kind: 'DICE' }], ['INVALID_VALUE', 'NOT_A_NAME']],
    ['no name that cannot be printed', [{ source: 'a\tb', kind: 'DICE' }], ['INVALID_VALUE', 'NOT_A_NAME']],
    ['nothing twice', [{ source: 'x', kind: 'DICE' }, { source: 'x', kind: 'DICE' }], ['INVALID_VALUE', 'NAMED_TWICE']],
  ])('take %s', (_, announced, expected) => {
    expect(said(sourcesAnnounced(announced, at))).toEqual(expected);
  });

  it('take the next safe round where only the chain is named: never one that has begun, nor one before objections end', () => {
    const chain = assertChain();
    fc.assert(fc.property(fc.integer({ min: 0, max: 500_000_000 }), fc.integer({ min: -1_000_000, max: 1_000_000 }), (after, wait) => {
      const instant = new Date(chain.genesis * 1000 + after * 1000 + 777);
      const beaconAfter = new Date(instant.getTime() + wait * 1000);
      const [beacon] = assertOk(sourcesAnnounced([{ source: 'drand:quicknet', kind: 'BEACON' }], { now: instant, beaconAfter, committed: [] }));
      const named = drandRoundOf(beacon?.source ?? '');
      const ahead = named === null ? NaN : roundTime(named) * 1000 - Math.max(instant.getTime(), beaconAfter.getTime());
      expect(ahead).toBeGreaterThan(60_000);
      expect(ahead).toBeLessThanOrEqual(63_000);
    }));
  });
});

function assertChain() {
  const chain = DRAND_CHAINS.get('quicknet');
  if (chain === undefined) throw new Error('quicknet is pinned');
  return chain;
}

describe('limits', () => {
  it('give departments two working days, over a weekend and a holiday, to the end of the day in Shanghai', () => {
    expect(assertOk(revealsUntil(new Date('2025-09-29T10:00:00+08:00'), profile)).toISOString()).toBe('2025-10-09T16:00:00.000Z');
    expect(assertOk(revealsUntil(new Date('2025-03-07T23:59:59+08:00'), profile)).toISOString()).toBe('2025-03-11T16:00:00.000Z');
  });

  it('give nobody time to object where no rule says so, and the working days of the rule where one does', () => {
    expect(objectionsUntil(now, profile)).toEqual({ ok: true, value: null });
    const objecting: Profile = structuredClone(profile);
    Object.assign(objecting.draw.randomness.objectionDays, { source: 'TEXT', value: 3, clause: 'art.1' });
    expect(assertOk(objectionsUntil(new Date('2025-03-06T10:00:00+08:00'), objecting))?.toISOString()).toBe('2025-03-11T16:00:00.000Z');
  });
});

describe('a commitment', () => {
  const contribution: fc.Arbitrary<Contribution> = fc.oneof(
    fc.record({ source: fc.constant('dep'), encoding: fc.constant('text' as const), value: fc.string({ unit: fc.constantFrom('0', '1', ' ', '🎲', '渝'), minLength: 1 }) }),
    fc.record({ source: fc.constant('dep'), encoding: fc.constant('hex' as const), value: fc.uint8Array({ minLength: 1, maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString('hex')) }),
  );

  it('is kept by its own value and by no other, however much alike', () => {
    fc.assert(fc.property(contribution, contribution, (committed, revealed) => {
      const outcome = keepsItsCommitment('SHA-256', commitmentTo('SHA-256', committed), revealed, null);
      const same = committed.encoding === revealed.encoding && committed.value === revealed.value;
      expect(outcome.ok ? 'OK' : outcome.error.code).toBe(same ? 'OK' : 'COMMITMENT_MISMATCH');
    }));
  });

  it('of one department cannot be copied by another: it binds the name as well', () => {
    const value = { encoding: 'text', value: '00042' } as const;
    const copied = commitmentTo('SHA-256', { source: 'dep-a', ...value });
    expect(keepsItsCommitment('SHA-256', copied, { source: 'dep-b', ...value }, 'x')).toMatchObject({ ok: false, error: { code: 'COMMITMENT_MISMATCH', clause: 'x', details: { source: 'dep-b' } } });
  });

  it.each([['hex', 'abc'], ['hex', 'AB'], ['hex', ''], ['text', ''], ['text', 'a\u0000']] as const)('is not kept by what no certificate could hold: %s %j', (encoding, value) => {
    expect(keepsItsCommitment('SHA-256', null, { source: 'dep', encoding, value }, null)).toMatchObject({ ok: false, error: { code: 'INVALID_VALUE' } });
  });
});

describe('a ceremony', () => {
  it.each([['000000', true], ['00731850294617305582', true], ['9'.repeat(400), true], ['12345', false], ['9'.repeat(401), false], ['12 345 678', false], ['１２３４５６', false], ['1e1000', false], ['-123456', false], ['', false]])('takes %j: %s', (digits, taken) => {
    expect(areDigitsOfACeremony(digits)).toBe(taken);
  });

  it('is confirmed by two people who are neither one nor the one who typed', () => {
    const people = fc.constantFrom('a', 'b', 'c', 'd');
    fc.assert(fc.property(people, fc.array(people), (recorder, attempts) => {
      const confirmers = attempts.reduce<string[]>((so, subject) => (so.length < 2 && mayConfirm(recorder, so, subject) ? [...so, subject] : so), []);
      expect(new Set([recorder, ...confirmers]).size).toBe(confirmers.length + 1);
      expect(confirmers).toHaveLength(Math.min(2, new Set(attempts.filter((one) => one !== recorder)).size));
    }));
  });
});
