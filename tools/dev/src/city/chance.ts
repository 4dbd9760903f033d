/** Repeatable chance: everything that one thing of the city takes from it depends on seed, stream and index alone. */
export interface Chance {
  /** A whole number from 0 up to, and not including, `count`. */
  below(count: number): number;
  oneOf<T>(list: readonly T[]): T;
  weighted<T extends { readonly weight: number }>(list: readonly T[]): T;
  /** True in so many of a hundred cases. */
  percent(share: number): boolean;
}

export type ChanceAt = (stream: string, index: number) => Chance;

/** FNV-1a over UTF-16 units, from two different beginnings. */
function hashOf(text: string, basis: number): number {
  let hash = basis;
  for (let place = 0; place < text.length; place += 1) hash = Math.imul(hash ^ text.charCodeAt(place), 0x01000193);
  return hash >>> 0;
}

function itemAt<T>(list: readonly T[], place: number): T {
  const item = list[place];
  if (item === undefined) throw new Error('nothing to choose from');
  return item;
}

/** SFC32: small, fast and good enough for a city; the draws of the platform have nothing to do with it. */
function chance(first: number, second: number, index: number): Chance {
  let [a, b, c, counter] = [first | 0, second | 0, index | 0, 1];
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let round = 0; round < 12; round += 1) next();
  const below = (count: number): number => Math.floor((next() / 0x1_0000_0000) * count);
  return {
    below,
    oneOf: (list) => itemAt(list, below(list.length)),
    weighted: (list) => {
      let left = below(list.reduce((sum, { weight }) => sum + weight, 0));
      return itemAt(list, list.findIndex(({ weight }) => (left -= weight) < 0));
    },
    percent: (share) => below(10_000) < share * 100,
  };
}

export function chanceOf(seed: string): ChanceAt {
  const streams = new Map<string, readonly [number, number]>();
  return (stream, index) => {
    const begin = streams.get(stream) ?? [hashOf(`${seed}/${stream}`, 0x811c9dc5), hashOf(`${stream}/${seed}`, 0x2f0b4c47)] as const;
    streams.set(stream, begin);
    return chance(begin[0], begin[1], index);
  };
}
