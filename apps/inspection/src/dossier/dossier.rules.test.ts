import { expect, it } from 'vitest';
import fc from 'fast-check';
import { assertOk } from '@sortition/kernel';
import { resolveProfile } from '@sortition/profiles';
import { archivingIsLate, dossierMustBeComplete } from './dossier.rules.ts';

const CQ = assertOk(resolveProfile('CQ'));

it('a dossier holds the form, the evidence of every problem, and all the results', () => {
  fc.assert(fc.property(fc.boolean(), fc.boolean(), fc.nat(3), fc.boolean(), fc.nat(2), (confirmed, direct, evidence, problemFound, resultsMissing) => {
    const verdict = dossierMustBeComplete({ records: confirmed ? [{ state: 'CONFIRMED' }] : [{ state: 'SUBMITTED' }], direct, evidence, problemFound, resultsMissing }, CQ);
    const missing = [...(!confirmed && !direct ? ['RECORD_FORM'] : []), ...(problemFound && evidence === 0 ? ['EVIDENCE'] : []), ...(resultsMissing > 0 ? ['RESULT'] : [])];
    expect(verdict.ok).toBe(missing.length === 0);
    if (!verdict.ok) expect(verdict.error).toMatchObject({ code: 'DOSSIER_INCOMPLETE', clause: 'CQ 8.7.3', details: { missing: missing[0], allMissing: missing } });
  }));
});

it('archiving is late after thirty days from the end, where the text only says 及时', () => {
  const endedAt = new Date('2025-04-01T09:00:00+08:00');
  expect([archivingIsLate(endedAt, new Date('2025-05-01T09:00:00+08:00'), CQ), archivingIsLate(endedAt, new Date('2025-05-01T09:00:01+08:00'), CQ)]).toEqual([false, true]);
});
