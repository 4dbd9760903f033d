import { chiSquareAbove } from './tail-probabilities.ts';

/** Whether what was drawn lies evenly over a stratum in the order of ids, cut into parts: chi-square with the exact variance of drawing without replacement. */
export class EvenSpread {
  readonly #seen: Float64Array;
  readonly #expected: Float64Array;
  #variance = 0;
  #places = 0;

  constructor(parts: number) {
    this.#seen = new Float64Array(parts);
    this.#expected = new Float64Array(parts);
  }

  add(population: number, places: readonly number[]): void {
    const parts = this.#seen.length;
    if (population < parts) return;
    for (let part = 0; part < parts; part++) {
      const inPart = Math.floor(((part + 1) * population) / parts) - Math.floor((part * population) / parts);
      this.#expected[part] = (this.#expected[part] ?? 0) + (places.length * inPart) / population;
    }
    for (const place of places) {
      // the part whose bounds, rounded down, hold the place
      const part = Math.floor(((place + 1) * parts - 1) / population);
      this.#seen[part] = (this.#seen[part] ?? 0) + 1;
    }
    this.#variance += (places.length * (population - places.length)) / (population - 1);
    this.#places += places.length;
  }

  get places(): number {
    return this.#places;
  }

  /** Chi-square and its degrees of freedom; null while too little was drawn. */
  chiSquare(): { readonly value: number; readonly freedom: number } | null {
    const parts = this.#seen.length;
    if (this.#variance / parts < 5) return null;
    const value = this.#seen.reduce((sum, seen, i) => sum + ((seen - (this.#expected[i] ?? 0)) ** 2 * this.#places) / (this.#variance * (this.#expected[i] ?? 1)), 0);
    return { value, freedom: parts - 1 };
  }

  pValue(): number | null {
    const found = this.chiSquare();
    return found === null ? null : chiSquareAbove(found.value, found.freedom);
  }
}
