export interface Hand {
  readonly objectIds: readonly string[];
  /** Objects that somebody in the team has to avoid. */
  readonly recusedFrom: ReadonlySet<string>;
}

/** The place of the team with the fewest objects among those in which nobody has to avoid the object; among all, where there is no such team. */
export function lightestFor(objectId: string, hands: readonly Hand[]): number {
  const places = hands.map((_, place) => place);
  const free = places.filter((place) => hands[place]?.recusedFrom.has(objectId) !== true);
  const load = (place: number): number => hands[place]?.objectIds.length ?? 0;
  return (free.length > 0 ? free : places).toSorted((a, b) => load(a) - load(b) || a - b)[0] ?? 0;
}

/** Deals objects one by one to the lightest team. */
export function dealAdded(added: readonly string[], hands: readonly Hand[]): Hand[] {
  const dealt = [...hands];
  for (const objectId of added) {
    const place = lightestFor(objectId, dealt);
    const hand = dealt[place];
    if (hand !== undefined) dealt[place] = { ...hand, objectIds: [...hand.objectIds, objectId] };
  }
  return dealt;
}
