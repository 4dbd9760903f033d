import { clauseOf, type DeepReadonly, type Form, type Profile } from '@sortition/profiles';

/** What a column of a file is called, and which field it fills. */
type Headings = Readonly<Record<string, string>>;

/** The public company register, with all of its columns or some of them. */
const REGISTER: Headings = {
  企业名称: 'name', 统一社会信用代码: 'code', 注册日期: 'registeredOn', 企业类型: 'entityType', 法人代表: 'legalRepresentative', 注册资金: 'registeredCapital',
  经营范围: 'businessScope', 所在省份: 'province', 地区: 'area', 注册地址: 'inspectionAddress',
};
const REGISTER_KEYS = ['企业名称', '统一社会信用代码', '所在省份'] as const;

/** What departments note about an entry beside its form. CQ 5.2.1, 8.3.3. */
const NOTES: Headings = { 分类标注: 'tags', 风险等级: 'riskLevel', 信用等级: 'creditLevel' };

/** Columns that a file of inspectors may have beside those of its form. */
const MORE_OF_INSPECTORS: Headings = { 执法层级: 'level', 执法区域: 'region', 行政区划代码: 'region', 执法证号: 'certificateNo', 证件有效期至: 'certificateExpiresOn', 身份证号: 'citizenId', 单位: 'unit', 检查方式: 'modes' };

/** Columns that the importer itself adds to the rows it refuses, and ignores when they come back. */
export const REFUSAL_HEADINGS = ['行号', '字段', '原因', '建议'] as const;

export interface RosterFormat {
  readonly code: string;
  readonly kind: 'REGISTER' | 'OBJECT_FORM' | 'INSPECTOR_FORM';
  readonly header: readonly string[];
  /** Position of each field's column. */
  readonly columns: ReadonlyMap<string, number>;
}

const columnsOf = (header: readonly string[], headings: Headings): Map<string, number> =>
  new Map(header.flatMap((heading, index) => (headings[heading] === undefined ? [] : [[headings[heading], index] as const])));

const headingsOf = (form: DeepReadonly<Form>): Headings => Object.fromEntries(form.columns.map(({ zh, field }) => [zh, field]));

/** Tells from its header what a file holds: the register, or a form of the profile with all the columns that it requires. */
export function detectFormat(profile: Profile, cells: readonly string[]): RosterFormat | { readonly problem: string } {
  const header = cells.map((cell) => cell.replace(/^\uFEFF/, '').trim());
  if (REGISTER_KEYS.every((key) => header.includes(key))) return { code: 'REGISTER', kind: 'REGISTER', header, columns: columnsOf(header, { ...REGISTER, ...NOTES }) };
  const forms = (profile.forms.templates.value ?? []).filter(({ columns }) => columns.filter(({ required }) => required).every(({ zh }) => header.includes(zh)));
  const best = [...forms].sort((a, b) => b.columns.length - a.columns.length)[0];
  if (best === undefined) return { problem: `第一行不是已知的表头（企业登记数据或${clauseOf(profile.objectDirectory.forms) ?? profile.code}的样表）：${header.slice(0, 8).join('、')}` };
  const isInspectors = best.code === profile.inspectorDirectory.form.value;
  const isObjects = profile.objectDirectory.forms.value?.some(({ form }) => form === best.code) === true;
  if (!isInspectors && !isObjects) return { problem: `${best.code}（${best.zh}）不是名录库的样表` };
  return { code: best.code, kind: isInspectors ? 'INSPECTOR_FORM' : 'OBJECT_FORM', header, columns: columnsOf(header, { ...(isInspectors ? MORE_OF_INSPECTORS : NOTES), ...headingsOf(best) }) };
}

/** The cell of a field; `N/A`, a dash and blanks mean that it is missing. */
export const cellOf = ({ columns }: RosterFormat, cells: readonly string[], field: string): string | null => cellAt(cells, columns.get(field) ?? -1);

/** The same by the column's position; no column is -1. */
export function cellAt(cells: readonly string[], column: number): string | null {
  const cell = cells[column];
  if (cell === undefined || cell === '' || cell === 'N/A' || cell === '-') return null;
  const trimmed = cell.trim();
  return trimmed === '' || trimmed === 'N/A' || trimmed === '-' ? null : trimmed;
}

const NO_TAGS: readonly string[] = [];

/** What the departments noted beside the columns of a row, such as `CLASS:餐饮服务；RISK:重点`. */
export function notesOf({ columns }: RosterFormat, cells: readonly string[]): { readonly tags: readonly string[]; readonly riskLevel: string | null; readonly creditLevel: string | null } {
  const tags = cellAt(cells, columns.get('tags') ?? -1);
  return {
    tags: tags === null ? NO_TAGS : tags.split(/[；;|]/).map((tag) => tag.trim()).filter((tag) => tag !== ''),
    riskLevel: cellAt(cells, columns.get('riskLevel') ?? -1), creditLevel: cellAt(cells, columns.get('creditLevel') ?? -1),
  };
}
