import type { ChanceAt } from './chance.ts';
import type { Jurisdiction } from './data/jurisdictions.ts';
import { divisionName } from './department.ts';
import { enterpriseAt, type Enterprise } from './enterprise.ts';

/** Serial numbers of the enterprises that sites and products belong to. */
export interface SerialRange {
  readonly first: number;
  readonly count: number;
}

const USES = [
  { name: '商业综合体', use: '商业经营', objectType: '人员密集场所', size: 40_000 },
  { name: '仓储库房', use: '仓储', objectType: '仓储场所', size: 12_000 },
  { name: '室内体育场馆', use: '体育健身', objectType: '公共场所经营者', size: 8_000 },
  { name: '游泳场所', use: '游泳', objectType: '公共场所经营者', size: 3_000 },
  { name: '影剧院', use: '文化娱乐', objectType: '娱乐场所', size: 4_000 },
  { name: '农贸市场', use: '市场经营', objectType: '商场超市', size: 9_000 },
] as const;

/** An enterprise with a code of the present kind: only those can be named as the responsible unit. */
export function ownerAt(chanceAt: ChanceAt, jurisdiction: Jurisdiction, serial: number, { first, count }: SerialRange): Enterprise {
  const start = chanceAt('owner', serial).below(count);
  for (let step = 0; step < count; step += 1) {
    const enterprise = enterpriseAt(chanceAt, jurisdiction, first + ((start + step) % count));
    if (enterprise.code.length === 18) return enterprise;
  }
  throw new Error('no enterprise of the city has a credit code');
}

/** A row of table B.2. The person's document is of no kind that exists. */
export function siteAt(chanceAt: ChanceAt, jurisdiction: Jurisdiction, serial: number, enterprises: SerialRange): readonly string[] {
  const chance = chanceAt('site', serial);
  const owner = ownerAt(chanceAt, jurisdiction, serial, enterprises);
  const { name, use, objectType, size } = chance.oneOf(USES);
  return [
    `${owner.name}${name}${serial}号`, jurisdiction.name, divisionName(owner.divisionCode), owner.name, owner.code, owner.legalRepresentative, '示例证件', `SL-${String(serial).padStart(9, '0')}`, use,
    `${Math.round((size * (20 + chance.below(100))) / 100)}平方米`, `${1996 + chance.below(29)}-0${1 + chance.below(9)}-01`, `${30 + chance.below(5) * 10}年`, owner.address, owner.phone,
    owner.district, '组织', owner.divisionCode, `CLASS:${objectType}`, chance.weighted([{ level: 'LOW', weight: 40 }, { level: 'MEDIUM', weight: 42 }, { level: 'HIGH', weight: 18 }]).level, owner.creditLevel,
  ];
}
