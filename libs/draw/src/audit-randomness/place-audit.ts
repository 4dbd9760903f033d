import { finding, type AuditCode, type AuditedLot, type Finding } from './audited-draw.ts';
import { EvenSpread } from './even-spread.ts';
import { RotationAudit } from './rotation-audit.ts';
import { chiSquareAbove, normalBeyond } from './tail-probabilities.ts';

const PARTS = 16;
const QUARTERS = 4;
const HOUR_OF_BEIJING = 8 * 3_600_000;
const LEAST_VARIANCE = 25;

/**
 * Where the drawn units stand in the order of ids must tell nothing: neither which part of the directory is favoured, nor by
 * weekday or month, nor a step. A draw at intervals with one random start puts exactly one unit into each of k equal parts;
 * chance puts several into some and none into others.
 */
export class PlaceAudit {
  readonly #overall = new EvenSpread(PARTS);
  readonly #weekdays = Array.from({ length: 7 }, () => new EvenSpread(QUARTERS));
  readonly #months = Array.from({ length: 12 }, () => new EvenSpread(QUARTERS));
  readonly #rotation = new RotationAudit();
  #together = 0;
  #expected = 0;
  #variance = 0;

  /** Takes a lot whose units all weigh the same; of others the chances have no closed form. */
  add({ stratum, at, population, places }: Pick<AuditedLot, 'stratum' | 'at' | 'population' | 'places'>): void {
    if (places.length === 0 || places.length === population) return;
    const local = new Date(at.getTime() + HOUR_OF_BEIJING);
    for (const spread of [this.#overall, this.#weekdays[local.getUTCDay()], this.#months[local.getUTCMonth()]]) spread?.add(population, places);
    this.#rotation.add(stratum, places[0] ?? 0, population);
    if (places.length >= 2) this.#countTogether(population, places);
  }

  findings(): Finding[] {
    return [
      finding('PLACES_EVEN', this.#overall.places, this.#overall.pValue()),
      finding('PLACES_IRREGULAR', this.#overall.places, this.#variance < LEAST_VARIANCE ? null : normalBeyond((this.#together - this.#expected) / Math.sqrt(this.#variance))),
      this.#rotation.finding('ROTATION'),
      jointly('WEEKDAYS', this.#weekdays),
      jointly('MONTHS', this.#months),
    ];
  }

  /** Counts pairs within the same of k equal parts, with the exact mean and variance for k of n without replacement. */
  #countTogether(population: number, places: readonly number[]): void {
    const k = places.length;
    const counts = new Float64Array(k);
    for (const place of places) {
      const part = Math.floor(((place + 1) * k - 1) / population);
      counts[part] = (counts[part] ?? 0) + 1;
    }
    this.#together += counts.reduce((sum, n) => sum + choose(n, 2), 0);
    const taken = [0, 1, 2, 3, 4].map((r) => falling(k, r) / falling(population, r)); // the chance that r given places are all taken
    const [, , two = 0, three = 0, four = 0] = taken;
    let pairs = 0;
    let squares = 0;
    let own = 0;
    for (let part = 0; part < k; part++) {
      const inPart = Math.floor(((part + 1) * population) / k) - Math.floor((part * population) / k);
      const possible = choose(inPart, 2);
      pairs += possible;
      squares += possible ** 2;
      own += 6 * choose(inPart, 4) * four + 6 * choose(inPart, 3) * three + possible * two;
    }
    this.#expected += pairs * two;
    this.#variance += own + (pairs ** 2 - squares) * four - (pairs * two) ** 2;
  }
}

const choose = (n: number, r: number): number => falling(n, r) / falling(r, r);

function falling(n: number, r: number): number {
  let product = 1;
  for (let i = 0; i < r; i++) product *= n - i;
  return product;
}

function jointly(code: AuditCode, spreads: readonly EvenSpread[]): Finding {
  const found = spreads.map((spread) => spread.chiSquare()).filter((each) => each !== null);
  const places = spreads.reduce((sum, spread) => sum + spread.places, 0);
  if (found.length === 0) return finding(code, places, null);
  const value = found.reduce((sum, each) => sum + each.value, 0);
  return finding(code, places, chiSquareAbove(value, found.reduce((sum, each) => sum + each.freedom, 0)));
}
