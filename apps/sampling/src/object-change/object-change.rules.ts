interface Placed {
  readonly objectId: string;
  readonly stratum: string;
  readonly order: number;
}

/**
 * The next of the drawn order: for each object that leaves, the first of the reserve of its stratum; further ones from the
 * strata in their order. Fewer than asked when the reserve does not hold as many. CQ 8.4.3: the change itself stays random.
 */
export function nextOfOrder<T extends Placed>(removed: readonly Placed[], reserve: readonly T[], count: number): T[] {
  const left = [...reserve];
  const taken: T[] = [];
  const take = (index: number): void => { taken.push(...left.splice(index, 1)); };
  for (const { stratum } of removed) {
    if (taken.length === count) break;
    const index = left.findIndex((candidate) => candidate.stratum === stratum);
    if (index >= 0) take(index);
  }
  while (taken.length < count && left.length > 0) take(0);
  return taken;
}

export interface Remaining {
  readonly key: string;
  /** Units that were not drawn yet. */
  readonly population: number;
  /** What the draw took of the stratum. */
  readonly size: number;
}

/**
 * How many a supplement takes of each stratum: as the draw did, one after the other to the stratum that is furthest behind
 * its part, and never more than it has. Undefined when all of them together do not hold as many.
 */
export function shareOut(count: number, strata: readonly Remaining[]): Map<string, number> | undefined {
  const shares = new Map<string, number>();
  for (let given = 0; given < count; given += 1) {
    let next: Remaining | undefined;
    for (const stratum of strata) {
      const has = shares.get(stratum.key) ?? 0;
      if (has >= stratum.population) continue;
      // compares size/(has + 1) as whole numbers, so that no rounding decides
      if (next === undefined || stratum.size * ((shares.get(next.key) ?? 0) + 1) > next.size * (has + 1)) next = stratum;
    }
    if (next === undefined) return undefined;
    shares.set(next.key, (shares.get(next.key) ?? 0) + 1);
  }
  return shares;
}
