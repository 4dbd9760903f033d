import type { ChanceAt } from './chance.ts';
import type { DepartmentKindKey } from './data/department-kinds.ts';
import { JURISDICTIONS, type Jurisdiction } from './data/jurisdictions.ts';
import { enterpriseAt, type Enterprise } from './enterprise.ts';
import { productAt } from './product.ts';
import { siteAt, type SerialRange } from './site.ts';

/** A part of the object directory as one file: a register, or one of the forms of annex B. */
export interface Roster {
  readonly name: string;
  readonly jurisdiction: Jurisdiction;
  /** Kind of the department at the top of the jurisdiction that answers for the entries. CQ 5.2.1. */
  readonly owner: DepartmentKindKey;
  readonly rows: number;
  readonly columns: readonly string[];
  row(index: number): readonly string[];
}

const REGISTER = ['企业名称', '统一社会信用代码', '注册日期', '企业类型', '法人代表', '注册资金', '经营范围', '所在省份', '地区', '注册地址', '源年份'] as const;
const FORM_B1 = ['行政相对人名称', '行政相对人编码', '检查地址', '检查联系电话', '所属区县', '行政相对人性质', '行政区划代码'] as const;
const FORM_B2 = [
  '场地场所', '所在地区', '行政区划', '责任单位', '责任单位统一社会信用代码', '责任人', '责任人证件类型', '责任人证件编码', '场所用途', '场所规模',
  '投入使用开始时间', '使用寿命', '检查地址', '检查联系电话', '所属区县', '行政相对人性质', '行政区划代码',
] as const;
const FORM_B3 = ['生产许可证编号', '企业名称', '统一社会信用代码', '发证日期', '有效期至', '检查地址', '检查联系电话', '所属区县', '行政相对人性质', '行政区划代码'] as const;
/** What departments note about an entry beside its form; classification decides whom an item's draw can meet. */
const NOTES = ['分类标注', '风险等级', '信用等级'] as const;

/** Tags in the dimensions that the profile has. */
function tagsOf(profile: string, { trade, divisionCode }: Enterprise): string {
  const tags: Readonly<Record<string, readonly string[]>> = {
    CC: [`INDUSTRY:${trade.code}`, `SCOPE_KEYWORD:${trade.word}`],
    GA: [`INDUSTRY:${trade.code}`, `REGION:${divisionCode}`],
    SAMR: [`ITEM:${trade.objectType}`],
  };
  return (tags[profile] ?? [`CLASS:${trade.objectType}`]).join('；');
}

const notesOf = (profile: string, enterprise: Enterprise): string[] => [tagsOf(profile, enterprise), enterprise.riskLevel, enterprise.creditLevel];

const registerRow = ({ province, city, profile }: Jurisdiction, enterprise: Enterprise): string[] => [
  enterprise.name, enterprise.code, enterprise.registeredOn, enterprise.entityType, enterprise.legalRepresentative, enterprise.registeredCapital, enterprise.trade.scope,
  province, city ?? enterprise.district, enterprise.address, enterprise.registeredOn.slice(0, 4), ...notesOf(profile, enterprise),
];

const counterpartRow = ({ profile }: Jurisdiction, enterprise: Enterprise): string[] => [
  enterprise.name, enterprise.code, enterprise.address, enterprise.phone, enterprise.district, enterprise.entityType === '个体工商户' ? '个人' : '组织', enterprise.divisionCode, ...notesOf(profile, enterprise),
];

interface Part {
  readonly name: string;
  readonly profile: string;
  readonly owner: DepartmentKindKey;
  /** Of a thousand objects. */
  readonly share: number;
  readonly columns: readonly string[];
  readonly rowOf: (chanceAt: ChanceAt, jurisdiction: Jurisdiction, serial: number, enterprises: SerialRange) => readonly string[];
}


const REGISTER_COLUMNS = [...REGISTER, ...NOTES];
const register = (name: string, profile: string, share: number): Part =>
  ({ name, profile, owner: 'AMR', share, columns: REGISTER_COLUMNS, rowOf: (chanceAt, jurisdiction, serial) => registerRow(jurisdiction, enterpriseAt(chanceAt, jurisdiction, serial)) });

/** Part of all objects that stands in the register of Chongqing. */
export const REGISTER_SHARE = 0.64;

const PARTS: readonly Part[] = [
  register('chongqing-register', 'CQ', REGISTER_SHARE * 1_000),
  { name: 'chongqing-b1', profile: 'CQ', owner: 'HEALTH', share: 80, columns: [...FORM_B1, ...NOTES], rowOf: (chanceAt, jurisdiction, serial) => counterpartRow(jurisdiction, enterpriseAt(chanceAt, jurisdiction, serial)) },
  { name: 'chongqing-b2', profile: 'CQ', owner: 'FIRE', share: 50, columns: [...FORM_B2, ...NOTES], rowOf: siteAt },
  { name: 'chongqing-b3', profile: 'CQ', owner: 'AMR', share: 30, columns: [...FORM_B3, ...NOTES], rowOf: productAt },
  register('changchun-register', 'CC', 50), register('shenyang-register', 'SY', 50), register('guian-register', 'GA', 50), register('national-register', 'SAMR', 50),
];

export function jurisdictionOf(profile: string): Jurisdiction {
  const found = JURISDICTIONS.find((jurisdiction) => jurisdiction.profile === profile);
  if (found === undefined) throw new Error(`the city has no ${profile}`);
  return found;
}

/** The rosters of a city of `size` objects. Any row of any of them can be made without making another: nothing is kept. */
export function rostersOf(chanceAt: ChanceAt, size: number): Roster[] {
  const counts = PARTS.map(({ share }) => Math.floor((size * share) / 1_000));
  counts[0] = (counts[0] ?? 0) + size - counts.reduce((sum, count) => sum + count, 0);
  let first = 0;
  return PARTS.map(({ name, profile, owner, columns, rowOf }, index): Roster => {
    const [begin, rows] = [first, counts[index] ?? 0];
    first += rows;
    const jurisdiction = jurisdictionOf(profile);
    return { name, jurisdiction, owner, rows, columns, row: (place) => rowOf(chanceAt, jurisdiction, begin + place, { first: 0, count: counts[0] ?? 0 }) };
  });
}
