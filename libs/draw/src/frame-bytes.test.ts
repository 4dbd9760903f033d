import { hash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FrameCursor } from './frame-cursor.ts';
import { FrameHasher } from './frame-hasher.ts';
import { frameLine, parseFrameLine, type FrameUnit } from './frame-line.ts';
import { hasherOf, type Hasher } from './hash.ts';
import { compareUtf8 } from './plain-text.ts';
import { SmallestTickets } from './smallest-tickets.ts';
import { TicketLanes } from './ticket-lanes.ts';
import { hexOfTicket, ticketOf } from './ticket.ts';
import { UnitDraw } from './unit-draw.ts';

const native: Hasher = (data) => hash('sha256', data, 'buffer');
const SEED = '5e'.repeat(32);

/** Ids around the lengths at which one more block of SHA-256 is needed: 33 bytes go before them. */
const edgeLength = fc.constantFrom(1, 13, 14, 21, 22, 23, 24, 30, 31, 32, 36, 77, 78, 85, 86, 87, 150, 213, 214, 215, 300);
const unitId = fc.oneof(
  edgeLength.chain((length) => fc.string({ unit: fc.constantFrom(...'0123456789abcdef-'), minLength: length, maxLength: length })),
  fc.string({ unit: fc.constantFrom('a', '渝', 'é', '𠮷', '\uFEFF', '~'), minLength: 1, maxLength: 40 }),
);
const unit: fc.Arbitrary<FrameUnit> = fc.record({
  unitId,
  stratum: fc.constantFrom('HIGH', 'LOW', '高风险', 'CREDIT:D&RISK:HIGH'),
  weight: fc.oneof({ weight: 4, arbitrary: fc.constant(1) }, fc.integer({ min: 1, max: 12 }), fc.constantFrom(99, 100, 101, 1000)),
});
const frame = fc.uniqueArray(unit, { selector: (each) => each.unitId, minLength: 1, maxLength: 60 }).map((units) => units.toSorted((a, b) => compareUtf8(a.unitId, b.unitId)));

const bytesOf = (units: readonly FrameUnit[]): Buffer => Buffer.from(units.map((each) => `${frameLine(each)}\n`).join(''));

const STRATA = [{ key: 'CREDIT:D&RISK:HIGH', size: 1, reserve: 0 }, { key: 'HIGH', size: 3, reserve: 2 }, { key: '高风险', size: 40, reserve: 40 }];

const drawnFrom = (units: readonly FrameUnit[], hasher: Hasher) => {
  const draw = new UnitDraw({ seed: SEED, strata: STRATA, hasher });
  for (const each of units) draw.add(each);
  return draw.finish();
};

describe('a frame taken as bytes', () => {
  it('gives the tickets that are hashed one by one, whatever the length of ids and the weight', () => {
    fc.assert(fc.property(frame, (units) => {
      const given = new Map<string, string>();
      const lanes = TicketLanes.open<SmallestTickets>(native, SEED, (_, ticket, id, weight) => given.set(`${Buffer.from(id).toString()} ${weight}`, hexOfTicket(ticket, 0)));
      const left = units.filter((each) => {
        const bytes = Buffer.from(`<${each.unitId}>`);
        return lanes?.add(new SmallestTickets(1), new DataView(bytes.buffer, bytes.byteOffset, bytes.length), 1, bytes.length - 1, each.weight) === false;
      });
      lanes?.flush();
      expect(left.every((each) => each.weight > 1 || Buffer.byteLength(each.unitId) > 200)).toBe(true);
      for (const each of units) if (!left.includes(each)) expect(given.get(`${each.unitId} ${each.weight}`)).toBe(ticketOf(hasherOf('SHA-256'), SEED, each.unitId, each.weight));
    }), { numRuns: 200 });
  });

  it('is drawn and frozen as its units are, with SHA-256 and, where there are no lanes, with SM3', () => {
    for (const hasher of [native, hasherOf('SM3')]) {
      fc.assert(fc.property(frame, fc.nat(), (units, cut) => {
        const bytes = bytesOf(units);
        const draw = new UnitDraw({ seed: SEED, strata: STRATA, hasher });
        const [byUnit, byLine] = [new FrameHasher(hasher), new FrameHasher(hasher)];
        for (const each of units) expect(byUnit.add(each)).toBeNull();
        const take = (line: FrameCursor, stratum: string): void => { draw.addLine(line, stratum); };
        const first = byLine.addLines(bytes.subarray(0, cut % bytes.length), take);
        expect(first.fault).toBeNull();
        expect(byLine.addLines(bytes.subarray(first.taken), take)).toEqual({ taken: bytes.length - first.taken, fault: null });
        expect(byLine.finish()).toEqual(byUnit.finish());
        expect(draw.finish()).toEqual(drawnFrom(units, hasher));
      }), { numRuns: hasher === native ? 200 : 20 });
    }
  });

  it('knows where SHA-256 is fast, and does not take another hash for it', () => {
    expect(TicketLanes.open(native, SEED, () => undefined)).not.toBeNull();
    expect(TicketLanes.open(hasherOf('SM3'), SEED, () => undefined)).toBeNull();
  });

  it('is refused at the line at which its units would be', () => {
    const piece = fc.constantFrom('a', 'b', '渝', '\t', '\n', '\r', '0', '1', '7', '1000', '1001', '\u007f', '\u0085', '\0', 'HIGH', 'a\tHIGH\t1\n', 'b\tLOW\t12\n', 'c\tLOW\t1\n');
    fc.assert(fc.property(fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')), (text) => {
      const lines = text.split('\n').slice(0, -1);
      const slow = new FrameHasher(native);
      const faulty = lines.findIndex((line) => {
        const parsed = parseFrameLine(line);
        return parsed === null || slow.add(parsed) !== null;
      });
      const fast = new FrameHasher(native);
      const { fault } = fast.addLines(Buffer.from(text));
      expect(fast.count).toBe(faulty === -1 ? lines.length : faulty);
      if (faulty !== -1) expect(fault).not.toBeNull();
      expect(fast.finish()).toEqual(slow.finish());
    }), { numRuns: 500 });
  });

  it('is refused where bytes are no UTF-8', () => {
    expect(new FrameHasher(native).addLines(Buffer.from([0x61, 0xff, 0x09, 0x61, 0x09, 0x31, 0x0a]))).toEqual({ taken: 0, fault: 'LINE_INVALID' });
    expect(new FrameHasher(native).addLines(Buffer.from([0x61, 0x09, 0xed, 0xa0, 0x80, 0x09, 0x31, 0x0a]))).toEqual({ taken: 0, fault: 'LINE_INVALID' });
  });

  it('hashes whole chunks of lines as single lines are hashed', () => {
    const units = Array.from({ length: 3_000 }, (_, i) => ({ unitId: String(i).padStart(6, '0'), stratum: 'A', weight: 1 }));
    const [byUnit, byLine] = [new FrameHasher(native), new FrameHasher(native)];
    for (const each of units) byUnit.add(each);
    const bytes = bytesOf(units);
    for (let at = 0; at < bytes.length;) at += byLine.addLines(bytes.subarray(at, at + 20_000)).taken;
    expect(byLine.finish()).toEqual(byUnit.finish());
  });
});

describe('the smallest tickets', () => {
  it('are the same however many are thrown away on the way', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 0, max: 2 }), fc.integer({ min: 1, max: 0xffff_ffff }), (kept, coarse, factor) => {
      const tickets = new SmallestTickets(kept);
      const all = Array.from({ length: 4_000 }, (_, i) => {
        const mixed = Math.imul(i + 1, factor) >>> 0;
        const words = Uint32Array.from({ length: 8 }, (__, word) => (word < coarse ? mixed >>> 28 : Math.imul(mixed, word + 1) >>> 0));
        return { unitId: String(i), weight: 1, ticket: hexOfTicket(words, 0), words };
      });
      for (const { words, unitId: id, weight } of all) tickets.offer(words, id, weight);
      const sorted = all.toSorted((a, b) => (a.ticket === b.ticket ? compareUtf8(a.unitId, b.unitId) : a.ticket < b.ticket ? -1 : 1));
      expect(tickets.inOrder()).toEqual(sorted.slice(0, kept).map(({ unitId: id, weight, ticket }) => ({ unitId: id, weight, ticket })));
    }), { numRuns: 40 });
  });
});
