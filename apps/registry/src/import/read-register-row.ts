import type { EntryRules } from '../inspection-object/entry-rules.ts';
import { invalid, missing, type EntryError, type EntryFields } from '../inspection-object/entry.ts';
import { placeFinder } from './division-of-place.ts';
import { cellAt, notesOf, type RosterFormat } from './roster-format.ts';

export interface ReadRow {
  readonly fields: EntryFields;
  /** What is wrong with the row beyond the entry itself, such as columns that slipped. */
  readonly errors: readonly EntryError[];
}

const FIELDS = ['name', 'code', 'registeredOn', 'entityType', 'legalRepresentative', 'registeredCapital', 'businessScope', 'province', 'area', 'inspectionAddress'] as const;
const CAPITAL = /^[\d,.]+\s*(?:[(（]?[万亿元].{0,12}[)）]?)?$/;
const BROKEN = /[\u0000\uFFFD]/;
const LONGEST_NAME = 200;

/** Reads rows of the public register. What the profile calls the kinds of entities follows from the office that gave the code. */
export function registerReader(rules: EntryRules, format: RosterFormat): (cells: readonly string[]) => ReadRow {
  const find = placeFinder(rules.today, rules.divisionToday);
  const kindOf = kindsOf(rules);
  const [nameAt = -1, codeAt = -1, registeredOnAt = -1, entityTypeAt = -1, representativeAt = -1, capitalAt = -1, scopeAt = -1, provinceAt = -1, areaAt = -1, addressAt = -1] = FIELDS.map((field) => format.columns.get(field) ?? -1);
  const noted = ['tags', 'riskLevel', 'creditLevel'].some((field) => format.columns.has(field));
  return (cells) => {
    const code = cellAt(cells, codeAt);
    const province = cellAt(cells, provinceAt);
    const area = cellAt(cells, areaAt);
    const inspectionAddress = cellAt(cells, addressAt);
    const place = province === null ? undefined : find({ province, area, address: inspectionAddress, codeDivision: code?.length === 18 ? code.slice(2, 8) : null });
    const notes = noted ? notesOf(format, cells) : NO_NOTES;
    const fields: EntryFields = {
      kind: kindOf(code), name: cellAt(cells, nameAt), code, registeredOn: cellAt(cells, registeredOnAt), entityType: cellAt(cells, entityTypeAt), legalRepresentative: cellAt(cells, representativeAt),
      registeredCapital: cellAt(cells, capitalAt), businessScope: cellAt(cells, scopeAt), inspectionAddress, divisionCode: place?.code ?? null, district: place?.exact === true ? place.name : area,
      counterpartNature: code?.startsWith('92') === true ? 'INDIVIDUAL' : 'ORGANISATION', tags: notes.tags, riskLevel: notes.riskLevel, creditLevel: notes.creditLevel,
    };
    const errors = slippedColumns(fields, cells.length, format.header.length);
    if (code === null) errors.push(missing('code'));
    if (province === null) errors.push(missing('province'));
    else if (place === undefined) errors.push(invalid('province', 'NO_PROVINCE', { value: province.slice(0, 40) }));
    return { errors, fields };
  };
}

const NO_NOTES = { tags: [], riskLevel: null, creditLevel: null } as const;

/** Broken rows of the register are mostly rows whose cells have moved: a capital where the type stands, a name where the capital does. */
function slippedColumns({ name, inspectionAddress, businessScope, entityType, registeredCapital }: EntryFields, found: number, expected: number): EntryError[] {
  if (found !== expected) return [invalid('row', 'COLUMN_COUNT', { found, expected })];
  const errors: EntryError[] = [];
  if (name != null && name.length > LONGEST_NAME) errors.push(invalid('name', 'LENGTH', { length: name.length }));
  if (name != null && BROKEN.test(name)) errors.push(invalid('name', 'ENCODING'));
  if (inspectionAddress != null && BROKEN.test(inspectionAddress)) errors.push(invalid('inspectionAddress', 'ENCODING'));
  if (businessScope != null && BROKEN.test(businessScope)) errors.push(invalid('businessScope', 'ENCODING'));
  if (entityType != null && (/\d/.test(entityType) || entityType.length > 60)) errors.push(invalid('entityType', 'SLIPPED_COLUMN', { value: entityType.slice(0, 40) }));
  if (registeredCapital != null && !CAPITAL.test(registeredCapital)) errors.push(invalid('registeredCapital', 'SLIPPED_COLUMN', { value: registeredCapital.slice(0, 40) }));
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
