import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assertOk } from '@sortition/kernel';
import { resolveProfile } from '@sortition/profiles';
import { TRANSITIONS, actIsOpen, availableActs, dayMustLieInPeriod, mayFollow, modeMustBeAllowed, noticeMustPrecede, secondVisitNeedsReason, transitionIsDefined, type VisitAct } from './visit.rules.ts';
import { INSPECTION_STATES } from './visit.table.ts';

const CQ = assertOk(resolveProfile('CQ'));
const GA = assertOk(resolveProfile('GA'));
const state = fc.constantFrom(...INSPECTION_STATES);

describe('the states of a visit', () => {
  it('reach an end from everywhere, and leave no end', () => {
    const ends = INSPECTION_STATES.filter((from) => TRANSITIONS[from].length === 0);
    expect(ends).toEqual(['ENDED', 'DIRECT_ENDED', 'CANCELLED']);
    for (const from of INSPECTION_STATES) {
      const reached = new Set([from]);
      for (const next of reached) for (const to of TRANSITIONS[next]) reached.add(to);
      expect([...reached].some((to) => ends.includes(to))).toBe(true);
    }
  });

  it('refuse what the table does not name, with both states', () => {
    fc.assert(fc.property(state, state, (from, to) => {
      const moved = transitionIsDefined(from, to, 'CQ 8.6.3');
      expect(moved.ok).toBe(mayFollow(from, to));
      if (!moved.ok) expect(moved.error).toMatchObject({ code: 'INVALID_TRANSITION', details: { from, to } });
    }));
  });

  it('offer nothing on a sealed visit, and to a member less than to the leader', () => {
    fc.assert(fc.property(state, (at) => {
      expect(availableActs(at, true, true)).toEqual([]);
      const [leaders, members] = [availableActs(at, true, false), availableActs(at, false, false)];
      expect(leaders).toEqual(expect.arrayContaining(members));
      expect(members).not.toEqual(expect.arrayContaining(['closeVisit']));
      for (const act of leaders) expect(actIsOpen(act as VisitAct, at)).toBe(true);
    }));
  });
});

describe('the period of a task', () => {
  const period = { periodFrom: '2025-03-01', periodTo: '2025-06-30' };
  it.each([
    ['2025-02-28T23:59:59+08:00', false], ['2025-03-01T00:00:00+08:00', true], ['2025-06-30T23:59:59+08:00', true], ['2025-07-01T00:00:00+08:00', false], ['2025-06-30T16:00:00Z', false],
  ])('%s inside: %s, by the day in Shanghai', (instant, inside) => {
    expect(dayMustLieInPeriod(new Date(instant), period, CQ).ok).toBe(inside);
  });
});

describe('a second visit', () => {
  it('needs the first to be over and a reason, unless that one was given up', () => {
    fc.assert(fc.property(fc.option(state, { nil: undefined }), fc.option(fc.string(), { nil: null }), (earlier, reason) => {
      const allowed = earlier === undefined || earlier === 'CANCELLED' || ((earlier === 'ENDED' || earlier === 'DIRECT_ENDED') && (reason ?? '').trim() !== '');
      expect(secondVisitNeedsReason(earlier, reason, CQ).ok).toBe(allowed);
    }));
  });
});

describe('notice and mode', () => {
  it('Chongqing asks a notice for on-site inspection, Gui’an for documentary', () => {
    expect([noticeMustPrecede('SCHEDULED', 'ON_SITE', CQ).ok, noticeMustPrecede('SCHEDULED', 'DOCUMENTARY', CQ).ok]).toEqual([false, true]);
    expect([noticeMustPrecede('SCHEDULED', 'ON_SITE', GA).ok, noticeMustPrecede('SCHEDULED', 'DOCUMENTARY', GA).ok]).toEqual([true, false]);
    expect([noticeMustPrecede('NOTIFIED', 'ON_SITE', CQ).ok, noticeMustPrecede('NOTICE_WAIVED', 'ON_SITE', CQ).ok]).toEqual([true, true]);
  });

  it('a mode is known to the profile and named by the scheme', () => {
    const verdict = (mode: string, scheme: readonly string[]) => {
      const allowed = modeMustBeAllowed(mode, scheme, GA);
      return allowed.ok ? 'ok' : allowed.error.code;
    };
    expect([verdict('ON_SITE', ['ON_SITE']), verdict('ON_SITE', ['DOCUMENTARY']), verdict('SAMPLING_TEST', ['SAMPLING_TEST']), verdict('', [''])]).toEqual(['ok', 'MODE_MISMATCH', 'INVALID_VALUE', 'INVALID_VALUE']);
  });
});
