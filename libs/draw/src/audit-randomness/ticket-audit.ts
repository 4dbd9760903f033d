import { fact, finding, type AuditedLot, type Finding } from './audited-draw.ts';
import { bothSides, chiSquareAbove, gammaAbove, gammaBelow } from './tail-probabilities.ts';

const SPACING_BINS = 20;
const THRESHOLD_BINS = 10;
const LEAST_PER_BIN = 5;

/**
 * Tickets are uniform, whatever the units are. Seen as arrival times `−ln(1−u)`, units of weight w race with speed w; so each
 * arrival waits, after the one before and times the weight still in the race, exactly exponentially (Rényi). That holds for the
 * smallest k of n without knowing the rest, for equal and for unequal weights.
 */
export class TicketAudit {
  readonly #spacings = new Float64Array(SPACING_BINS);
  readonly #thresholds = new Float64Array(THRESHOLD_BINS);
  readonly #seeds = new Map<string, number>();
  #extreme = 1;
  #lots = 0;

  addSeed(seed: string): void {
    this.#seeds.set(seed, (this.#seeds.get(seed) ?? 0) + 1);
  }

  addLot({ tickets, size, weight }: Pick<AuditedLot, 'tickets' | 'size' | 'weight'>): void {
    let inRace = weight;
    let before = 0;
    let waited = 0;
    for (const [i, unit] of tickets.entries()) {
      const arrival = arrivalOf(unit.ticket);
      const wait = inRace * (arrival - before);
      count(this.#spacings, 1 - Math.exp(-Math.max(0, wait))); // a wait below zero is an order that was changed
      if (i < size) waited += wait;
      before = arrival;
      inRace -= unit.weight;
    }
    if (size === 0) return;
    const below = gammaBelow(size, waited);
    count(this.#thresholds, below);
    this.#extreme = Math.min(this.#extreme, bothSides(below, gammaAbove(size, waited)));
    this.#lots += 1;
  }

  findings(): Finding[] {
    return [
      evenness('TICKETS_UNIFORM', this.#spacings),
      evenness('THRESHOLDS', this.#thresholds),
      finding('THRESHOLD_EXTREME', this.#lots, this.#lots === 0 ? null : Math.min(1, this.#lots * this.#extreme)),
      fact('SEEDS_REUSED', this.#seeds.size, [...this.#seeds.values()].filter((times) => times > 1).length),
    ];
  }
}

/** `−ln(1−u)` for the ticket as a fraction u, of which 52 bits are enough to tell units apart. */
function arrivalOf(ticket: string): number {
  const fraction = (Number.parseInt(ticket.slice(0, 13), 16) + 0.5) / 2 ** 52;
  return -Math.log1p(-fraction);
}

function count(bins: Float64Array, share: number): void {
  const bin = Math.min(bins.length - 1, Math.max(0, Math.floor(share * bins.length)));
  bins[bin] = (bins[bin] ?? 0) + 1;
}

function evenness(code: 'TICKETS_UNIFORM' | 'THRESHOLDS', bins: Float64Array): Finding {
  const total = bins.reduce((sum, n) => sum + n, 0);
  const expected = total / bins.length;
  if (expected < LEAST_PER_BIN) return finding(code, total, null);
  const chiSquare = bins.reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0);
  return finding(code, total, chiSquareAbove(chiSquare, bins.length - 1));
}
