import { compareUtf8 } from './plain-text.ts';
import { compareTickets, hexOfTicket, type TicketWords } from './ticket.ts';

/** A unit with the smallest of its tickets, 64 hexadecimal digits. */
export interface DrawnUnit {
  readonly unitId: string;
  readonly weight: number;
  readonly ticket: string;
}

/**
 * Keeps the smallest tickets out of a stream, in memory of those kept: a heap with the largest kept ticket on top.
 * Equal tickets are ordered by the UTF-8 bytes of the unit ids.
 */
export class SmallestTickets {
  readonly #limit: number;
  readonly #unitIds: string[] = [];
  readonly #weights: number[] = [];
  /** Slots of units; a slot's ticket begins at eight times its number. */
  readonly #heap: number[] = [];
  #tickets: TicketWords = new Uint32Array(8 * 16);

  constructor(limit: number) {
    this.#limit = limit;
  }

  offer(ticket: TicketWords, unitId: string, weight: number): void {
    if (this.#heap.length < this.#limit) {
      const slot = this.#heap.length;
      this.#store(slot, ticket, unitId, weight);
      this.#heap.push(slot);
      this.#rise(slot);
      return;
    }
    const [top] = this.#heap;
    if (top === undefined || !this.#isBefore(ticket, unitId, top)) return;
    this.#store(top, ticket, unitId, weight);
    this.#sink();
  }

  /** The kept units, the smallest ticket first. */
  inOrder(): DrawnUnit[] {
    return this.#heap
      .toSorted((a, b) => this.#compare(a, b))
      .map((slot) => ({ unitId: this.#unitIds[slot] ?? '', weight: this.#weights[slot] ?? 0, ticket: hexOfTicket(this.#tickets, 8 * slot) }));
  }

  #store(slot: number, ticket: TicketWords, unitId: string, weight: number): void {
    if (8 * slot === this.#tickets.length) {
      const larger = new Uint32Array(Math.min(2 * this.#tickets.length, 8 * this.#limit));
      larger.set(this.#tickets);
      this.#tickets = larger;
    }
    this.#tickets.set(ticket, 8 * slot);
    this.#unitIds[slot] = unitId;
    this.#weights[slot] = weight;
  }

  #isBefore(ticket: TicketWords, unitId: string, slot: number): boolean {
    const order = compareTickets(ticket, 0, this.#tickets, 8 * slot);
    return order < 0 || (order === 0 && compareUtf8(unitId, this.#unitIds[slot] ?? '') < 0);
  }

  #compare(a: number, b: number): number {
    return compareTickets(this.#tickets, 8 * a, this.#tickets, 8 * b) || compareUtf8(this.#unitIds[a] ?? '', this.#unitIds[b] ?? '');
  }

  #rise(from: number): void {
    for (let at = from; at > 0; ) {
      const parent = (at - 1) >> 1;
      if (this.#compareAt(at, parent) <= 0) return;
      this.#swap(at, parent);
      at = parent;
    }
  }

  #sink(): void {
    for (let at = 0; ; ) {
      const left = 2 * at + 1;
      const larger = left + 1 < this.#heap.length && this.#compareAt(left + 1, left) > 0 ? left + 1 : left;
      if (larger >= this.#heap.length || this.#compareAt(larger, at) <= 0) return;
      this.#swap(at, larger);
      at = larger;
    }
  }

  #compareAt(i: number, j: number): number {
    return this.#compare(this.#heap[i] ?? 0, this.#heap[j] ?? 0);
  }

  #swap(i: number, j: number): void {
    const slot = this.#heap[i] ?? 0;
    this.#heap[i] = this.#heap[j] ?? 0;
    this.#heap[j] = slot;
  }
}
