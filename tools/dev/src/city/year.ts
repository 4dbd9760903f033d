import type { Day } from '@sortition/kernel';

/**
 * The year that the city lives through. It is the last one for which the State Council's calendar is out, so that every working
 * day can be counted; the development clock stands in it, whatever the machine's clock says.
 */
export const CITY_YEAR = 2026;
export const CITY_BEGINS: Day = `${CITY_YEAR}-01-05`;
