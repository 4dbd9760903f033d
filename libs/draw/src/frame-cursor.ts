import { isPlainText } from './plain-text.ts';
import { MAX_WEIGHT } from './frame-line.ts';

const [TAB, LF, SPACE, DELETE, ZERO, NINE] = [0x09, 0x0a, 0x20, 0x7f, 0x30, 0x39] as const;
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Walks over the canonical lines in a piece of a frame as they are, as bytes: no text is made of what is only passed by. */
export class FrameCursor {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  /** Of the line: its unit id, its stratum key, and where the next line begins. */
  start = 0;
  idEnd = 0;
  keyStart = 0;
  keyEnd = 0;
  next = 0;
  weight = 0;
  /** Of the stratum key, to look it up by. */
  keyHash = 0;
  isFaulty = false;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.view = viewOf(bytes);
  }

  /** False at the end, and at a faulty line, which is then not passed. A last line without LF is left for the next piece. */
  advance(): boolean {
    const { bytes, view } = this;
    const lastWord = bytes.length - 4;
    this.start = this.next;
    let at = this.start;
    let seen = 0;
    while (at <= lastWord && isPrintable(view.getUint32(at))) at += 4;
    let byte = bytes[at] ?? 0;
    while (byte >= SPACE && byte !== DELETE) {
      seen |= byte;
      byte = bytes[++at] ?? 0;
    }
    this.idEnd = at;
    if (byte !== TAB) return this.#stop(at);
    if (at === this.start || (seen >= 0x80 && !isText(bytes.subarray(this.start, at)))) return this.#stop(0);
    this.keyStart = ++at;
    seen = 0;
    let hash = 0x811c9dc5;
    for (let word; at <= lastWord && isPrintable(word = view.getUint32(at)); at += 4) hash = Math.imul(hash ^ word, 0x01000193);
    byte = bytes[at] ?? 0;
    while (byte >= SPACE && byte !== DELETE) {
      seen |= byte;
      hash = Math.imul(hash ^ byte, 0x01000193);
      byte = bytes[++at] ?? 0;
    }
    this.keyEnd = at;
    this.keyHash = hash;
    if (byte !== TAB) return this.#stop(at);
    if (at === this.keyStart || (seen >= 0x80 && !isText(bytes.subarray(this.keyStart, at)))) return this.#stop(0);
    return this.#readWeight(at + 1);
  }

  get unitId(): string {
    return decoder.decode(this.bytes.subarray(this.start, this.idEnd));
  }

  get stratum(): string {
    return decoder.decode(this.bytes.subarray(this.keyStart, this.keyEnd));
  }

  #readWeight(from: number): boolean {
    let at = from;
    let weight = 0;
    let byte = this.bytes[at] ?? 0;
    while (byte >= ZERO && byte <= NINE && weight <= MAX_WEIGHT) {
      weight = 10 * weight + byte - ZERO;
      if (weight === 0) return this.#stop(0);
      byte = this.bytes[++at] ?? 0;
    }
    if (byte !== LF || weight === 0 || weight > MAX_WEIGHT) return this.#stop(weight > MAX_WEIGHT ? 0 : at);
    this.weight = weight;
    this.next = at + 1;
    return true;
  }

  /** What only breaks off at the end of the piece is no fault yet. */
  #stop(at: number): false {
    if (at < this.bytes.length) this.isFaulty = true;
    this.next = this.start;
    return false;
  }
}

function isText(bytes: Uint8Array): boolean {
  try {
    return isPlainText(decoder.decode(bytes));
  } catch {
    return false;
  }
}

export const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Of four bytes at once, whether none is a control character or beyond ASCII; a carry may only make it doubt a sound one. */
const isPrintable = (word: number): boolean => (((word - 0x20202020) | word | (word + 0x01010101)) & 0x80808080) === 0;

/** Below zero when the first range of bytes comes before the second in the order of unit ids. */
export function compareBytes(a: DataView, aStart: number, aEnd: number, b: DataView, bStart: number, bEnd: number): number {
  const length = Math.min(aEnd - aStart, bEnd - bStart);
  let i = 0;
  while (i + 4 <= length && a.getUint32(aStart + i) === b.getUint32(bStart + i)) i += 4;
  for (; i < length; i++) {
    const difference = a.getUint8(aStart + i) - b.getUint8(bStart + i);
    if (difference !== 0) return difference;
  }
  return aEnd - aStart - (bEnd - bStart);
}

/** Finds what belongs to the stratum key under a cursor. */
export class ByStratum<T> {
  readonly #entries = new Map<number, { readonly key: DataView; readonly value: T }[]>();

  get({ view, keyStart, keyEnd, keyHash }: FrameCursor): T | undefined {
    const entries = this.#entries.get(keyHash);
    if (entries === undefined) return undefined;
    for (const { key, value } of entries) if (compareBytes(key, 0, key.byteLength, view, keyStart, keyEnd) === 0) return value;
    return undefined;
  }

  set({ bytes, keyStart, keyEnd, keyHash }: FrameCursor, value: T): void {
    const entries = this.#entries.get(keyHash) ?? [];
    entries.push({ key: viewOf(Uint8Array.from(bytes.subarray(keyStart, keyEnd))), value });
    this.#entries.set(keyHash, entries);
  }
}
