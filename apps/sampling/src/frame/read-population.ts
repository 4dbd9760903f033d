import type { Tx } from '@sortition/service-kit';
import { UNITS_PER_BLOCK } from './even-blocks.ts';
import { packedUnits, partIds, type FrameTerms, type IdRange } from './population.store.ts';

const PIECES_AHEAD = 2;
/** Stands behind the last piece of each range. */
const END = Buffer.alloc(0);

/**
 * A population in the order of its ids, read by several connections that take turns: while the units of one range are worked on, the
 * next ranges are packed. What waits is bounded, whatever the size of the population.
 */
export async function* readPopulation(readers: readonly Tx[], terms: FrameTerms, units: number): AsyncGenerator<Buffer> {
  const [first] = readers;
  if (first === undefined) return;
  const ranges = await partIds(first, terms, Math.max(1, Math.ceil(units / UNITS_PER_BLOCK)));
  const turns = readers.map((reader, turn) => new Ahead(piecesOf(reader, terms, ranges.filter((_, i) => i % readers.length === turn))));
  try {
    for (const i of ranges.keys()) {
      const pieces = turns[i % turns.length];
      for (let piece = await pieces?.next(); piece !== undefined && piece !== END; piece = await pieces?.next()) yield piece;
    }
  } finally {
    await Promise.all(turns.map((pieces) => pieces.end()));
  }
}

async function* piecesOf(reader: Tx, terms: FrameTerms, ranges: readonly IdRange[]): AsyncGenerator<Buffer> {
  for (const range of ranges) {
    yield* packedUnits(reader, terms, range);
    yield END;
  }
}

/** Asks for some values before they are wanted. */
class Ahead<T> {
  readonly #values: AsyncGenerator<T>;
  readonly #asked: Promise<T | undefined>[] = [];

  constructor(values: AsyncGenerator<T>) {
    this.#values = values;
    for (let i = 0; i < PIECES_AHEAD; i++) this.#ask();
  }

  /** Undefined behind the last. */
  async next(): Promise<T | undefined> {
    this.#ask();
    return this.#asked.shift();
  }

  async end(): Promise<void> {
    await Promise.allSettled(this.#asked);
    await this.#values.return(undefined);
  }

  #ask(): void {
    const asked = this.#values.next().then(({ done, value }) => (done === true ? undefined : value));
    asked.catch(() => undefined); // it is awaited, but only in its turn
    this.#asked.push(asked);
  }
}
