/** The few instructions of WebAssembly that hashing in lanes needs, as the bytes of its binary format. */
export type Code = readonly number[];

const unsigned = (value: number): number[] => (value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)]);

const signed = (value: number): number[] => (value >= -64 && value < 64 ? [value & 0x7f] : [(value & 0x7f) | 0x80, ...signed(value >> 7)]);

const simd = (operation: number): number[] => [0xfd, ...unsigned(operation)];

const littleEndian = (word: number): number[] => [word & 0xff, (word >>> 8) & 0xff, (word >>> 16) & 0xff, (word >>> 24) & 0xff];

export const get = (local: number): Code => [0x20, ...unsigned(local)];
export const set = (local: number): Code => [0x21, ...unsigned(local)];
export const tee = (local: number): Code => [0x22, ...unsigned(local)];

export const integer = (value: number): Code => [0x41, ...signed(value)];
export const PLUS: Code = [0x6a];
export const MINUS: Code = [0x6b];
export const TIMES: Code = [0x6c];

/** Runs the body, which leaves an integer on the stack, again until that is zero. */
export const repeat = (body: Code): Code => [0x03, 0x40, ...body, 0x0d, 0x00, 0x0b];

// on four lanes of 32 bits at once
export const ADD: Code = simd(0xae);
export const AND: Code = simd(0x4e);
export const OR: Code = simd(0x50);
export const XOR: Code = simd(0x51);
export const load = (offset: number): Code => [...simd(0x00), 0, ...unsigned(offset)];
export const store = (offset: number): Code => [...simd(0x0b), 0, ...unsigned(offset)];
export const everywhere = (word: number): Code => [...simd(0x0c), ...Array.from({ length: 4 }, () => littleEndian(word)).flat()];
/** Takes 16 bytes out of the 32 of two vectors. */
export const shuffle = (bytes: readonly number[]): Code => [...simd(0x0d), ...bytes];
export const shiftRight = (local: number, bits: number): Code => [...get(local), ...integer(bits), ...simd(0xad)];
export const rotateRight = (local: number, bits: number): Code => [...shiftRight(local, bits), ...get(local), ...integer(32 - bits), ...simd(0xab), ...OR];

const section = (id: number, content: Code): Code => [id, ...unsigned(content.length), ...content];
const text = (value: string): Code => [value.length, ...Array.from(value, (character) => character.charCodeAt(0))];

/** A module that exports its memory of so many pages (64 KiB each), and one function of integers under a name. */
export function moduleOf(fn: { readonly name: string; readonly parameters: number; readonly integers: number; readonly vectors: number; readonly body: Code }, pages: number): Uint8Array<ArrayBuffer> {
  const body = [2, ...unsigned(fn.integers), 0x7f, ...unsigned(fn.vectors), 0x7b, ...fn.body, 0x0b];
  return Uint8Array.from([
    0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0,
    ...section(1, [1, 0x60, fn.parameters, ...Array.from({ length: fn.parameters }, () => 0x7f), 0]),
    ...section(3, [1, 0]),
    ...section(5, [1, 0, ...unsigned(pages)]),
    ...section(7, [2, ...text(fn.name), 0x00, 0, ...text('memory'), 0x02, 0]),
    ...section(10, [1, ...unsigned(body.length), ...body]),
  ]);
}
