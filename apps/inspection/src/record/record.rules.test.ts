import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assertOk } from '@sortition/kernel';
import { resolveProfile } from '@sortition/profiles';
import { everyItemMustBeRecorded, everyMemberMustHaveSigned, formMustBeComplete, inspecteeMustHaveSigned, recordFormOf, refusalMustBeExplained, type RecordHeading, type RecordedItem } from './record.rules.ts';

const CQ = assertOk(resolveProfile('CQ'));
const CC = assertOk(resolveProfile('CC'));
const GA = assertOk(resolveProfile('GA'));

const FIELDS = ['entityName', 'uscc', 'district', 'certificateNo', 'legalRepresentative', 'inspectionAddress', 'contactPhone'] as const;
const heading: RecordHeading = { counterpartNature: 'ORGANISATION', entityName: 'a', uscc: 'b', district: 'c', certificateNo: 'd', legalRepresentative: 'e', inspectionAddress: 'f', contactPhone: 'g' };
const item: RecordedItem = { itemId: 'i', departmentId: 'd', name: '事项', situation: '正常', inspected: true, problemFound: false };

describe('the form', () => {
  it('has its columns in every jurisdiction', () => {
    for (const code of ['CQ', 'CC', 'SAMR', 'SY', 'GA']) expect(recordFormOf(assertOk(resolveProfile(code)))?.columns.map(({ field }) => field)).toEqual([...FIELDS, 'items[].itemId', 'items[].situation']);
  });

  it('is complete exactly when every column is filled, and names the first that is not', () => {
    fc.assert(fc.property(fc.subarray([...FIELDS]), fc.constantFrom(null, '', '  '), (empty, blank) => {
      const filled = { ...heading, ...Object.fromEntries(empty.map((field) => [field, blank])) };
      const verdict = formMustBeComplete(filled, [item], CQ);
      expect(verdict.ok).toBe(empty.length === 0);
      if (!verdict.ok) expect(verdict.error).toMatchObject({ code: 'MISSING_FIELD', details: { field: FIELDS.find((field) => empty.includes(field)) } });
    }));
    expect(formMustBeComplete({ ...heading, uscc: null, counterpartNature: 'INDIVIDUAL' }, [item], CQ).ok).toBe(true);
    expect(formMustBeComplete(heading, [], CQ)).toMatchObject({ error: { details: { field: 'items[].itemId' } } });
    expect(formMustBeComplete(heading, [item, { ...item, situation: ' ' }], CQ)).toMatchObject({ error: { details: { field: 'items[].situation' } } });
  });
});

describe('items', () => {
  it('are all recorded, or the open ones are listed: not yet inspected is never a value', () => {
    fc.assert(fc.property(fc.array(fc.option(fc.boolean(), { nil: null })), (inspected) => {
      const items = inspected.map((value, n) => ({ ...item, itemId: `i${n}`, inspected: value }));
      const verdict = everyItemMustBeRecorded(items, 'CQ 8.6.5');
      const open = items.filter((each) => each.inspected === null).map(({ itemId }) => itemId);
      expect(verdict.ok).toBe(open.length === 0);
      if (!verdict.ok) expect(verdict.error.details['itemIds']).toEqual(open);
    }));
  });
});

describe('signatures', () => {
  it('of every member are asked in Chongqing, of none in Changchun and Gui’an', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 6 }), fc.nat(), (members, cut) => {
      const signatures = members.slice(0, cut % (members.length + 1)).map((inspectorId) => ({ party: 'TEAM_MEMBER' as const, inspectorId }));
      const verdict = everyMemberMustHaveSigned(members, signatures, CQ);
      expect(verdict.ok).toBe(signatures.length === members.length);
      if (!verdict.ok) expect(verdict.error).toMatchObject({ code: 'SIGNATURE_MISSING', details: { party: members[signatures.length] } });
      expect(everyMemberMustHaveSigned(members, [], CC).ok).toBe(true);
      expect(everyMemberMustHaveSigned(members, [], GA).ok).toBe(true);
    }));
  });

  it('of the inspectee, or the note of its refusal', () => {
    const signature = { party: 'INSPECTEE' as const, inspectorId: null };
    const verdicts = [inspecteeMustHaveSigned([], false, CQ, 'ON_SITE'), inspecteeMustHaveSigned([signature], false, CQ, 'ON_SITE'), inspecteeMustHaveSigned([], true, CQ, 'ON_SITE'), inspecteeMustHaveSigned([{ party: 'TEAM_MEMBER', inspectorId: 'm' }], false, CQ, 'ON_SITE'), inspecteeMustHaveSigned([], false, GA, 'ON_SITE')];
    expect(verdicts.map(({ ok }) => ok)).toEqual([false, true, true, false, true]);
  });

  it('refused: a note in Chongqing, reason and witness in Shenyang', () => {
    const SY = assertOk(resolveProfile('SY'));
    const codes = (profile: typeof CQ, refusal: { note?: string; reason?: string; witness?: string }) => {
      const verdict = refusalMustBeExplained({ note: null, reason: null, witness: null, ...refusal }, profile);
      return verdict.ok ? 'ok' : `${verdict.error.code} ${String(verdict.error.details['field'] ?? '')}`.trim();
    };
    expect([codes(CQ, {}), codes(CQ, { note: ' ' }), codes(CQ, { note: '拒签' })]).toEqual(['MISSING_FIELD note', 'MISSING_FIELD note', 'ok']);
    expect([codes(SY, { note: '拒签' }), codes(SY, { reason: '异议' }), codes(SY, { reason: '异议', witness: '赵六' })]).toEqual(['MISSING_FIELD reason', 'WITNESS_REQUIRED', 'ok']);
  });
});
