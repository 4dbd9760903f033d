import { divisionAt, divisionsWithin, type Division } from '@sortition/identifiers';
import type { Day } from '@sortition/kernel';

/** What a register says of a place. */
export interface Place {
  /** 所在省份, such as `重庆` or `内蒙古`. */
  readonly province: string;
  /** 地区: a city, or in the four municipalities a district, mostly without its suffix, sometimes by a name of before. */
  readonly area: string | null;
  readonly address: string | null;
  /** Division part of the credit code: where the code was issued, by the map of that day. */
  readonly codeDivision: string | null;
}

export interface FoundDivision {
  readonly code: string;
  readonly name: string;
  /** A county or district; a city or a province where nothing closer can be known. */
  readonly exact: boolean;
}

const PAST_DAYS = ['2023-12-31', '2019-12-31', '2015-10-01', '2010-06-30', '2005-12-31', '2000-12-31', '1995-12-31', '1990-12-31', '1985-12-31'] as const;
const SUFFIX = /(?:自治县|自治州|地区|林区|特区|新区|市|区|县|盟|旗|州)$/;
/** 市辖区 and 县 are headings of the code tables and no places. */
const HEADING = /^(?:市辖区|县|省直辖.*|自治区直辖.*)$/;

interface Named {
  readonly name: string;
  readonly stem: string;
  readonly today: Division;
}

const stemOf = (name: string): string => (name.length > 2 ? name.replace(SUFFIX, '') : name);

/**
 * Finds today's division of a place: first by the name of the area, then by names in the address, then by the division of the
 * code, each within what is known already. Names of before lead to their heirs. Undefined where the province is none.
 */
export function placeFinder(today: Day, heirOf: (code: string) => string | null): (place: Place) => FoundDivision | undefined {
  const provinces = provincesOn(today);
  const known = new Map<string, Named[]>();
  const ofArea = new Map<string, FoundDivision | undefined>();
  const ofCodes = new Map<string, FoundDivision | undefined>();
  const provinceNamed = new Map<string, Division | undefined>();

  const namesIn = (province: Division): Named[] => remembered(known, province.code, () => namesOf(province, today, heirOf));
  return ({ province: provinceName, area, address, codeDivision }) => {
    const province = remembered(provinceNamed, provinceName, () => provinces.find(({ name }) => provinceName.length >= 2 && name.startsWith(provinceName)));
    if (province === undefined) return undefined;
    const found = area === null ? undefined : remembered(ofArea, province.code + area, () => byName(namesIn(province), area));
    if (found?.exact === true) return found;
    const within = found ?? { code: province.code, name: province.name, exact: false };
    return inAddress(namesIn(province), within.code, address)
      ?? (codeDivision === null ? undefined : remembered(ofCodes, within.code + codeDivision, () => ofCode(within.code, codeDivision, today, heirOf))) ?? within;
  };
}

/** A register names few places very often. */
function remembered<T>(memory: Map<string, T>, key: string, find: () => T): T {
  const before = memory.get(key);
  if (before !== undefined || memory.has(key)) return before as T;
  const found = find();
  memory.set(key, found);
  return found;
}

function provincesOn(day: Day): Division[] {
  return Array.from({ length: 90 }, (_none, index) => `${index + 10}0000`).flatMap((code) => {
    const found = divisionAt(code, day);
    return found.ok ? [found.value] : [];
  });
}

/** Every name that a part of the province has had, with what it is today. */
function namesOf(province: Division, today: Day, heirOf: (code: string) => string | null): Named[] {
  const names = new Map<string, Named>();
  for (const day of [today, ...PAST_DAYS]) {
    const within = divisionsWithin(province.code, day);
    for (const division of within.ok ? within.value : []) {
      if (HEADING.test(division.name) || names.has(division.name)) continue;
      const heir = divisionAt(heirAfter(division, today, heirOf), today);
      if (heir.ok) names.set(division.name, { name: division.name, stem: stemOf(division.name), today: heir.value });
    }
  }
  return [...names.values()];
}

/** A code that names the same place today needs no heir; one that was given to another place does. */
const heirAfter = (division: Division, today: Day, heirOf: (code: string) => string | null): string => {
  if (division.validUntil === null) return division.code;
  const now = divisionAt(division.code, today);
  return now.ok && stemOf(now.value.name) === stemOf(division.name) ? division.code : heirOf(division.code) ?? division.code;
};

const isExact = ({ level }: Division): boolean => level === 'COUNTY';

const foundAs = (division: Division): FoundDivision => ({ code: division.code, name: division.name, exact: isExact(division) });

/** The whole name, or the same name with another suffix; cities before counties, since that is what registers name. */
function byName(names: readonly Named[], area: string): FoundDivision | undefined {
  const stem = stemOf(area);
  const fitting = names.filter((each) => each.name === area || each.stem === stem);
  const candidates = fitting.length > 0 ? fitting : names.filter(({ name }) => stem.length >= 2 && name.startsWith(stem));
  const best = candidates.find(({ today }) => today.level === 'CITY') ?? candidates[0];
  return best === undefined ? undefined : foundAs(best.today);
}

/** The county that the address names first, within what is known already. */
function inAddress(names: readonly Named[], within: string, address: string | null): FoundDivision | undefined {
  if (address === null) return undefined;
  const prefix = within.replace(/(?:00){1,2}$/, '');
  let best: { readonly at: number; readonly named: Named } | undefined;
  for (const named of names) {
    if (!isExact(named.today) || named.name.length < 2 || !named.today.code.startsWith(prefix)) continue;
    const at = address.indexOf(named.name);
    if (at === -1 || at > 12) continue; // later in an address the same characters are a street or a building
    if (best === undefined || at < best.at || (at === best.at && named.name.length > best.named.name.length)) best = { at, named };
  }
  return best === undefined ? undefined : foundAs(best.named.today);
}

function ofCode(within: string, codeDivision: string, today: Day, heirOf: (code: string) => string | null): FoundDivision | undefined {
  const heir = heirOf(codeDivision);
  const prefix = within.replace(/(?:00){1,2}$/, '');
  if (heir === null || !heir.startsWith(prefix)) return undefined;
  const division = divisionAt(heir, today);
  return division.ok && isExact(division.value) && !HEADING.test(division.value.name) ? foundAs(division.value) : undefined;
}
