import { refusal, renderRefusal } from '@sortition/kernel';
import type { EntryError } from '../inspection-object/entry.ts';

/** Words for the reasons that only the importer, or an entry's own rules, give. */
const REASONS: Readonly<Record<string, string>> = {
  SLIPPED_COLUMN: '单元格错位：此列出现了其他列的内容',
  NO_PROVINCE: '不是省、自治区、直辖市的名称，疑为单元格错位',
  COLUMN_COUNT: '列数与表头不符',
  ENCODING: '含有无法识别的字符，文件编码有误',
  NOT_A_DAY: '不是有效日期，应为 YYYY-MM-DD',
  BEFORE_ISSUE: '有效期至早于发证日期',
  UNKNOWN_DIVISION: '行政区划代码所属省份不存在',
  UNKNOWN_NATURE: '行政相对人性质应为“组织”或“个人”',
  UNKNOWN_KIND: '辖区规则没有此类检查对象',
  CITIZEN_ID: '不得以身份证号作为公开编码',
  UNKNOWN_DEPARTMENT: '部门名录中没有此部门',
  SEVERAL_DEPARTMENTS: '有多个同名部门',
};

/** Why a row was not taken, in the words of those who can correct it; `heading` is the column of the field. */
export function explainError({ code, details }: EntryError, heading: string): string {
  const { reason } = details;
  if (code === 'DUPLICATE_OBJECT') {
    if (reason === 'TWICE_IN_FILE') return `与本文件第${String(details['firstLine'])}行编码相同，未予合并，请核对`;
    if (reason === 'OTHER_ENTRY') return `名录库中已有编码相同的“${String(details['name'])}”，名称不一致，未予合并，请核对`;
  }
  const words = typeof reason === 'string' ? REASONS[reason] : undefined;
  return words ?? renderRefusal(refusal(code, null, { ...details, field: heading })).messageZh;
}

/** What the field was probably meant to be. */
export const suggestionOf = ({ details }: EntryError): string | null => (typeof details['suggestion'] === 'string' ? details['suggestion'] : null);
