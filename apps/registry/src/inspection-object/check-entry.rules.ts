import { parseCitizenId, parseRegistrationNumber, parseUscc } from '@sortition/identifiers';
import type { Outcome } from '@sortition/kernel';
import type { EntryRules } from './entry-rules.ts';
import { invalid, missing, type Entry, type EntryError, type EntryFields, type PlainDetails } from './entry.ts';

/** FORM: all that the form asks for. REGISTER: what no entry can be without; the rest is noted as missing. DRAFT: likewise. */
export type Completeness = 'FORM' | 'REGISTER' | 'DRAFT';

export type Checked = { readonly entry: Entry; readonly errors: readonly [] } | { readonly entry: null; readonly errors: readonly EntryError[] };

const ENTITY_KINDS = new Set(['MARKET_ENTITY', 'OTHER_ENTITY', 'PUBLIC_INSTITUTION', 'SOCIAL_ORGANISATION', 'FOR_PROFIT_ENTITY', 'NON_PROFIT_ENTITY', 'COUNTERPART']);
const NATURES: Readonly<Record<string, string>> = {
  ORGANISATION: 'ORGANISATION', 组织: 'ORGANISATION', 法人: 'ORGANISATION', 法人及非法人组织: 'ORGANISATION', 非法人组织: 'ORGANISATION',
  INDIVIDUAL: 'INDIVIDUAL', 个人: 'INDIVIDUAL', 自然人: 'INDIVIDUAL', 个体工商户: 'INDIVIDUAL',
};
const PHONE = /^\+?\d[\d -]{4,19}(?:转\d{1,6})?$/;
const LEVEL = /^[A-Z0-9_]{1,20}$/;

export const words = (value: string | null | undefined): string | null => {
  if (value === null || value === undefined) return null;
  const trimmed = value.trim();
  return trimmed === '' ? null : trimmed;
};

/** Reads an entry of any kind; every field that is wrong is named, not only the first. Shared by forms, calls and files. */
export function checkEntry(rules: EntryRules, fields: EntryFields, completeness: Completeness): Checked {
  const { kind } = fields;
  if (!rules.kinds.includes(kind)) return { entry: null, errors: [invalid('kind', 'UNKNOWN_KIND', { value: kind })] };
  const errors: EntryError[] = [];
  const missingFields = rules.requiredOf(kind).filter((field) => valueOf(fields, field) === null);
  const codes = readCodes(fields, errors);
  const name = nameOf(fields);
  const divisionCode = readDivision(rules, words(fields.divisionCode), errors);
  for (const field of completeness === 'FORM' ? missingFields : []) errors.push(missing(field));
  if (name === null && !saysMissing(errors, NAME_FIELDS)) errors.push(missing('name'));
  if (divisionCode === null && words(fields.divisionCode) === null && !saysMissing(errors, DIVISION_FIELDS)) errors.push(missing('divisionCode'));
  const details = readDetails(fields, errors);
  const counterpartNature = words(fields.counterpartNature) === null ? null : NATURES[words(fields.counterpartNature) ?? ''];
  if (counterpartNature === undefined) errors.push(invalid('counterpartNature', 'UNKNOWN_NATURE', { value: words(fields.counterpartNature) }));
  checkSubtype(rules, fields, errors);
  checkSmallFields(rules, fields, errors);
  const identityKey = identityOf(fields, codes, name);
  if (identityKey === null && errors.length === 0) errors.push(missing(kind === 'PRODUCT' ? 'licenceNo' : kind === 'SITE' ? 'siteName' : 'code'));
  if (errors.length > 0 || name === null || divisionCode === null || identityKey === null) return { entry: null, errors };
  return {
    errors: [],
    entry: {
      kind, subtype: words(fields.subtype), identifierName: words(fields.identifierName), name, identityKey, ...codes, counterpartNature: counterpartNature ?? null, divisionCode, district: words(fields.district), inspectionAddress: words(fields.inspectionAddress),
      contactPhone: words(fields.contactPhone), legalRepresentative: words(fields.legalRepresentative), entityType: words(fields.entityType), registeredCapital: words(fields.registeredCapital),
      businessScope: words(fields.businessScope), registeredOn: words(fields.registeredOn), details, tags: [...new Set(fields.tags ?? [])], riskLevel: words(fields.riskLevel),
      creditLevel: words(fields.creditLevel), weight: fields.weight ?? 1, missingFields,
    },
  };
}

const NAME_FIELDS = ['name', 'siteName', 'enterpriseName', 'identifierName'] as const;
const DIVISION_FIELDS = ['divisionCode'] as const;

const saysMissing = (errors: readonly EntryError[], fields: readonly string[]): boolean => errors.some(({ code, field }) => code === 'MISSING_FIELD' && fields.includes(field));

const nameOf = (fields: EntryFields): string | null => words(fields.siteName) ?? words(fields.name) ?? words(fields.enterpriseName);

/** A form's word for a field may differ from the entry's. GA art.17. */
function valueOf(fields: EntryFields, field: string): string | null {
  if (field === 'identifierName') return words(fields.identifierName) ?? nameOf(fields);
  if (field === 'ownerEntity') return words(fields.enterpriseName) ?? words(fields.uscc) ?? words(fields.responsibleUnitUscc);
  if (field === 'name' || field === 'siteName' || field === 'enterpriseName') return nameOf(fields);
  if (field === 'code' || field === 'identifierCode' || field === 'businessLicenceNo') return words(fields.code) ?? words(fields.uscc) ?? words(fields.registrationNumber) ?? words(fields.licenceNo);
  if (field === 'licenceNo') return words(fields.licenceNo) ?? words(fields.code);
  if (field === 'address') return words(fields.inspectionAddress);
  if (field === 'responsiblePerson') return words(fields.responsiblePerson) ?? words(fields.legalRepresentative);
  if (field === 'uscc') return words(fields.uscc) ?? (words(fields.code)?.length === 18 ? words(fields.code) : null);
  const value = field in fields ? fields[field as keyof EntryFields] : null;
  return typeof value === 'string' ? words(value) : null;
}

interface Codes {
  readonly code: string | null;
  readonly uscc: string | null;
  readonly registrationNumber: string | null;
}

function readCodes(fields: EntryFields, errors: EntryError[]): Codes {
  const given = words(fields.code);
  const uscc = words(fields.uscc);
  const old = words(fields.registrationNumber);
  if (uscc !== null) note(parseUscc(uscc), errors);
  if (old !== null) note(parseRegistrationNumber(old), errors);
  if (!ENTITY_KINDS.has(fields.kind)) return { code: fields.kind === 'PRODUCT' ? words(fields.licenceNo) ?? given : given, uscc: uscc ?? words(fields.responsibleUnitUscc), registrationNumber: old };
  // an enterprise of before the unified code still goes by its old number
  if (given !== null && given.length === 15) note(parseRegistrationNumber(given, 'code'), errors);
  else if (given !== null && given !== uscc) readEntityCode(given, errors);
  return { code: given ?? uscc ?? old, uscc: uscc ?? (given?.length === 18 ? given : null), registrationNumber: old ?? (given?.length === 15 ? given : null) };
}

function note(outcome: Outcome<unknown>, errors: EntryError[]): void {
  if (!outcome.ok) errors.push({ code: 'INVALID_VALUE', field: String(outcome.error.details['field']), details: outcome.error.details });
}

function readEntityCode(given: string, errors: EntryError[]): void {
  const parsed = parseUscc(given, 'code');
  // the identity number of a person is no public code and is not kept as one
  if (!parsed.ok && parseCitizenId(given).ok) errors.push(invalid('code', 'CITIZEN_ID'));
  else note(parsed, errors);
}

function identityOf(fields: EntryFields, { code, uscc, registrationNumber }: Codes, name: string | null): string | null {
  if (fields.kind === 'SITE') return name === null ? null : `SITE:${words(fields.responsibleUnitUscc) ?? ''}:${name}`;
  if (fields.kind === 'PRODUCT') return code === null ? null : `LICENCE:${code}`;
  if (!ENTITY_KINDS.has(fields.kind)) return code === null ? null : `${fields.kind}:${code}`;
  return uscc ?? registrationNumber ?? code;
}

function readDivision(rules: EntryRules, code: string | null, errors: EntryError[]): string | null {
  const division = code === null ? null : rules.divisionToday(code);
  if (code !== null && division === null) errors.push(invalid('divisionCode', 'UNKNOWN_DIVISION', { value: code }));
  return division;
}

function readDetails(fields: EntryFields, errors: EntryError[]): PlainDetails | null {
  if (fields.kind === 'SITE') return readSite(fields, errors);
  if (fields.kind !== 'PRODUCT') return null;
  checkDay(fields, 'issuedOn', errors);
  checkDay(fields, 'validUntil', errors);
  const [issuedOn, validUntil] = [words(fields.issuedOn), words(fields.validUntil)];
  if (issuedOn !== null && validUntil !== null && validUntil < issuedOn) errors.push(invalid('validUntil', 'BEFORE_ISSUE'));
  return { kind: 'PRODUCT', licenceNo: words(fields.licenceNo) ?? words(fields.code) ?? undefined, enterpriseName: words(fields.enterpriseName) ?? words(fields.name) ?? undefined, issuedOn: issuedOn ?? undefined, validUntil: validUntil ?? undefined };
}

function readSite(fields: EntryFields, errors: EntryError[]): PlainDetails {
  const [unit, idNo] = [words(fields.responsibleUnitUscc), words(fields.responsiblePersonIdNo)];
  const unitCode = unit === null ? null : parseUscc(unit, 'responsibleUnitUscc');
  if (unitCode !== null && !unitCode.ok) errors.push({ code: 'INVALID_VALUE', field: 'responsibleUnitUscc', details: unitCode.error.details });
  if (idNo !== null && /身份证|CITIZEN_ID/.test(fields.responsiblePersonIdType ?? '')) {
    const read = parseCitizenId(idNo, 'responsiblePersonIdNo');
    if (!read.ok) errors.push({ code: 'INVALID_VALUE', field: 'responsiblePersonIdNo', details: read.error.details });
  }
  checkDay(fields, 'inUseFrom', errors);
  const text = (value: string | null | undefined): string | undefined => words(value) ?? undefined;
  return {
    kind: 'SITE', area: text(fields.area), division: text(fields.division), responsibleUnit: text(fields.responsibleUnit), responsibleUnitUscc: unit ?? undefined,
    responsiblePerson: text(fields.responsiblePerson), responsiblePersonIdType: text(fields.responsiblePersonIdType), responsiblePersonIdNo: idNo ?? undefined,
    siteUse: text(fields.siteUse), siteScale: text(fields.siteScale), inUseFrom: text(fields.inUseFrom), serviceLife: text(fields.serviceLife),
  };
}

/** SY art.3: a kind that the text parts into subtypes has these and no others. */
function checkSubtype(rules: EntryRules, fields: EntryFields, errors: EntryError[]): void {
  const subtype = words(fields.subtype);
  const allowed = rules.subtypesOf(fields.kind);
  if (subtype !== null && !allowed.includes(subtype)) errors.push(invalid('subtype', 'UNKNOWN_SUBTYPE', { value: subtype, allowed }));
}

function checkSmallFields(rules: EntryRules, fields: EntryFields, errors: EntryError[]): void {
  const phone = words(fields.contactPhone);
  if (phone !== null && !PHONE.test(phone)) errors.push(invalid('contactPhone', 'CHARACTER'));
  checkDay(fields, 'registeredOn', errors);
  for (const field of ['riskLevel', 'creditLevel'] as const) {
    const level = words(fields[field]);
    if (level !== null && !LEVEL.test(level)) errors.push(invalid(field, 'CHARACTER'));
  }
  if (fields.weight !== null && fields.weight !== undefined && (!Number.isInteger(fields.weight) || fields.weight < 1)) errors.push(invalid('weight', 'NOT_POSITIVE'));
  for (const tag of fields.tags ?? []) {
    if (!tagIsKnown(rules, tag)) errors.push(invalid('tag', 'UNKNOWN_DIMENSION', { value: tag, allowed: rules.tagDimensions }));
  }
}

/** CQ 5.2.1, GA art.18: a tag names one of the profile's dimensions and a value. */
export function tagIsKnown(rules: EntryRules, tag: string): boolean {
  const [, dimension] = /^([A-Z_]+):\S.{0,99}$/u.exec(tag) ?? [];
  return dimension !== undefined && rules.tagDimensions.includes(dimension);
}

type DayField = 'registeredOn' | 'issuedOn' | 'validUntil' | 'inUseFrom';

function checkDay(fields: EntryFields, field: DayField, errors: EntryError[]): void {
  const day = words(fields[field]);
  if (day !== null && !isDay(day)) errors.push(invalid(field, 'NOT_A_DAY'));
}

export function isDay(text: string): boolean {
  if (!/^(?:1[89]|20|21)\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/.test(text)) return false;
  const day = Number(text.slice(8));
  return day <= 28 || new Date(Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)) - 1, day)).getUTCDate() === day;
}
