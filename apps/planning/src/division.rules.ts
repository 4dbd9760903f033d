export const prefixOf = (divisionCode: string): string => divisionCode.replace(/(00){1,2}$/, '');

/** A code ending in 00 covers what lies below it: 500000 the city, 500100 its districts, 500112 itself. */
export const divisionCovers = (outer: string, inner: string): boolean => inner.startsWith(prefixOf(outer));

/** Two areas have something in common; an empty list is everywhere. */
export const divisionsOverlap = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === 0 || b.length === 0 || a.some((left) => b.some((right) => divisionCovers(left, right) || divisionCovers(right, left)));
