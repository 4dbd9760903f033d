import type { EntryRules } from '../inspection-object/entry-rules.ts';
import { invalid, type EntryFields } from '../inspection-object/entry.ts';
import type { ReadRow } from './read-register-row.ts';
import { cellOf, notesOf, type RosterFormat } from './roster-format.ts';

const TEXT_FIELDS = [
  'name', 'code', 'uscc', 'inspectionAddress', 'contactPhone', 'district', 'counterpartNature', 'divisionCode', 'siteName', 'area', 'division', 'responsibleUnit', 'responsibleUnitUscc',
  'responsiblePerson', 'responsiblePersonIdType', 'responsiblePersonIdNo', 'siteUse', 'siteScale', 'inUseFrom', 'serviceLife', 'licenceNo', 'enterpriseName', 'issuedOn', 'validUntil',
] as const;
const DAYS: readonly string[] = ['inUseFrom', 'issuedOn', 'validUntil'];

/** Reads rows of annexes B.1 to B.3. */
export function formReader(rules: EntryRules, format: RosterFormat): (cells: readonly string[]) => ReadRow {
  const { forms } = rules.profile.objectDirectory;
  const filed = forms.value.find(({ form }) => form === format.code)?.kinds ?? [];
  return (cells) => {
    const fields = Object.fromEntries(TEXT_FIELDS.map((field) => [field, asDay(field, cellOf(format, cells, field))]));
    return {
      fields: { ...fields, ...notesOf(format, cells), kind: kindAmong(filed, fields['code'] ?? null) } satisfies EntryFields,
      errors: cells.length > format.header.length ? [invalid('row', 'COLUMN_COUNT', { found: cells.length, expected: format.header.length })] : [],
    };
  };
}

/** Days are also written 2015/6/1 and 2015年6月1日. */
function asDay(field: string, cell: string | null): string | null {
  if (cell === null || !DAYS.includes(field)) return cell;
  const [, year, month, day] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:T.*)?$/.exec(cell) ?? [];
  return year === undefined || month === undefined || day === undefined ? cell : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** Table B.1 holds several kinds: market entities by the code's office, others beside them. */
function kindAmong(kinds: readonly string[], code: string | null): string {
  if (kinds.includes('MARKET_ENTITY') && (code === null || code.startsWith('9') || code.length === 15)) return 'MARKET_ENTITY';
  return kinds.includes('OTHER_ENTITY') ? 'OTHER_ENTITY' : kinds[0] ?? 'MARKET_ENTITY';
}
