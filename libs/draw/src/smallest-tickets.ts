import { compareUtf8 } from './plain-text.ts';
import { compareTickets, hexOfTicket, type TicketWords } from './ticket.ts';

/** A unit with the smallest of its tickets, 64 hexadecimal digits. */
export interface DrawnUnit {
  readonly unitId: string;
  readonly weight: number;
  readonly ticket: string;
}

/** What a part of a stream has kept, in no order and in few pieces, so that it can be handed from one thread to another. */
export interface KeptTickets {
  /** One id to a line: no id holds the end of a line. */
  readonly unitIds: string;
  readonly weights: Uint16Array<ArrayBuffer>;
  /** Eight words of each. */
  readonly tickets: Uint32Array<ArrayBuffer>;
}

/** Which half of a 64 bit number, as this machine lays it out, is the upper one. */
const UPPER = new Uint8Array(Uint16Array.of(1).buffer)[0] ?? 0;
const SPARE = 1024;
const LARGEST_WORD = 0xffff_ffff;

/**
 * A first word so large that among the tickets of so many units far more than those to be kept lie below it: less would be as unlikely as
 * two inputs with one hash. So nearly all tickets are passed over from the first on, also by a thread that sees only a part of them.
 */
export const limitFor = (kept: number, units: number): number => Math.min(LARGEST_WORD, Math.ceil(((kept + 16 * Math.sqrt(kept) + 128) / units) * (LARGEST_WORD + 1)));

/**
 * Keeps the smallest tickets out of a stream, in memory of one and a half times those kept: when there is no more room, the larger
 * ones go. Equal tickets are ordered by the UTF-8 bytes of the unit ids.
 */
export class SmallestTickets {
  readonly #kept: number;
  readonly #room: number;
  #unitIds: string[] = [];
  #weights: number[] = [];
  #tickets = new Uint32Array(8 * 16);
  #limit: number;

  /** @param limit a first word above which no ticket is among those to be kept, where that is known beforehand */
  constructor(kept: number, limit = LARGEST_WORD) {
    this.#kept = kept;
    this.#limit = limit;
    this.#room = kept + Math.max(SPARE, kept >> 1);
  }

  /** A ticket whose first word is larger is not among the smallest. */
  get limit(): number {
    return this.#limit;
  }

  offer(ticket: TicketWords, unitId: string, weight: number): void {
    if ((ticket[0] ?? 0) > this.#limit) return;
    if (this.#unitIds.length === this.#room) this.#drop();
    const slot = this.#unitIds.length;
    if (8 * slot === this.#tickets.length) this.#grow();
    this.#tickets.set(ticket, 8 * slot);
    this.#unitIds.push(unitId);
    this.#weights.push(weight);
  }

  /** What is to be offered to another that keeps as many, so that it keeps the smallest of both streams. */
  kept(): KeptTickets {
    if (this.#unitIds.length > this.#kept) this.#drop();
    return { unitIds: this.#unitIds.join('\n'), weights: Uint16Array.from(this.#weights), tickets: this.#tickets.slice(0, 8 * this.#unitIds.length) };
  }

  offerKept({ unitIds, weights, tickets }: KeptTickets): void {
    if (weights.length === 0) return;
    for (const [i, unitId] of unitIds.split('\n').entries()) this.offer(tickets.subarray(8 * i, 8 * i + 8), unitId, weights[i] ?? 0);
  }

  /** The kept units, the smallest ticket first. */
  inOrder(): DrawnUnit[] {
    return Array.from(this.#smallest(), (slot) => ({ unitId: this.#unitIds[slot] ?? '', weight: this.#weights[slot] ?? 0, ticket: hexOfTicket(this.#tickets, 8 * slot) }));
  }

  #grow(): void {
    const larger = new Uint32Array(Math.min(2 * this.#tickets.length, 8 * this.#room));
    larger.set(this.#tickets);
    this.#tickets = larger;
  }

  #drop(): void {
    const slots = this.#smallest().sort();
    for (const [i, slot] of slots.entries()) this.#tickets.copyWithin(8 * i, 8 * slot, 8 * slot + 8);
    this.#unitIds = Array.from(slots, (slot) => this.#unitIds[slot] ?? '');
    this.#weights = Array.from(slots, (slot) => this.#weights[slot] ?? 0);
    let largest = 0;
    for (let i = 0; i < slots.length; i++) largest = Math.max(largest, this.#tickets[8 * i] ?? 0);
    this.#limit = Math.min(this.#limit, largest);
  }

  /** Slots of the kept ones in order: by the first word as numbers, then as a whole where first words are equal. */
  #smallest(): Uint32Array {
    const count = this.#unitIds.length;
    const keys = new Uint32Array(2 * count);
    for (let slot = 0; slot < count; slot++) {
      keys[2 * slot + UPPER] = this.#tickets[8 * slot] ?? 0;
      keys[2 * slot + 1 - UPPER] = slot;
    }
    new BigUint64Array(keys.buffer).sort();
    const order = new Uint32Array(count);
    for (let i = 0; i < count; i++) order[i] = keys[2 * i + 1 - UPPER] ?? 0;
    for (let start = 0, end = 1; end <= count; end++) {
      if (end < count && keys[2 * end + UPPER] === keys[2 * start + UPPER]) continue;
      if (end - start > 1) order.subarray(start, end).sort((a, b) => this.#compare(a, b));
      start = end;
    }
    return order.subarray(0, this.#kept);
  }

  #compare(a: number, b: number): number {
    return compareTickets(this.#tickets, 8 * a, this.#tickets, 8 * b) || compareUtf8(this.#unitIds[a] ?? '', this.#unitIds[b] ?? '');
  }
}
