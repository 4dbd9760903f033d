import type { ShippedProfileCode } from '@sortition/profiles';
import type { DepartmentKindKey } from './department-kinds.ts';

/** An item as a list has it; departments stand for their kind, at the level of the list. */
export interface ItemSketch {
  readonly name: string;
  readonly lead: DepartmentKindKey;
  readonly itemClass: string;
  readonly keyGround?: string;
  readonly modes?: readonly string[];
  readonly legalBasis: string;
  readonly ratioMax?: string;
  readonly noticeExemption?: string;
  readonly content?: string;
  readonly frequency?: string;
  readonly implemented?: boolean;
}

/** Items on one type of object: one visit can settle all of them. */
export interface ItemGroup {
  readonly field: string;
  readonly objectType: string;
  readonly items: readonly ItemSketch[];
}

const CHONGQING: readonly ItemGroup[] = [
  { field: '食品经营监管', objectType: '餐饮服务经营者', items: [
    { name: '餐饮服务食品安全状况检查', lead: 'AMR', itemClass: 'KEY', keyGround: 'SAFETY', legalBasis: '《中华人民共和国食品安全法》', noticeExemption: 'CATERING_SERVICE' },
    { name: '集中用餐场所饮用水卫生检查', lead: 'HEALTH', itemClass: 'GENERAL', ratioMax: '0.2', legalBasis: '《生活饮用水卫生监督管理办法》' },
    { name: '餐饮场所用火用电检查', lead: 'FIRE', itemClass: 'GENERAL', ratioMax: '0.2', legalBasis: '《中华人民共和国消防法》' },
  ] },
  { field: '文化娱乐监管', objectType: '娱乐场所', items: [
    { name: '娱乐场所经营活动检查', lead: 'CULTURE', itemClass: 'GENERAL', ratioMax: '0.3', legalBasis: '《娱乐场所管理条例》' },
    { name: '公众聚集场所消防安全检查', lead: 'FIRE', itemClass: 'KEY', keyGround: 'SAFETY', legalBasis: '《中华人民共和国消防法》' },
    { name: '娱乐场所登记和价格公示检查', lead: 'AMR', itemClass: 'GENERAL', ratioMax: '0.3', legalBasis: '《中华人民共和国价格法》' },
  ] },
  { field: '成品油监管', objectType: '成品油经营企业', items: [
    { name: '成品油经营行为检查', lead: 'COMMERCE', itemClass: 'GENERAL', ratioMax: '0.3', legalBasis: '《重庆市成品油流通管理办法》' },
    { name: '加油机计量和油品质量检查', lead: 'AMR', itemClass: 'KEY', keyGround: 'QUALITY', modes: ['ON_SITE', 'SAMPLING_TEST'], legalBasis: '《中华人民共和国计量法》' },
    { name: '油气回收设施检查', lead: 'ECOLOGY', itemClass: 'GENERAL', ratioMax: '0.3', legalBasis: '《中华人民共和国大气污染防治法》' },
  ] },
  { field: '农资监管', objectType: '农资经营者', items: [
    { name: '农药经营检查', lead: 'AGRICULTURE', itemClass: 'GENERAL', ratioMax: '0.2', legalBasis: '《农药管理条例》' },
    { name: '农资登记和标签检查', lead: 'AMR', itemClass: 'GENERAL', ratioMax: '0.2', legalBasis: '《中华人民共和国产品质量法》' },
  ] },
  { field: '公共场所卫生监管', objectType: '住宿场所', items: [
    { name: '住宿场所卫生检查', lead: 'HEALTH', itemClass: 'GENERAL', ratioMax: '0.2', legalBasis: '《公共场所卫生管理条例》' },
    { name: '住宿场所疏散通道检查', lead: 'FIRE', itemClass: 'KEY', keyGround: 'SAFETY', legalBasis: '《中华人民共和国消防法》' },
  ] },
  { field: '医疗卫生监管', objectType: '医疗机构', items: [
    { name: '医疗机构执业检查', lead: 'HEALTH', itemClass: 'GENERAL', ratioMax: '0.2', legalBasis: '《医疗机构管理条例》' },
    { name: '医疗废物处置检查', lead: 'ECOLOGY', itemClass: 'GENERAL', ratioMax: '0.2', legalBasis: '《医疗废物管理条例》' },
    { name: '医疗服务价格检查', lead: 'AMR', itemClass: 'GENERAL', ratioMax: '0.2', legalBasis: '《中华人民共和国价格法》' },
  ] },
  { field: '危险化学品监管', objectType: '危险化学品企业', items: [
    { name: '危险化学品安全生产检查', lead: 'EMERGENCY', itemClass: 'KEY', keyGround: 'SAFETY', legalBasis: '《危险化学品安全管理条例》', noticeExemption: 'WORK_SAFETY' },
    { name: '危险废物管理检查', lead: 'ECOLOGY', itemClass: 'GENERAL', ratioMax: '0.3', legalBasis: '《中华人民共和国固体废物污染环境防治法》' },
  ] },
  { field: '食品生产监管', objectType: '食品生产企业', items: [
    { name: '食品生产许可和过程检查', lead: 'AMR', itemClass: 'GENERAL', ratioMax: '0.3', legalBasis: '《中华人民共和国食品安全法》', noticeExemption: 'FOOD_PRODUCTION_AND_SALES' },
    { name: '食品生产企业排污检查', lead: 'ECOLOGY', itemClass: 'GENERAL', ratioMax: '0.3', legalBasis: '《排污许可管理条例》' },
  ] },
  { field: '流通监管', objectType: '商场超市', items: [
    { name: '单用途预付卡检查', lead: 'COMMERCE', itemClass: 'GENERAL', ratioMax: '0.1', modes: ['ON_SITE', 'DOCUMENTARY'], legalBasis: '《单用途商业预付卡管理办法（试行）》' },
    { name: '商品质量和计量检查', lead: 'AMR', itemClass: 'GENERAL', ratioMax: '0.1', legalBasis: '《中华人民共和国产品质量法》' },
  ] },
];

/** What a district's departments add to the municipal list. */
export const DISTRICT_GROUPS: readonly ItemGroup[] = [
  { field: '公共场所卫生监管', objectType: '公共场所经营者', items: [
    { name: '美容美发场所卫生检查', lead: 'HEALTH', itemClass: 'GENERAL', ratioMax: '0.1', legalBasis: '《公共场所卫生管理条例》' },
    { name: '公共场所安全出口检查', lead: 'FIRE', itemClass: 'KEY', keyGround: 'SAFETY', legalBasis: '《中华人民共和国消防法》' },
    { name: '化妆品经营检查', lead: 'AMR', itemClass: 'GENERAL', ratioMax: '0.1', legalBasis: '《化妆品监督管理条例》' },
  ] },
  { field: '文化娱乐监管', objectType: '互联网上网服务营业场所', items: [
    { name: '上网服务经营活动检查', lead: 'CULTURE', itemClass: 'GENERAL', ratioMax: '0.3', legalBasis: '《互联网上网服务营业场所管理条例》' },
    { name: '上网服务场所消防安全检查', lead: 'FIRE', itemClass: 'KEY', keyGround: 'SAFETY', legalBasis: '《中华人民共和国消防法》' },
  ] },
];

const twoSided = (itemClass: readonly [string, string], more: Partial<ItemSketch> = {}): readonly ItemGroup[] => [
  { field: '食品经营监管', objectType: '餐饮服务经营者', items: [
    { ...more, name: '餐饮服务食品安全状况检查', lead: 'AMR', itemClass: itemClass[0], legalBasis: '《中华人民共和国食品安全法》' },
    { ...more, name: '餐饮场所用火用电检查', lead: 'FIRE', itemClass: itemClass[1], legalBasis: '《中华人民共和国消防法》' },
  ] },
  { field: '公共场所卫生监管', objectType: '住宿场所', items: [
    { ...more, name: '住宿场所卫生检查', lead: 'HEALTH', itemClass: itemClass[1], legalBasis: '《公共场所卫生管理条例》' },
    { ...more, name: '住宿场所疏散通道检查', lead: 'FIRE', itemClass: itemClass[1], legalBasis: '《中华人民共和国消防法》' },
  ] },
];

export interface ItemListSketch {
  readonly profile: ShippedProfileCode;
  readonly name: string;
  readonly maker: DepartmentKindKey;
  readonly selectionGrounds: readonly string[];
  readonly agreement: 'ALL_DEPARTMENTS' | 'NONE';
  /** Roles that approve it, of the maker or, for the judicial department, of that. */
  readonly reviewers: readonly ('LEGAL_REVIEWER' | 'JUSTICE_REVIEWER')[];
  /** A department's own list, though some of its items are joint. */
  readonly ownList?: boolean;
  readonly groups: readonly ItemGroup[];
}

const GUIAN_FACTS = { content: '许可、制度、现场和记录', frequency: '每年一次', implemented: true } as const;

/** One list per jurisdiction: joint items everywhere, and in Gui'an items of all three classes. */
export const ITEM_LISTS: readonly ItemListSketch[] = [
  { profile: 'CQ', name: '重庆市部门联合随机抽查事项清单', maker: 'AMR', selectionGrounds: ['HIGH_FREQUENCY', 'MERGEABLE'], agreement: 'ALL_DEPARTMENTS', reviewers: [], groups: CHONGQING },
  { profile: 'CC', name: '长春市部门联合抽查事项清单', maker: 'AMR', selectionGrounds: ['HIGH_FREQUENCY'], agreement: 'ALL_DEPARTMENTS', reviewers: [], groups: twoSided(['GENERAL', 'GENERAL']) },
  {
    profile: 'SY', name: '沈阳市随机抽查事项清单', maker: 'AMR', selectionGrounds: ['SAME_OR_LIKE_OBJECTS'], agreement: 'NONE', reviewers: ['LEGAL_REVIEWER', 'JUSTICE_REVIEWER'],
    groups: twoSided(['KEY', 'GENERAL']),
  },
  {
    profile: 'GA', name: '贵安新区抽查事项清单', maker: 'AMR', selectionGrounds: ['CROSSING_COMPETENCE'], agreement: 'NONE', reviewers: [], ownList: true,
    groups: [
      { field: '登记监管', objectType: '一般企业', items: [{ ...GUIAN_FACTS, name: '登记事项检查', lead: 'AMR', itemClass: 'A', ratioMax: '0.05', legalBasis: '《中华人民共和国市场主体登记管理条例》' }] },
      { field: '特种设备监管', objectType: '商场超市', items: [{ ...GUIAN_FACTS, name: '电梯使用检查', lead: 'AMR', itemClass: 'B', ratioMax: '0.2', legalBasis: '《中华人民共和国特种设备安全法》' }] },
      ...twoSided(['C', 'C'], { ...GUIAN_FACTS, ratioMax: '0.1' }),
    ],
  },
  { profile: 'SAMR', name: '四川省部门联合抽查事项清单', maker: 'AMR', selectionGrounds: ['HIGH_FREQUENCY'], agreement: 'NONE', reviewers: [], groups: twoSided(['GENERAL', 'GENERAL']) },
];
