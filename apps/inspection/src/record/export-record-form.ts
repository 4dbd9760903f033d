import { writeXlsx } from 'hucre/xlsx';
import { maskCitizenId, maskPhone } from '@sortition/identifiers';
import { refusal } from '@sortition/kernel';
import { read, refusalError, type PersonalData, type ServiceContext } from '@sortition/service-kit';
import { profileOfTask } from '../task/profile-of-task.ts';
import { loadInspection } from '../visit/load-inspection.ts';
import { recordFormOf } from './record.rules.ts';
import { findRecordsByIds, listRecordItems, type RecordItemRow, type RecordRow } from './record.store.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The values of one column, one for each item where the column repeats. Numbers of people stay masked on paper too. */
function valuesOf(field: string, record: RecordRow, items: readonly RecordItemRow[], personalData: PersonalData): string[] {
  const masked = (sealed: string | null, mask: (value: string) => string): string[] => (sealed === null ? [''] : [mask(personalData.open(sealed))]);
  switch (field) {
    case 'items[].itemId': return items.map(({ name }) => name);
    case 'items[].situation': return items.map(({ situation }) => situation ?? '');
    case 'certificateNo': return masked(record.certificateNoSealed, maskCitizenId);
    case 'contactPhone': return masked(record.contactPhoneSealed, maskPhone);
    default: {
      const value = new Map<string, unknown>(Object.entries(record)).get(field);
      return [typeof value === 'string' ? value : ''];
    }
  }
}

/** CQ 8.6.3, 附录F: the record with the columns of its form, in their order. */
export async function exportRecordForm(context: ServiceContext, recordId: string, personalData: PersonalData) {
  const { record, items } = await read(context, async (tx) => ({ record: (await findRecordsByIds(tx, [recordId]))[0], items: await listRecordItems(tx, [recordId]) }));
  const visit = record === undefined ? null : await loadInspection(context, record.inspectionId);
  if (record === undefined || visit === null) throw refusalError(refusal('FORBIDDEN', null, { recordId }));
  const form = recordFormOf(profileOfTask(visit));
  const title = form?.zh ?? record.form;
  const fields = (form?.columns ?? []).map(({ field, zh }, index) => ({ column: index + 1, field, header: zh, values: valuesOf(field, record, items, personalData) }));
  const rows = items.map((_item, row) => fields.map(({ values }) => values[row] ?? values[0] ?? ''));
  const sheet = await writeXlsx({ sheets: [{ name: record.form, rows: [fields.map(({ header }) => header), ...rows] }] });
  return { form: record.form, title, fields, fileName: `${record.form}-${visit.taskNumber}.xlsx`, mediaType: XLSX, contentBase64: Buffer.from(sheet).toString('base64') };
}
