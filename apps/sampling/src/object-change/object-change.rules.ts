interface Placed {
  readonly objectId: string;
  readonly stratum: string;
  readonly order: number;
}

/**
 * The next of the drawn order: for each object that leaves, the first of the reserve of its stratum; further ones from the
 * strata in their order. Undefined when the reserve does not hold as many. CQ 8.4.3: the change itself stays random.
 */
export function nextOfOrder<T extends Placed>(removed: readonly Placed[], reserve: readonly T[], count: number): T[] | undefined {
  const left = [...reserve];
  const taken: T[] = [];
  const take = (index: number): void => { taken.push(...left.splice(index, 1)); };
  for (const { stratum } of removed) {
    if (taken.length === count) break;
    const index = left.findIndex((candidate) => candidate.stratum === stratum);
    if (index >= 0) take(index);
  }
  while (taken.length < count && left.length > 0) take(0);
  return taken.length === count ? taken : undefined;
}
