import { like, type Column, type SQL } from 'drizzle-orm';
import { prefixOf } from './division.rules.ts';

/** The condition that a row lies in a division or below it. */
export const liesWithin = (column: Column, divisionCode: string): SQL => like(column, `${prefixOf(divisionCode)}%`);
