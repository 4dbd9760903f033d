import { ADD, AND, MINUS, OR, PLUS, TIMES, XOR, everywhere, get, integer, load, moduleOf, shuffle, repeat, rotateRight, set, shiftRight, store, tee, type Code } from './wasm-code.ts';

// parameters and locals of the function; the vectors begin with STATE
const [GROUPS, BLOCKS, INPUT, OUTPUT, LEFT, STATE, WORDS, A, B, SAVED] = [0, 1, 2, 3, 4, 5, 13, 29, 30, 31] as const;
const EIGHT = [0, 1, 2, 3, 4, 5, 6, 7] as const;
const FOUR = [0, 1, 2, 3] as const;

/** The first 32 bits of the fraction of the square or cube root of each of the first primes. FIPS 180-4, 4.2.2 and 5.3.3. */
function rootFractions(root: 2 | 3, count: number): number[] {
  const primes: number[] = [];
  for (let n = 2; primes.length < count; n++) if (primes.every((prime) => n % prime !== 0)) primes.push(n);
  return primes.map((prime) => {
    const scaled = BigInt(prime) << BigInt(32 * root);
    let below = 0n;
    for (let bit = 1n << 36n; bit > 0n; bit >>= 1n) if ((below + bit) ** BigInt(root) <= scaled) below += bit;
    return Number(below & 0xffff_ffffn);
  });
}

const bytesOfWords = (words: readonly number[]): number[] => words.flatMap((word) => [4 * word, 4 * word + 1, 4 * word + 2, 4 * word + 3]);
const BIG_ENDIAN = [3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12];
const LOWER = bytesOfWords([0, 4, 1, 5]);
const UPPER = bytesOfWords([2, 6, 3, 7]);
const FIRST_HALVES = bytesOfWords([0, 1, 4, 5]);
const LAST_HALVES = bytesOfWords([2, 3, 6, 7]);

/** Loads four words of each message and turns them around, so that a vector holds the same word of all four messages. */
function loadFourWords(first: number): Code {
  const at = WORDS + first;
  const join = (a: number, b: number, how: readonly number[], into: number): Code => [...get(a), ...get(b), ...shuffle(how), ...set(into)];
  const addressOf = (lane: number): Code => (lane === 0 ? get(INPUT) : [...get(INPUT), ...get(BLOCKS), ...integer(64 * lane), ...TIMES, ...PLUS]);
  return [
    ...FOUR.flatMap((lane) => [...addressOf(lane), ...load(4 * first), ...tee(A), ...get(A), ...shuffle(BIG_ENDIAN), ...set(at + lane)]),
    ...join(at, at + 1, LOWER, A), ...join(at + 2, at + 3, LOWER, B),
    ...join(at, at + 1, UPPER, at), ...join(at + 2, at + 3, UPPER, at + 2),
    ...join(at, at + 2, LAST_HALVES, at + 3), ...join(at, at + 2, FIRST_HALVES, at + 2),
    ...join(A, B, FIRST_HALVES, at), ...join(A, B, LAST_HALVES, at + 1),
  ];
}

/** One of the 64 rounds. The eight letters do not move: each round names them one further. */
function round(t: number, constant: number): Code {
  const letter = (i: number): number => STATE + ((i - t) & 7);
  const [a, b, c, d, e, f, g, h] = [letter(0), letter(1), letter(2), letter(3), letter(4), letter(5), letter(6), letter(7)];
  const word = (i: number): number => WORDS + ((t + i) & 15);
  const schedule = t < 16 ? [] : [
    ...get(word(0)), ...rotateRight(word(1), 7), ...rotateRight(word(1), 18), ...XOR, ...shiftRight(word(1), 3), ...XOR, ...ADD, ...get(word(9)), ...ADD,
    ...rotateRight(word(14), 17), ...rotateRight(word(14), 19), ...XOR, ...shiftRight(word(14), 10), ...XOR, ...ADD, ...set(word(0)),
  ];
  return [
    ...schedule,
    ...get(h), ...rotateRight(e, 6), ...rotateRight(e, 11), ...XOR, ...rotateRight(e, 25), ...XOR, ...ADD,
    ...get(f), ...get(g), ...XOR, ...get(e), ...AND, ...get(g), ...XOR, ...ADD,
    ...get(word(0)), ...everywhere(constant), ...ADD, ...ADD, ...tee(A),
    ...get(d), ...ADD, ...set(d),
    ...get(A), ...rotateRight(a, 2), ...rotateRight(a, 13), ...XOR, ...rotateRight(a, 22), ...XOR, ...ADD,
    ...get(a), ...get(b), ...AND, ...get(a), ...get(b), ...OR, ...get(c), ...AND, ...OR, ...ADD, ...set(h),
  ];
}

/**
 * WebAssembly for SHA-256 of four messages at once: `hash(groups, blocks, input, output)`. A group is four padded messages of
 * so many blocks each, one after the other; its result is eight vectors, the first with the first word of each of the four.
 */
export function sha256LanesModule(pages: number): Uint8Array<ArrayBuffer> {
  const constants = rootFractions(3, 64);
  const block = [
    ...[0, 4, 8, 12].flatMap(loadFourWords),
    ...EIGHT.flatMap((i) => [...get(STATE + i), ...set(SAVED + i)]),
    ...constants.flatMap((constant, t) => round(t, constant)),
    ...EIGHT.flatMap((i) => [...get(STATE + i), ...get(SAVED + i), ...ADD, ...set(STATE + i)]),
    ...get(INPUT), ...integer(64), ...PLUS, ...set(INPUT),
  ];
  const group = [
    ...rootFractions(2, 8).flatMap((word, i) => [...everywhere(word), ...set(STATE + i)]),
    ...get(BLOCKS), ...set(LEFT),
    ...repeat([...block, ...get(LEFT), ...integer(1), ...MINUS, ...tee(LEFT)]),
    ...EIGHT.flatMap((i) => [...get(OUTPUT), ...get(STATE + i), ...store(16 * i)]),
    ...get(OUTPUT), ...integer(128), ...PLUS, ...set(OUTPUT),
    ...get(INPUT), ...get(BLOCKS), ...integer(192), ...TIMES, ...PLUS, ...set(INPUT), // past the three messages beside the first
  ];
  const body = repeat([...group, ...get(GROUPS), ...integer(1), ...MINUS, ...tee(GROUPS)]);
  return moduleOf({ name: 'hash', parameters: 4, integers: 1, vectors: SAVED + 8 - STATE, body }, pages);
}
