import { invariant, type Day } from '@sortition/kernel';
import { DIVISIONS_CENTRAL_SOUTH } from './data/divisions-central-south.ts';
import { DIVISIONS_EAST } from './data/divisions-east.ts';
import { DIVISIONS_HONG_KONG_MACAO_TAIWAN } from './data/divisions-hong-kong-macao-taiwan.ts';
import { DIVISIONS_NORTH } from './data/divisions-north.ts';
import { DIVISIONS_NORTHEAST } from './data/divisions-northeast.ts';
import { DIVISIONS_NORTHWEST } from './data/divisions-northwest.ts';
import { DIVISIONS_SOUTHWEST } from './data/divisions-southwest.ts';
import { levelOf, type DivisionLevel } from './division-code.ts';

/** A division as one code named it for a time. The same code may have named another division before, and another after. */
export interface Division {
  readonly code: string;
  readonly name: string;
  readonly level: DivisionLevel;
  /** The first day of the month of the edition of GB/T 2260 that first lists it so. */
  readonly validFrom: Day;
  /** The first day of the month of the edition that no longer does; null while it is in force. */
  readonly validUntil: Day | null;
}

/** A division with the code that continued it, which is known for most that ended. */
export interface DivisionRecord extends Division {
  readonly successorCode: string | null;
}

/*
 * A line of the tables is `code name from` or `code name from until successor`, months as YYYYMM. The successor is a code,
 * `=` for the same code under another name, or `?` where the territory was divided or the sources do not say.
 */
const TABLES = [
  DIVISIONS_NORTH, DIVISIONS_NORTHEAST, DIVISIONS_EAST, DIVISIONS_CENTRAL_SOUTH,
  DIVISIONS_SOUTHWEST, DIVISIONS_NORTHWEST, DIVISIONS_HONG_KONG_MACAO_TAIWAN,
];

const RECORDS: readonly DivisionRecord[] = TABLES.flatMap((table) => table.trim().split('\n').map(readLine));

const BY_CODE: ReadonlyMap<string, readonly DivisionRecord[]> = groupedByCode(RECORDS);

/** All that a code ever named, oldest first; their times never overlap. */
export const recordsOf = (code: string): readonly DivisionRecord[] => BY_CODE.get(code) ?? [];

/** Everything that was in force on a day, ordered by code. */
export const recordsInForce = (day: Day): DivisionRecord[] => RECORDS.filter((record) => isInForce(record, day));

export const isInForce = ({ validFrom, validUntil }: Division, day: Day): boolean => validFrom <= day && (validUntil === null || day < validUntil);

function readLine(line: string): DivisionRecord {
  const [code, name, from, until, successor] = line.split(' ');
  invariant(code !== undefined && name !== undefined && from !== undefined, `a line of the division tables is complete: ${line}`);
  return {
    code,
    name,
    level: levelOf(code),
    validFrom: firstOfMonth(from),
    validUntil: until === undefined ? null : firstOfMonth(until),
    successorCode: successor === undefined || successor === '?' ? null : successor === '=' ? code : successor,
  };
}

function firstOfMonth(month: string): Day {
  return `${month.slice(0, 4)}-${month.slice(4)}-01`;
}

function groupedByCode(records: readonly DivisionRecord[]): Map<string, DivisionRecord[]> {
  const groups = new Map<string, DivisionRecord[]>();
  for (const record of records) {
    const group = groups.get(record.code);
    if (group === undefined) groups.set(record.code, [record]);
    else group.push(record);
  }
  return groups;
}
