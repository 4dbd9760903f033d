import { ok, type Day, type Outcome } from '@sortition/kernel';
import { cityCodeOf, DIVISION_STANDARD, parseDivisionCode, provinceCodeOf } from './division-code.ts';
import { isInForce, recordsInForce, recordsOf, type Division, type DivisionRecord } from './division-history.ts';
import { invalidValue } from './invalid-value.ts';

/** What became of a division: still in force, continued by another, or ended without a known successor. */
export type Succession =
  | { readonly kind: 'IN_FORCE'; readonly division: Division }
  | { readonly kind: 'SUCCEEDED'; readonly division: Division; readonly through: readonly Division[] }
  | { readonly kind: 'UNKNOWN'; readonly last: Division };

/**
 * The division that a code named on a day. Codes are used again: 500110 was 万盛区 until 2011 and is 綦江区 since.
 *
 * Days are those of the editions of GB/T 2260 (1980 to 2023, yearly, from 2015 often monthly), which follow the decision of
 * the State Council by up to a year; in between, the newest edition of the day answers. After 2023 the last edition does.
 *
 * Refuses with `INVALID_VALUE`, `details.reason` being `UNKNOWN_DIVISION` where no edition has the code (development zones and
 * 市辖区 have such codes, and enterprises are registered under them) and `NOT_IN_FORCE` where only other days have it.
 */
export function divisionAt(code: string, day: Day, field = 'divisionCode'): Outcome<Division> {
  const found = recordAt(code, day, field);
  return found.ok ? ok(withoutSuccessor(found.value)) : found;
}

/**
 * What became, by the day `asOf`, of the division that a code named on a day: names that changed, counties that became
 * districts, districts that merged. Without `asOf` it is followed to the last edition. Refuses like {@link divisionAt}.
 *
 * Where a territory was divided, the part that kept the name or the seat continues it; where none did, the answer is `UNKNOWN`.
 */
export function divisionSuccessor(code: string, day: Day, asOf?: Day): Outcome<Succession> {
  const found = recordAt(code, day, 'divisionCode');
  if (!found.ok) return found;
  const through: Division[] = [];
  let record = found.value;
  while (record.validUntil !== null && (asOf === undefined || record.validUntil <= asOf)) {
    const next = continuationOf(record, record.validUntil);
    if (next === undefined) return ok({ kind: 'UNKNOWN', last: withoutSuccessor(record) });
    through.push(withoutSuccessor(record));
    record = next;
  }
  const division = withoutSuccessor(record);
  return ok(through.length === 0 ? { kind: 'IN_FORCE', division } : { kind: 'SUCCEEDED', division, through });
}

/**
 * The divisions above a code on a day, the province first. There is no city level in the four municipalities (50 01xx and
 * 50 02xx stand directly under 重庆市) nor above counties directly under a province (4290xx, 4690xx, 6590xx).
 *
 * The code itself need not be in any edition: the parents of a development zone's code follow from its first digits.
 * Refuses with `INVALID_VALUE` only where the code has no form or its province did not exist on that day.
 */
export function divisionParents(code: string, day: Day): Outcome<readonly Division[]> {
  const parsed = parseDivisionCode(code);
  if (!parsed.ok) return parsed;
  if (parsed.value.level === 'PROVINCE') return ok([]);
  const province = divisionAt(provinceCodeOf(code), day);
  if (!province.ok) return province;
  const city = parsed.value.level === 'COUNTY' ? divisionAt(cityCodeOf(code), day) : undefined;
  return ok(city?.ok === true ? [province.value, city.value] : [province.value]);
}

/** The divisions of the given code's province or city that were in force on a day, itself not among them, ordered by code. */
export function divisionsWithin(code: string, day: Day): Outcome<readonly Division[]> {
  const parsed = parseDivisionCode(code);
  if (!parsed.ok) return parsed;
  if (parsed.value.level === 'COUNTY') return ok([]);
  const prefix = code.slice(0, parsed.value.level === 'PROVINCE' ? 2 : 4);
  return ok(recordsInForce(day).filter((record) => record.code !== code && record.code.startsWith(prefix)).map(withoutSuccessor));
}

function recordAt(code: string, day: Day, field: string): Outcome<DivisionRecord> {
  const parsed = parseDivisionCode(code, field);
  if (!parsed.ok) return parsed;
  const records = recordsOf(code);
  const record = records.find((candidate) => isInForce(candidate, day));
  if (record !== undefined) return ok(record);
  return invalidValue(DIVISION_STANDARD, field, records.length === 0 ? 'UNKNOWN_DIVISION' : 'NOT_IN_FORCE', { value: code, day });
}

/** An edition may have left out a code that its successor has only in a later one; then that later one continues it. */
function continuationOf({ successorCode }: DivisionRecord, from: Day): DivisionRecord | undefined {
  if (successorCode === null) return undefined;
  const candidates = recordsOf(successorCode);
  return candidates.find((candidate) => isInForce(candidate, from)) ?? candidates.find(({ validFrom }) => validFrom > from);
}

const withoutSuccessor = ({ successorCode: _, ...division }: DivisionRecord): Division => division;
