/** What the forms print for codes, and what is read back for them. */
export const CATEGORY_LABELS: Readonly<Record<string, string>> = {
  ENFORCEMENT_CIVIL_SERVANT: '行政执法类公务员',
  QUALIFIED_STAFF: '具有行政执法资格的工作人员',
  DAILY_SUPERVISION_STAFF: '从事日常监管工作的人员',
  CERTIFICATE_HOLDER: '持证执法人员',
  OTHER_STAFF: '其他人员',
};

export const NATURE_LABELS: Readonly<Record<string, string>> = { ORGANISATION: '组织', INDIVIDUAL: '个人' };

/** Several values of one cell. */
export const SEPARATOR = '、';

export const codeOfLabel = (labels: Readonly<Record<string, string>>, label: string): string =>
  Object.entries(labels).find(([, zh]) => zh === label)?.[0] ?? label;
