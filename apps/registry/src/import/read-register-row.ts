import type { EntryRules } from '../inspection-object/entry-rules.ts';
import { invalid, missing, type EntryError, type EntryFields } from '../inspection-object/entry.ts';
import { placeFinder } from './division-of-place.ts';
import { cellOf, type RosterFormat } from './roster-format.ts';

export interface ReadRow {
  readonly fields: EntryFields;
  /** What is wrong with the row beyond the entry itself, such as columns that slipped. */
  readonly errors: readonly EntryError[];
}

type Cell = (field: string) => string | null;

const CAPITAL = /^[\d,.]+\s*(?:[(（]?[万亿元].{0,12}[)）]?)?$/;
const BROKEN = /[\u0000\uFFFD]/;
const LONGEST_NAME = 200;

/** Reads rows of the public register. What the profile calls the kinds of entities follows from the office that gave the code. */
export function registerReader(rules: EntryRules, format: RosterFormat): (cells: readonly string[]) => ReadRow {
  const find = placeFinder(rules.today, rules.divisionToday);
  const kindOf = kindsOf(rules);
  return (cells) => {
    const cell: Cell = (field) => cellOf(format, cells, field);
    const errors = slippedColumns(cell, cells.length, format.header.length);
    const code = cell('code');
    const province = cell('province');
    const area = cell('area');
    const place = province === null ? undefined : find({ province, area, address: cell('inspectionAddress'), codeDivision: code?.length === 18 ? code.slice(2, 8) : null });
    if (code === null) errors.push(missing('code'));
    if (province === null) errors.push(missing('province'));
    else if (place === undefined) errors.push(invalid('province', 'NO_PROVINCE', { value: province.slice(0, 40) }));
    return {
      errors,
      fields: {
        kind: kindOf(code), name: cell('name'), code, registeredOn: cell('registeredOn'), entityType: cell('entityType'), legalRepresentative: cell('legalRepresentative'),
        registeredCapital: cell('registeredCapital'), businessScope: cell('businessScope'), inspectionAddress: cell('inspectionAddress'), divisionCode: place?.code ?? null,
        district: place?.exact === true ? place.name : area, counterpartNature: code?.startsWith('92') === true ? 'INDIVIDUAL' : 'ORGANISATION',
      },
    };
  };
}

/** Broken rows of the register are mostly rows whose cells have moved: a capital where the type stands, a name where the capital does. */
function slippedColumns(cell: Cell, found: number, expected: number): EntryError[] {
  if (found !== expected) return [invalid('row', 'COLUMN_COUNT', { found, expected })];
  const errors: EntryError[] = [];
  const name = cell('name');
  if (name !== null && name.length > LONGEST_NAME) errors.push(invalid('name', 'LENGTH', { length: name.length }));
  for (const field of ['name', 'inspectionAddress', 'businessScope']) if (BROKEN.test(cell(field) ?? '')) errors.push(invalid(field, 'ENCODING'));
  const type = cell('entityType');
  if (type !== null && (/[\d]/.test(type) || type.length > 60)) errors.push(invalid('entityType', 'SLIPPED_COLUMN', { value: type.slice(0, 40) }));
  const capital = cell('registeredCapital');
  if (capital !== null && !CAPITAL.test(capital)) errors.push(invalid('registeredCapital', 'SLIPPED_COLUMN', { value: capital.slice(0, 40) }));
  return errors;
}

/** 9 market regulation, 1 staffing (编办), 5 civil affairs; an old registration number is one of market regulation. */
function kindsOf({ kinds }: EntryRules): (code: string | null) => string {
  const firstOf = (...wanted: readonly string[]): string => wanted.find((kind) => kinds.includes(kind)) ?? kinds[0] ?? 'MARKET_ENTITY';
  const market = firstOf('MARKET_ENTITY', 'FOR_PROFIT_ENTITY');
  const ofOffice = new Map([['1', firstOf('PUBLIC_INSTITUTION', 'OTHER_ENTITY', 'NON_PROFIT_ENTITY')], ['5', firstOf('SOCIAL_ORGANISATION', 'OTHER_ENTITY', 'NON_PROFIT_ENTITY')]]);
  const other = firstOf('OTHER_ENTITY', 'NON_PROFIT_ENTITY', 'MARKET_ENTITY', 'FOR_PROFIT_ENTITY');
  return (code) => (code === null || code.startsWith('9') || code.length === 15 ? market : ofOffice.get(code.charAt(0)) ?? other);
}
