const FIRST_SIZE = 1 << 16;
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const VALUES = Int8Array.from({ length: 128 }, (_none, code) => ALPHABET.indexOf(String.fromCharCode(code)));

/**
 * The line on which each code of a file first stood. Exact, and 32 bytes for a code at most: the text of a code in a Map takes
 * several times as much, and a country has a hundred million enterprises. Keys of other forms go into a Map.
 */
export interface SeenCodes {
  /** Notes a key; gives the line on which it stood before, or undefined for a new one. */
  note(key: string, line: number): number | undefined;
}

interface Slots {
  readonly size: number;
  /** Three words for each slot. */
  readonly words: Uint32Array;
  /** 0 is an empty slot. */
  readonly lines: Uint32Array;
}

export function seenCodes(): SeenCodes {
  let slots = emptySlots(FIRST_SIZE);
  let count = 0;
  const others = new Map<string, number>();
  const noteOther = (key: string, line: number): number | undefined => {
    const before = others.get(key);
    if (before === undefined) others.set(key, line);
    return before;
  };
  return {
    note: (key, line) => {
      const [a, b, c] = packed(key);
      if (a === -1) return noteOther(key, line);
      if (count * 2 > slots.size) slots = grown(slots);
      const slot = slotOf(slots, a, b, c);
      const before = slots.lines[slot] ?? 0;
      if (before !== 0) return before;
      put(slots, slot, a, b, c, line);
      count += 1;
      return undefined;
    },
  };
}

const emptySlots = (size: number): Slots => ({ size, words: new Uint32Array(size * 3), lines: new Uint32Array(size) });

/** Open addressing: the slot of these words, or the empty one where they belong. */
function slotOf({ size, words, lines }: Slots, a: number, b: number, c: number): number {
  const mask = size - 1;
  let slot = (Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35)) & mask;
  while (lines[slot] !== 0 && (words[slot * 3] !== a || words[slot * 3 + 1] !== b || words[slot * 3 + 2] !== c)) slot = (slot + 1) & mask;
  return slot;
}

function put({ words, lines }: Slots, slot: number, a: number, b: number, c: number, line: number): void {
  words[slot * 3] = a;
  words[slot * 3 + 1] = b;
  words[slot * 3 + 2] = c;
  lines[slot] = line;
}

function grown(old: Slots): Slots {
  const slots = emptySlots(old.size * 2);
  for (let slot = 0; slot < old.size; slot += 1) {
    const line = old.lines[slot] ?? 0;
    if (line === 0) continue;
    const [a, b, c] = [old.words[slot * 3] ?? 0, old.words[slot * 3 + 1] ?? 0, old.words[slot * 3 + 2] ?? 0];
    put(slots, slotOf(slots, a, b, c), a, b, c, line);
  }
  return slots;
}

/** 17 characters of a credit code (the 18th follows from them), or 15 digits, in three words; -1 first for anything else. */
function packed(key: string): readonly [number, number, number] {
  if (key.length === 18) {
    const [a, b, c] = [number31(key, 0, 6), number31(key, 6, 12), number31(key, 12, 17)];
    return a < 0 || b < 0 || c < 0 ? [-1, 0, 0] : [a, b, c];
  }
  // 31^5 is below 2^29, so no third word of a credit code is this large
  return /^\d{15}$/.test(key) ? [Number(key.slice(0, 7)), Number(key.slice(7, 14)), 0xffff_ff00 + Number(key.charAt(14))] : [-1, 0, 0];
}

function number31(key: string, start: number, end: number): number {
  let value = 0;
  for (let position = start; position < end; position += 1) {
    const digit = VALUES[key.charCodeAt(position)] ?? -1;
    if (digit < 0) return -1;
    value = value * 31 + digit;
  }
  return value;
}
