/** Bytes of a unit after its id: the number of its stratum and its weight. */
export const CODE_BYTES = 4;
export const OBJECT_ID_BYTES = 16;
export const LEAF_BYTES = 32;

const TAB = 0x09;
const LF = 0x0a;
const DASH = 0x2d;
const HEX = new Uint8Array(512);
for (let byte = 0; byte < 256; byte++) HEX.set(Buffer.from(byte.toString(16).padStart(2, '0')), 2 * byte);

/** Turns the blocks of a frame back into its canonical lines, as bytes. */
export class FrameLines {
  readonly #idBytes: number;
  readonly #keys: readonly string[];
  readonly #ends = new Map<number, Uint8Array>();
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
    const width = this.unitBytes;
    const lines = Buffer.allocUnsafe((units.length / width) * (2 * this.#idBytes + 4 + this.#longest + 8));
    const view = new DataView(units.buffer, units.byteOffset, units.byteLength);
    const dashed = this.#idBytes === OBJECT_ID_BYTES;
    let at = 0;
    for (let start = 0; start < units.length; start += width) {
      for (let i = start; i < start + this.#idBytes; i++) {
        const pair = 2 * (units[i] ?? 0);
        lines[at++] = HEX[pair] ?? 0;
        lines[at++] = HEX[pair + 1] ?? 0;
        if (dashed && (i === start + 3 || i === start + 5 || i === start + 7 || i === start + 9)) lines[at++] = DASH;
      }
      const end = this.#endOf(view.getUint32(start + this.#idBytes));
      for (let i = 0; i < end.length; i++) lines[at++] = end[i] ?? 0;
    }
    return lines.subarray(0, at);
  }

  #endOf(code: number): Uint8Array {
    const known = this.#ends.get(code);
    if (known !== undefined) return known;
    const end = Uint8Array.of(TAB, ...Buffer.from(this.#keys[code >>> 16] ?? ''), TAB, ...Buffer.from(String(code & 0xffff)), LF);
    this.#ends.set(code, end);
    return end;
  }
}
