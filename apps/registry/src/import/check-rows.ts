import type { EntryRules } from '../inspection-object/entry-rules.ts';
import { checkEntry } from '../inspection-object/check-entry.rules.ts';
import type { Entry, EntryError } from '../inspection-object/entry.ts';
import type { FileRecord } from './csv-records.ts';
import { formReader } from './read-form-row.ts';
import { registerReader } from './read-register-row.ts';
import type { RosterFormat } from './roster-format.ts';
import type { CheckedRecord } from './row-importer.ts';
import { seenCodes } from './seen-codes.ts';

/** The column in which the key of an entry stands: B.1 and the register have a code, B.2 the site, B.3 the licence. */
const keyField = ({ kind }: Entry): string => (kind === 'SITE' ? 'siteName' : kind === 'PRODUCT' ? 'licenceNo' : 'code');

/** Checks rows of objects in the order of the file; a key that stood before in it is a duplicate, whatever the rest of the row says. */
export function objectRowChecker(rules: EntryRules, format: RosterFormat): (records: readonly FileRecord[]) => CheckedRecord<Entry>[] {
  const read = format.kind === 'REGISTER' ? registerReader(rules, format) : formReader(rules, format);
  const completeness = format.kind === 'REGISTER' ? 'REGISTER' : 'FORM';
  const seen = seenCodes();
  return (records) => records.map((record): CheckedRecord<Entry> => {
    const { fields, errors: slips } = read(record.cells);
    const { entry, errors } = checkEntry(rules, fields, completeness);
    if (entry === null || slips.length > 0) return { record, errors: [...slips, ...errors.filter((error) => !slips.some((slip) => slip.field === error.field || saysTheSame(slip, error)))] };
    const firstLine = seen.note(entry.identityKey, record.line);
    if (firstLine === undefined) return { record, row: entry };
    return { record, errors: [{ code: 'DUPLICATE_OBJECT', field: keyField(entry), details: { field: keyField(entry), reason: 'TWICE_IN_FILE', firstLine } }] };
  });
}

/** Without a province there is no division either, and one of the two is enough to say. */
const saysTheSame = (slip: EntryError, error: EntryError): boolean => slip.field === 'province' && error.field === 'divisionCode';
