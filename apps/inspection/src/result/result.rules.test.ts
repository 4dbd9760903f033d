import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assertOk } from '@sortition/kernel';
import { INSPECTION_RESULT_CODES, SHIPPED_PROFILE_CODES, resolveProfile } from '@sortition/profiles';
import { entryDueOn, entryIsLate } from './form-result.ts';
import { directResultMustBeAllowed, gravestOf, judgeItem, type OnFile } from './result.rules.ts';

const CQ = assertOk(resolveProfile('CQ'));
const SAMR = assertOk(resolveProfile('SAMR'));
const everything = (problemRecorded: boolean | null): OnFile => ({ problemRecorded, evidenceKinds: ['FILE', 'PHOTO'], followUps: [{ kind: 'CORRECTION_ORDER', state: 'ORDERED', dueOn: '2025-04-30' }] });
const full = { itemId: 'i', correctionNote: '已改正', decisionReference: '决定1号', note: '说明', problemFound: true, correctionKind: 'WITHIN_LIMIT' };
const profiles = fc.constantFrom(...SHIPPED_PROFILE_CODES).map((code) => assertOk(resolveProfile(code)));

describe('the result of an item', () => {
  it('is one that the profile offers, and no other, in every jurisdiction', () => {
    fc.assert(fc.property(profiles, fc.oneof(fc.constantFrom(...INSPECTION_RESULT_CODES), fc.string()), (profile, code) => {
      const offered = profile.result.codes.value?.find((entry) => entry.code === code);
      const problem = offered?.problem !== 'NO';
      const kind = offered?.correctionKinds[0] ?? null;
      const judged = judgeItem({ ...full, code, problemFound: problem, correctionKind: kind }, everything(problem), profile);
      expect(judged.ok).toBe(offered !== undefined);
      if (judged.ok) expect(judged.value).toMatchObject({ code, label: offered?.zh, problemFound: problem });
      else expect(judged.error.code).toBe('RESULT_CODE_INVALID');
    }));
  });

  it('agrees with the record: the same code never passes for a problem and for none', () => {
    fc.assert(fc.property(profiles, fc.constantFrom(...INSPECTION_RESULT_CODES), (profile, code) => {
      const offered = profile.result.codes.value?.find((entry) => entry.code === code);
      fc.pre(offered !== undefined && offered.problem !== 'AS_SET');
      const input = { ...full, code, correctionKind: offered?.correctionKinds[0] ?? null };
      const verdicts = [true, false].map((recorded) => judgeItem(input, everything(recorded), profile));
      expect(verdicts.filter(({ ok }) => ok)).toHaveLength(1);
      expect(verdicts.find(({ ok }) => !ok)).toMatchObject({ error: { code: 'RESULT_INCONSISTENT' } });
    }));
  });

  it('[SY-art14-5-d] is never 未发现问题 over a recorded problem in Shenyang', () => {
    const judged = judgeItem({ itemId: 'i', code: 'NO_PROBLEM_FOUND' }, everything(true), assertOk(resolveProfile('SY')));
    expect(judged).toMatchObject({ error: { code: 'RESULT_INCONSISTENT', clause: 'SY art.14(5)' } });
  });

  it('[SY-art17-c] 发现问题待后续处理 has an open follow-up in Shenyang', () => {
    const judge = (followUps: OnFile['followUps']) => judgeItem({ itemId: 'i', code: 'PROBLEM_PENDING_INVESTIGATION' }, { problemRecorded: true, evidenceKinds: [], followUps }, assertOk(resolveProfile('SY')));
    const followUp = { kind: 'CASE_FILING', state: 'OPEN', dueOn: null };
    for (const none of [[], [{ ...followUp, state: 'CLOSED' }]]) expect(judge(none)).toMatchObject({ error: { code: 'FOLLOW_UP_REQUIRED', clause: 'SY art.17' } });
    expect(judge([followUp])).toMatchObject({ value: { label: '发现问题待后续处理', problemFound: true } });
  });

  it('lacks what its code needs when nothing is on file', () => {
    const lacking = CQ.result.codes.value?.filter(({ problem }) => problem === 'YES').map(({ code }) => judgeItem({ itemId: 'i', code }, { problemRecorded: true, evidenceKinds: [], followUps: [] }, CQ));
    expect(lacking).toHaveLength(8);
    for (const judged of lacking ?? []) expect(judged).toMatchObject({ error: { code: 'RESULT_ATTACHMENT_REQUIRED', clause: 'CQ 8.7.2' } });
  });

  it('其他情况 says what it is and whether it is a problem', () => {
    const judge = (more: object) => judgeItem({ itemId: 'i', code: 'OTHER', ...more }, everything(false), SAMR);
    expect(judge({})).toMatchObject({ error: { code: 'MISSING_FIELD', details: { field: 'problemFound' } } });
    expect(judge({ problemFound: false, note: ' ' })).toMatchObject({ error: { code: 'MISSING_FIELD', details: { field: 'note' } } });
    expect(judge({ problemFound: false, note: '停业装修' })).toMatchObject({ value: { label: '其他情况', problemFound: false, note: '停业装修' } });
    expect(judgeItem({ itemId: 'i', code: 'PROBLEM_CORRECTED_ON_SPOT' }, everything(true), SAMR)).toMatchObject({ error: { code: 'RESULT_CODE_INVALID' } });
  });

  it('of two kinds of ordered correction names one', () => {
    const judge = (correctionKind: string | null) => judgeItem({ ...full, code: 'PROBLEM_ORDERED_TO_CORRECT', correctionKind }, everything(true), SAMR);
    expect(judge(null)).toMatchObject({ error: { code: 'MISSING_FIELD', details: { field: 'correctionKind' } } });
    expect(judge('SOME_DAY')).toMatchObject({ error: { code: 'INVALID_VALUE' } });
    expect(judge('IMMEDIATE')).toMatchObject({ value: { correctionKind: 'IMMEDIATE' } });
  });
});

describe('the limit of entry', () => {
  it('[SY-art14-5-a] is ten working days from the end in Shenyang', () => {
    const visit = { endedAt: new Date('2025-09-24T10:00:00+08:00') };
    const SY = assertOk(resolveProfile('SY'));
    expect(entryDueOn(visit, SY)).toEqual({ ok: true, value: '2025-10-14' });
    expect([entryIsLate(visit, SY, new Date('2025-10-14T23:59:00+08:00')), entryIsLate(visit, SY, new Date('2025-10-15T00:00:00+08:00'))]).toEqual([{ ok: true, value: false }, { ok: true, value: true }]);
    expect(entryDueOn(visit, CQ)).toEqual({ ok: true, value: null });
  });
});

describe('the code of the object', () => {
  const item = fc.record({ code: fc.constantFrom(...INSPECTION_RESULT_CODES), problemFound: fc.boolean() });

  it('is that of the gravest item, whatever their order, and a problem outweighs everything that is none', () => {
    fc.assert(fc.property(fc.array(item, { minLength: 1 }), (items) => {
      const gravest = gravestOf(items);
      expect(items).toContain(gravest);
      expect(gravestOf(items.toReversed())).toEqual(gravest);
      expect(gravest?.problemFound).toBe(items.some(({ problemFound }) => problemFound));
      for (const other of items) expect(gravestOf([other, gravest ?? other])).toEqual(gravest);
    }));
    expect(gravestOf([])).toBeUndefined();
  });
});

describe('a direct result', () => {
  it('is granted by Changchun only, with evidence and nothing recorded', () => {
    fc.assert(fc.property(fc.constantFrom(...SHIPPED_PROFILE_CODES), fc.constantFrom(...INSPECTION_RESULT_CODES), fc.boolean(), fc.boolean(), (place, code, recorded, evidence) => {
      const allowed = place === 'CC' && (code === 'UNREACHABLE_AT_REGISTERED_ADDRESS' || code === 'SERIOUS_NON_COOPERATION') && !recorded && evidence;
      expect(directResultMustBeAllowed(code, recorded, evidence, assertOk(resolveProfile(place))).ok).toBe(allowed);
    }));
  });
});
