import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assertOk } from '@sortition/kernel';
import { resolveProfile } from '@sortition/profiles';
import { exemptionOfItems, noticeMustBeComplete, waiverMustHaveGround } from './notice.rules.ts';

const CQ = assertOk(resolveProfile('CQ'));
const CC = assertOk(resolveProfile('CC'));
const GA = assertOk(resolveProfile('GA'));
const content = { channel: 'WRITTEN', inspectionTime: new Date('2025-04-02T01:00:00Z'), cooperationRequirements: '陪同', materials: '台账' };
const codeOf = (verdict: ReturnType<typeof noticeMustBeComplete>) => (verdict.ok ? 'ok' : `${verdict.error.code} ${String(verdict.error.details['field'])}`);

describe('a notice', () => {
  it('goes through a channel of the profile', () => {
    fc.assert(fc.property(fc.oneof(fc.constantFrom('WRITTEN', 'FAX', 'OTHER', 'DOCUMENT'), fc.string()), (channel) => {
      const known = channel === 'WRITTEN' || channel === 'FAX' || channel === 'OTHER';
      fc.pre(channel !== 'TELEPHONE');
      expect(codeOf(noticeMustBeComplete({ ...content, channel }, false, CQ))).toBe(known ? 'ok' : 'INVALID_VALUE channel');
    }));
  });

  it.each([['GA-art29-d', 'documentList'], ['GA-art29-e', 'deliveryTime'], ['GA-art29-f', 'deliveryPlace']])('[%s] of a documentary inspection in Gui’an says %s too', (_row, field) => {
    const documentary = { ...content, documentList: '年报', deliveryTime: new Date('2025-04-10T01:00:00Z'), deliveryPlace: '政务大厅' };
    expect(codeOf(noticeMustBeComplete(documentary, true, GA))).toBe('ok');
    expect(codeOf(noticeMustBeComplete({ ...documentary, [field]: null }, true, GA))).toBe(`MISSING_FIELD ${field}`);
    expect(codeOf(noticeMustBeComplete({ ...documentary, [field]: null }, false, GA))).toBe('ok');
  });
});

describe('an exemption', () => {
  it('holds where the profile knows the ground: in Chongqing, not in Changchun', () => {
    const items = [{ noticeExemption: null }, { noticeExemption: 'WORK_SAFETY' }];
    expect([exemptionOfItems(items, CQ), exemptionOfItems(items, CC), exemptionOfItems([{ noticeExemption: 'HURRY' }], CQ), exemptionOfItems([], CQ)]).toEqual(['WORK_SAFETY', null, null, null]);
  });

  it('is refused on any other ground', () => {
    fc.assert(fc.property(fc.string(), (ground) => {
      fc.pre(!CQ.notice.exemptions.value.some((known) => known === ground));
      expect(waiverMustHaveGround(ground, '法', CQ)).toMatchObject({ error: { code: 'EXEMPTION_NOT_ALLOWED', clause: 'CQ 8.6.2' } });
    }));
    for (const ground of CQ.notice.exemptions.value) expect(waiverMustHaveGround(ground, '某法', CQ).ok).toBe(true);
  });
});
