import type { EventPayload } from '@sortition/events';

export type Strata = EventPayload<'TaskReady'>['strata'];
export type Criterion = Pick<Strata[number], 'dimension' | 'value'>;

export interface Differentiated {
  readonly riskLevel: string | null;
  readonly creditLevel: string | null;
  readonly divisionCode: string;
  readonly tags: readonly string[];
}

/** Units that no differentiated ratio names are drawn with the base ratio. */
export const BASE_STRATUM = 'BASE';

const meets = (unit: Differentiated, { dimension, value }: Criterion): boolean => {
  switch (dimension) {
    case 'RISK': return unit.riskLevel === value;
    case 'CREDIT': return unit.creditLevel === value;
    case 'REGION': return unit.divisionCode.startsWith(value.replace(/(00)+$/, ''));
    case 'TAG': return unit.tags.includes(value);
  }
};

export const criteriaOf = ({ dimension, value, also }: Strata[number]): Criterion[] => [{ dimension, value }, ...also].toSorted((a, b) => (a.dimension < b.dimension ? -1 : 1));

/** The name of a stratum in frame and certificate: `RISK:HIGH`, or for a cell of several criteria `CREDIT:D&RISK:HIGH`. */
export const keyOfStratum = (stratum: Strata[number]): string => criteriaOf(stratum).map(({ dimension, value }) => `${dimension}:${value}`).join('&');

/**
 * The stratum of a unit: of the differentiated ratios that apply to it the one with the most criteria, and of those the first.
 * A cell of credit by risk goes before a row or a column of its table. CQ 7.5, CQ 8.3.3, GA art.29.
 */
export function stratumOf(unit: Differentiated, strata: Strata): string {
  let found: Strata[number] | undefined;
  for (const stratum of strata) {
    const isCloser = found === undefined || stratum.also.length > found.also.length;
    if (isCloser && meets(unit, stratum) && stratum.also.every((criterion) => meets(unit, criterion))) found = stratum;
  }
  return found === undefined ? BASE_STRATUM : keyOfStratum(found);
}

/** Credit classes are not public: a frame that is parted by them is sealed. SAMR 2.5. */
export const frameIsSecret = (strata: Strata): boolean => strata.some((stratum) => criteriaOf(stratum).some(({ dimension }) => dimension === 'CREDIT'));
