import { createHash } from 'node:crypto';
import { canonicalJson } from '@sortition/service-kit';
import type { RecordItemRow, RecordRow } from './record.store.ts';
import type { RecordHeading } from './record.rules.ts';

/**
 * Hash of what is signed: the form with its heading and items. Personal data enters as it is stored, encrypted, so that the
 * hash gives nothing away to whoever guesses a number.
 */
export function contentHashOf(row: RecordRow, items: readonly RecordItemRow[]): string {
  const { form, inspectionId, departmentId, counterpartNature, entityName, uscc, district, certificateNoSealed, legalRepresentative, inspectionAddress, contactPhoneSealed, credentialsShown, sourceExplained, limitationNote } = row;
  const content = {
    form, inspectionId, departmentId, counterpartNature, entityName, uscc, district, certificateNoSealed, legalRepresentative, inspectionAddress, contactPhoneSealed, credentialsShown, sourceExplained, limitationNote,
    items: items.map(({ itemId, situation, inspected, problemFound, suspectedCrime, outOfCompetence, checkPoints }) => ({
      itemId, situation, inspected, problemFound, suspectedCrime, outOfCompetence, ...(checkPoints.length === 0 ? {} : { checkPoints }),
    })),
  };
  return createHash('sha256').update(canonicalJson(content)).digest('hex');
}

/** The heading for the rules: of personal data they only ask whether it is there. */
export const headingOf = (row: RecordRow): RecordHeading => ({
  counterpartNature: row.counterpartNature, entityName: row.entityName, uscc: row.uscc, district: row.district, certificateNo: row.certificateNoSealed,
  legalRepresentative: row.legalRepresentative, inspectionAddress: row.inspectionAddress, contactPhone: row.contactPhoneSealed,
});
