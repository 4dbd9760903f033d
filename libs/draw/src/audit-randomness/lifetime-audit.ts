import { fact, finding, type Finding } from './audited-draw.ts';
import { bothSides, gammaAbove, gammaBelow, poissonAtLeast } from './tail-probabilities.ts';

/** What one unit met over the years: in how many draws it could be drawn, with which chances, and how often it was. */
interface Exposure {
  expected: number;
  variance: number;
  /** The fourth cumulant, for the variance of the variance. */
  fourth: number;
  logNever: number;
  drawn: number;
}

const LEAST_UNITS = 30;

/** Every unit has its chance over the years, and takes it as often as it should. Units may come in several passes, each unit whole in one of them. */
export class LifetimeAudit {
  readonly #pass = new Map<string, Exposure>();
  #units = 0;
  #never = 0;
  #tooOften = 1;
  #scatter = 0;
  #expectedScatter = 0;
  #scatterVariance = 0;
  #leftOut = 0;
  #emptyStrata = 0;

  /** A unit stood in a stratum out of which each was drawn with this chance. */
  meet(unitId: string, chance: number, drawn: boolean): void {
    let unit = this.#pass.get(unitId);
    if (unit === undefined) this.#pass.set(unitId, (unit = { expected: 0, variance: 0, fourth: 0, logNever: 0, drawn: 0 }));
    const variance = chance * (1 - chance);
    unit.expected += chance;
    unit.variance += variance;
    unit.fourth += variance * (1 - 6 * variance);
    unit.logNever += Math.log1p(-Math.min(chance, 1 - 1e-12)); // log(0) would make one census certain proof of everything
    if (drawn) unit.drawn += 1;
  }

  /** Ends a pass: what was met is added up and forgotten. */
  endPass(): void {
    for (const { expected, variance, fourth, logNever, drawn } of this.#pass.values()) {
      this.#units += 1;
      if (drawn === 0) this.#never = Math.min(this.#never, logNever);
      else if (drawn > expected) this.#tooOften = Math.min(this.#tooOften, poissonAtLeast(drawn, expected));
      this.#scatter += (drawn - expected) ** 2;
      this.#expectedScatter += variance;
      this.#scatterVariance += fourth + 2 * variance ** 2;
    }
    this.#pass.clear();
  }

  /** Units that should have stood in frames and never did, and strata that had units and gave none. */
  addLeftOut(units: number, emptyStrata: number): void {
    this.#leftOut += units;
    this.#emptyStrata += emptyStrata;
  }

  findings(): Finding[] {
    const known = this.#units > 0;
    return [
      fact('LEFT_OUT', this.#units + this.#leftOut, this.#leftOut + this.#emptyStrata),
      finding('NEVER_DRAWN', this.#units, known ? Math.min(1, this.#units * Math.exp(this.#never)) : null),
      finding('DRAWN_TOO_OFTEN', this.#units, known ? Math.min(1, this.#units * this.#tooOften) : null),
      finding('COUNTS_SPREAD', this.#units, this.#spread()),
    ];
  }

  /** The scatter of the counts around their expectations, as a gamma variable of the same mean and variance. */
  #spread(): number | null {
    if (this.#units < LEAST_UNITS || this.#expectedScatter < LEAST_UNITS || this.#scatterVariance <= 0) return null;
    const scale = this.#scatterVariance / this.#expectedScatter;
    const shape = this.#expectedScatter / scale;
    return bothSides(gammaBelow(shape, this.#scatter / scale), gammaAbove(shape, this.#scatter / scale));
  }
}
