import { required } from '../form-column.ts';
import type { Form, FormColumn } from '../schema/form.schema.ts';

/** The columns of table F.1, the only record form whose fields a text gives. */
export const RECORD_COLUMNS: FormColumn[] = [
  required('entityName', '主体名称'),
  required('uscc', '统一社会信用代码'),
  required('district', '所属区县'),
  required('certificateNo', '证件（照）号码'),
  required('legalRepresentative', '法定代表人'),
  required('inspectionAddress', '检查地址'),
  required('contactPhone', '联系电话'),
  required('items[].itemId', '检查事项'),
  required('items[].situation', '记录情况'),
];

/** A record form of which the text gives the name only: the fields of F.1 and a signature block. */
export const recordForm = (code: string, zh: string): Form => ({ code, zh, columns: RECORD_COLUMNS, signatureBlock: true });
