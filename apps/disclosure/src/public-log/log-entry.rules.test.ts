import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quorumOf } from './checkpoint.rules.ts';
import { OPENED_WITH_THE_DRAW, tidingsOfAudit, tidingsOfCertificate, tidingsOfCircumstances, tidingsOfListChange, tidingsOfOpening, tidingsOfRandomness, tidingsOfReplacement, tidingsOfStop, type Tidings } from './log-entry.rules.ts';

const id = fc.uuid();
const secret = fc.string({ minLength: 12, unit: fc.constantFrom(...'abcdefgh') }).map((text) => `secret-${text}`);
const at = '2025-04-01T08:00:00+08:00';
const terms = { taskId: '0190a000-0000-7000-8000-000000000001', taskNumber: 'RW-1', kind: 'OBJECT' as const, departmentId: '0190a000-0000-7000-8000-0000000000d1', divisionCode: '500112', intentHash: 'a', attempt: 1, at, profile: 'CQ', profileHash: 'f' };

/** What must not be told at once stands in the sealed part, whole, and nowhere else. */
function keepsBack({ shown, sealed }: Tidings, ...secrets: readonly string[]): void {
  for (const each of secrets) {
    expect(JSON.stringify(shown)).not.toContain(each);
    expect(JSON.stringify(sealed)).toContain(each);
  }
}

describe('what enters the public log', () => {
  it('keeps seed and randomness back until the draw is opened', () => {
    fc.assert(fc.property(id, secret, (drawId, seed) => {
      const certified = tidingsOfCertificate({ ...terms, drawId, certificateHash: 'c', algorithm: 'tickets/v1', hash: 'SHA-256', seed, frameRoot: 'e', population: 40, drawn: 2 });
      const revealed = tidingsOfRandomness({ drawId, taskId: terms.taskId, source: 'platform', step: 'REVEALED', commitment: 'b', value: seed, at });
      for (const tidings of [certified, revealed]) {
        keepsBack(tidings, seed);
        expect(OPENED_WITH_THE_DRAW).toContain(tidings.kind);
      }
    }));
  });

  it('says nothing of a value that was not given', () => {
    expect(tidingsOfRandomness({ drawId: terms.taskId, taskId: terms.taskId, source: 'scjg', step: 'WITHHELD', commitment: 'b', value: null, at })).toMatchObject({ kind: 'RANDOMNESS_GIVEN', sealed: null, shown: { step: 'WITHHELD' } });
  });

  it('tells how much of a list changed and by whose approval, and keeps objects and reason for those who audit', () => {
    fc.assert(fc.property(id, fc.array(id), fc.array(id, { minLength: 1 }), secret, (drawId, removed, added, reason) => {
      const tidings = tidingsOfListChange({
        drawId, taskId: terms.taskId, taskNumber: 'RW-1', leadDepartmentId: terms.departmentId, certificateHash: 'c', changedAt: at, version: 2, approvedBy: 'head-1', reason,
        removedObjectIds: removed, added: added.map((objectId, order) => ({ objectId, order, stratum: 'S', probability: '0.5' })),
      });
      keepsBack(tidings, reason, ...removed, ...added);
      expect(tidings.shown).toMatchObject({ removed: removed.length, added: added.length, approvedBy: 'head-1', version: 2 });
      expect(OPENED_WITH_THE_DRAW).not.toContain(tidings.kind);
    }));
  });

  it('tells that an inspector was replaced, and whether in order, and keeps the persons and the reason for those who audit', () => {
    fc.assert(fc.property(fc.uniqueArray(id, { minLength: 4, maxLength: 4 }), secret, ([replacementId = '', teamId = '', replacedId = '', substituteId = ''], reason) => {
      const tidings = tidingsOfReplacement({ ...terms, replacementId, teamId, replacedId, substituteId, reason, approvedBy: 'person-7', outOfOrder: true });
      keepsBack(tidings, replacedId, substituteId, reason, 'person-7');
      expect(tidings.shown).toMatchObject({ outOfOrder: true, replacementId });
      expect(OPENED_WITH_THE_DRAW).not.toContain(tidings.kind);
    }));
  });

  it('tells in which ways chance entered a task without lot, and keeps its outcome for those who audit', () => {
    fc.assert(fc.property(id, secret, secret, (circumstancesId, option, reason) => {
      const tidings = tidingsOfCircumstances({ circumstancesId, taskId: terms.taskId, taskNumber: 'RW-1', departmentId: terms.departmentId, divisionCode: '500112', drawn: [{ dimension: 'TIME', option }], reason, certificateHash: 'c', at });
      keepsBack(tidings, option, reason);
      expect(tidings.shown).toMatchObject({ dimensions: ['TIME'], certificateHash: 'c' });
    }));
  });

  it('tells the whole verdict of an audit of randomness', () => {
    const told = { auditId: terms.taskId, at, draws: 12, passed: false, failed: ['TICKETS_UNIFORM'], reportHash: 'ab' };
    expect(tidingsOfAudit(told)).toMatchObject({ kind: 'RANDOMNESS_AUDITED', shown: told, sealed: null });
  });

  it('binds an opened certificate by its hash, and remembers of a stopped publication that it was stopped', () => {
    expect(JSON.stringify(tidingsOfOpening({ drawId: terms.taskId, taskId: terms.taskId, certificate: 'secret-certificate', at }, 'ab').shown)).not.toContain('secret');
    expect(tidingsOfStop({ publicationId: terms.taskId, revision: 3 }, 'RW-1', new Date(at)).shown).toEqual({ publicationId: terms.taskId, revision: 3, taskNumber: 'RW-1' });
  });
});

it('a quorum is more than half, so that two stories never both have one', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 200 }), (witnesses) => {
    expect(2 * quorumOf(witnesses)).toBeGreaterThan(witnesses);
    expect(quorumOf(witnesses)).toBeLessThanOrEqual(witnesses);
  }));
  expect(quorumOf(0)).toBe(0);
});
