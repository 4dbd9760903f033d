/** Bytes of a unit after its id: the number of its stratum and its weight. */
export const CODE_BYTES = 4;
export const OBJECT_ID_BYTES = 16;
export const LEAF_BYTES = 32;

const TAB = 0x09;
const LF = 0x0a;
const DASH = 0x2d;

/** Four hexadecimal digits as one number, for every two bytes. */
const DIGITS = Uint32Array.from({ length: 65_536 }, (_, pair) => digitAt(pair, 12) * 0x100_0000 + digitAt(pair, 8) * 0x1_0000 + digitAt(pair, 4) * 0x100 + digitAt(pair, 0));

function digitAt(pair: number, bits: number): number {
  const digit = (pair >>> bits) & 0xf;
  return digit + (digit < 10 ? 0x30 : 0x57);
}

/** The ids of a block as text, one after the other without anything between them. */
export function idsOf(units: Uint8Array, sealed: boolean): { readonly text: DataView; readonly length: number; readonly codes: Uint32Array } {
  const [idBytes, length, write] = sealed ? [LEAF_BYTES, 64, writeHex] as const : [OBJECT_ID_BYTES, 36, writeUuid] as const;
  const count = units.length / (idBytes + CODE_BYTES);
  const text = new DataView(new ArrayBuffer(count * length));
  const codes = new Uint32Array(count);
  const from = new DataView(units.buffer, units.byteOffset, units.byteLength);
  for (let i = 0, start = 0; i < count; i++, start += idBytes + CODE_BYTES) {
    write(from, start, text, i * length);
    codes[i] = from.getUint32(start + idBytes);
  }
  return { text, length, codes };
}

/** Turns the blocks of a frame back into its canonical lines, as bytes. */
export class FrameLines {
  readonly #idBytes: number;
  readonly #keys: readonly string[];
  readonly #ends = new Map<number, LineEnd>();
  #longest = 0;

  constructor({ sealed, keys }: { readonly sealed: boolean; readonly keys: readonly string[] }) {
    this.#idBytes = sealed ? LEAF_BYTES : OBJECT_ID_BYTES;
    this.#keys = keys;
    for (const key of keys) this.#longest = Math.max(this.#longest, Buffer.byteLength(key));
  }

  /** Bytes of a unit in a block. */
  get unitBytes(): number {
    return this.#idBytes + CODE_BYTES;
  }

  of(units: Uint8Array): Uint8Array {
    const lines = this.room(units.length / this.unitBytes);
    return lines.subarray(0, this.write(units, lines));
  }

  /** A buffer for the lines of so many units, whatever they are. */
  room(units: number): Buffer {
    return Buffer.allocUnsafe(units * (2 * this.#idBytes + 4 + this.#longest + 8));
  }

  /** Writes the lines of some units at the beginning of a buffer with room for them, and tells where they end. */
  write(units: Uint8Array, lines: Uint8Array): number {
    const idBytes = this.#idBytes;
    const write = idBytes === OBJECT_ID_BYTES ? writeUuid : writeHex;
    const from = new DataView(units.buffer, units.byteOffset, units.byteLength);
    const to = new DataView(lines.buffer, lines.byteOffset, lines.byteLength);
    let at = 0;
    for (let start = 0; start < units.length; start += idBytes + CODE_BYTES) {
      at = write(from, start, to, at);
      const end = this.#endOf(from.getUint32(start + idBytes));
      end.count += 1;
      for (let i = 0; i < end.bytes.length; i++) to.setUint8(at++, end.bytes[i] ?? 0);
    }
    return at;
  }

  /** How many units of each stratum and weight had their lines written. */
  written(): Iterable<LineEnd> {
    return this.#ends.values();
  }

  #endOf(code: number): LineEnd {
    const known = this.#ends.get(code);
    if (known !== undefined) return known;
    const [key, weight] = [this.#keys[code >>> 16] ?? '', code & 0xffff];
    const end = { key, weight, bytes: Uint8Array.of(TAB, ...Buffer.from(key), TAB, ...Buffer.from(String(weight)), LF), count: 0 };
    this.#ends.set(code, end);
    return end;
  }
}

/** What stands behind the id in the lines of one stratum and weight. */
interface LineEnd {
  readonly key: string;
  readonly weight: number;
  readonly bytes: Uint8Array;
  count: number;
}

const writeDigits = (from: DataView, start: number, to: DataView, at: number): void => to.setUint32(at, DIGITS[from.getUint16(start)] ?? 0);

function writeHex(from: DataView, start: number, to: DataView, at: number): number {
  for (let i = 0; i < LEAF_BYTES; i += 2) writeDigits(from, start + i, to, at + 2 * i);
  return at + 2 * LEAF_BYTES;
}

function writeUuid(from: DataView, start: number, to: DataView, at: number): number {
  writeDigits(from, start, to, at);
  writeDigits(from, start + 2, to, at + 4);
  to.setUint8(at + 8, DASH);
  writeDigits(from, start + 4, to, at + 9);
  to.setUint8(at + 13, DASH);
  writeDigits(from, start + 6, to, at + 14);
  to.setUint8(at + 18, DASH);
  writeDigits(from, start + 8, to, at + 19);
  to.setUint8(at + 23, DASH);
  writeDigits(from, start + 10, to, at + 24);
  writeDigits(from, start + 12, to, at + 28);
  writeDigits(from, start + 14, to, at + 32);
  return at + 36;
}
