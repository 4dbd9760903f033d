import { assertOk } from '@sortition/kernel';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { activateProfileVersion, assumed, describeProfile, draftProfileVersion, parseProfile, parseProfileVersion, profileHash, profileInForce, profileOfId, SHIPPED_PROFILES, silent, text } from './profiles.ts';
import { CHONGQING } from './profiles/chongqing.ts';
import { GUIAN } from './profiles/guian.ts';
import { NATIONAL } from './profiles/national.ts';

const withLimit = (workingDays: number) => ({ ...CHONGQING, publication: { ...CHONGQING.publication, workingDays: text(workingDays, '8.8.1') } });

test('a second version holds for acts that begin from its day, what was decided before keeps the first', () => {
  const second = assertOk(activateProfileVersion(SHIPPED_PROFILES, draftProfileVersion(withLimit(15), 2), '2026-03-01'));
  const versions = [...SHIPPED_PROFILES, second];
  const running = assertOk(profileInForce(versions, 'CQ', '2026-02-28'));
  const begun = assertOk(profileInForce(versions, 'CQ', '2026-03-01'));
  expect(running.publication.workingDays.value).toBe(20);
  expect(begun.publication.workingDays.value).toBe(15);
  expect([running.id, begun.id]).toEqual(['CQ@1+SAMR@1', 'CQ@2+SAMR@1']);
  expect(profileOfId(versions, running.id)).toEqual({ ok: true, value: running });
  expect(profileHash(assertOk(profileOfId(versions, running.id)))).not.toBe(profileHash(begun));
});

test('a new national version answers for the silent ones too, and the id says so', () => {
  const stricter = { ...NATIONAL, repair: { ...NATIONAL.repair, minPeriod: { months: text(6, '3.3') } } };
  const versions = [...SHIPPED_PROFILES, assertOk(activateProfileVersion(SHIPPED_PROFILES, draftProfileVersion(stricter, 2), '2026-03-01'))];
  expect(assertOk(profileInForce(versions, 'SY', '2026-02-28')).repair.minPeriod.months.value).toBeNull();
  const later = assertOk(profileInForce(versions, 'SY', '2026-03-01'));
  expect(later.id).toBe('SY@1+SAMR@2');
  expect(later.repair.minPeriod.months).toMatchObject({ value: 6, statedIn: 'SAMR', inheritedFrom: 'SAMR' });
});

test('a sixth jurisdiction is data: parsed, activated, resolved, with silence answered by the national text alone', () => {
  const json: unknown = JSON.parse(JSON.stringify({ ...withLimit(12), code: 'HZ', zh: '杭州市' }));
  const draft = draftProfileVersion(assertOk(parseProfile(json)), 1);
  const versions = [...SHIPPED_PROFILES, assertOk(activateProfileVersion(SHIPPED_PROFILES, draft, '2026-01-01'))];
  const profile = assertOk(profileInForce(versions, 'HZ', '2026-01-01'));
  expect(profile.publication.workingDays).toMatchObject({ value: 12, statedIn: 'HZ' });
  expect(new Set(describeProfile(profile).map(({ inheritedFrom }) => inheritedFrom))).toEqual(new Set([null, 'SAMR']));
});

test('on any day the version with the latest day not after it is in force', () => {
  const days = fc.date({ min: new Date('2021-01-02'), max: new Date('2030-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
  fc.assert(
    fc.property(fc.uniqueArray(days, { minLength: 1, maxLength: 5 }), days, (starts, day) => {
      const next = starts.map((start, index) => assertOk(activateProfileVersion(SHIPPED_PROFILES, draftProfileVersion(CHONGQING, index + 2), start)));
      const expected = ['2021-01-01', ...starts].filter((start) => start <= day).toSorted().at(-1);
      expect(assertOk(profileInForce([...next, ...SHIPPED_PROFILES], 'CQ', day)).activeFrom).toBe(expected);
    }),
    { numRuns: 50 },
  );
});

test('an unknown code is refused, never answered with the rules of another place', () => {
  expect(profileInForce(SHIPPED_PROFILES, 'XX', '2026-01-01')).toMatchObject({ ok: false, error: { code: 'NOT_FOUND', details: { profile: 'XX' } } });
});

test.each(['CQ@9+SAMR@1', 'CQ@1', 'CQ@1+SAMR@9', 'CQ@1+GA@1', 'SAMR@1+SAMR@1', ''])('the id %j names no rules', (id) => {
  expect(profileOfId(SHIPPED_PROFILES, id)).toMatchObject({ ok: false, error: { code: 'NOT_FOUND', details: { profile: id } } });
});

test('[GA-art50] without a day of effect nothing is activated', () => {
  expect(activateProfileVersion(SHIPPED_PROFILES, draftProfileVersion(GUIAN, 2))).toMatchObject({ ok: false, error: { code: 'PROFILE_INCOMPLETE', details: { parameter: 'effectiveFrom' } } });
});

test('[SAMR-2.7-b] a local profile without a publication limit is not activated, since the national text gives none', () => {
  const open = { ...CHONGQING, publication: { ...CHONGQING.publication, workingDays: silent() } };
  const refused = activateProfileVersion(SHIPPED_PROFILES, draftProfileVersion(open, 2), '2026-01-01');
  expect(refused).toMatchObject({ ok: false, error: { code: 'PROFILE_INCOMPLETE', details: { parameter: 'publication.workingDays' } } });
});

test('silence may not be filled from another city', () => {
  const borrowed = { ...GUIAN, code: 'HZ', extends: 'CQ' };
  expect(activateProfileVersion(SHIPPED_PROFILES, draftProfileVersion(borrowed, 1), '2026-01-01')).toMatchObject({ ok: false, error: { code: 'INVALID_VALUE', details: { field: 'extends' } } });
});

test('a version number and a day are used once, and what is active is not activated again', () => {
  const activate = (version: number, from: string) => activateProfileVersion(SHIPPED_PROFILES, draftProfileVersion(CHONGQING, version), from);
  expect(activate(1, '2026-01-01')).toMatchObject({ ok: false, error: { code: 'CONFLICT' } });
  expect(activate(2, '2021-01-01')).toMatchObject({ ok: false, error: { code: 'CONFLICT' } });
  expect(activateProfileVersion(SHIPPED_PROFILES, assertOk(activate(2, '2026-01-01')), '2026-02-01')).toMatchObject({ ok: false, error: { code: 'INVALID_TRANSITION' } });
});

test('what is in force cannot be changed', () => {
  const profile = assertOk(profileInForce(SHIPPED_PROFILES, 'CQ', '2026-01-01'));
  expect(() => Object.assign(profile.publication.workingDays, { value: 1 })).toThrow(TypeError);
  expect(() => Array.prototype.push.call(profile.notice.exemptions.value, 'ANY')).toThrow(TypeError);
  expect(() => Object.assign(SHIPPED_PROFILES[0]?.text.publication.workingDays ?? {}, { value: 1 })).toThrow(TypeError);
});

test.each([
  ['a parameter is missing', { ...CHONGQING, plan: { ...CHONGQING.plan, channels: undefined } }, 'plan.channels'],
  ['a parameter is unknown', { ...CHONGQING, lottery: text(true, '1') }, ''],
  ['a value is outside the vocabulary', { ...CHONGQING, notice: { ...CHONGQING.notice, timing: text('LATER', '8.6.2') } }, 'notice.timing'],
  ['a clause is empty', { ...CHONGQING, notice: { ...CHONGQING.notice, required: assumed(true, '') } }, 'notice.required'],
])('a profile is refused when %s', (_, json, field) => {
  expect(parseProfile(JSON.parse(JSON.stringify(json)))).toMatchObject({ ok: false, error: { code: 'INVALID_VALUE', details: { field: expect.stringContaining(field) } } });
});

test('stored versions come back as they were', () => {
  for (const version of SHIPPED_PROFILES) {
    expect(parseProfileVersion(JSON.parse(JSON.stringify(version)))).toEqual({ ok: true, value: version });
  }
});
