import type { Chance, ChanceAt } from './chance.ts';
import type { District, Jurisdiction } from './data/jurisdictions.ts';
import { TRADES, type Trade } from './data/trades.ts';
import { divisionName } from './department.ts';
import { creditCode, registrationNumber } from './entity-code.ts';
import { inventedName, inventedPhone } from './inspector.ts';

/** An invented enterprise, as a register would have it. */
export interface Enterprise {
  readonly serial: number;
  readonly name: string;
  readonly trade: Trade;
  /** Credit code; for a few that never changed theirs the registration number of before it. */
  readonly code: string;
  readonly registeredOn: string;
  readonly entityType: string;
  readonly legalRepresentative: string;
  readonly registeredCapital: string;
  readonly divisionCode: string;
  readonly district: string;
  readonly address: string;
  readonly phone: string;
  readonly riskLevel: RiskLevel;
  readonly creditLevel: CreditLevel;
}

export type RiskLevel = 'LOW' | 'MEDIUM' | 'HIGH';
export type CreditLevel = 'A' | 'B' | 'C' | 'D';

const BRANDS = '云岚晨曦沐禾锦程远帆嘉木清泉星野知行和畅安澜景明博雅启辰德润汇川宜家乐途万象新雨时光拾味';
const ROADS = ['示例一路', '示例二路', '示例三路', '样板街', '样板巷', '模拟大道', '虚构路', '例行街'];
const CREDIT: readonly { readonly level: CreditLevel; readonly weight: number }[] = [{ level: 'A', weight: 42 }, { level: 'B', weight: 40 }, { level: 'C', weight: 14 }, { level: 'D', weight: 4 }];
const CAPITALS = [10, 20, 30, 50, 100, 200, 300, 500, 1_000, 2_000, 5_000] as const;
/** Of a hundred enterprises of before 2015, those that still go by their old number. */
const OLD_NUMBERS = 3;

const brand = (chance: Chance): string => {
  const place = chance.below(BRANDS.length / 2) * 2;
  return BRANDS.slice(place, place + 2) + BRANDS.charAt(chance.below(BRANDS.length));
};

const day = (chance: Chance, from: number, years: number): string =>
  `${from + chance.below(years)}-${String(1 + chance.below(12)).padStart(2, '0')}-${String(1 + chance.below(28)).padStart(2, '0')}`;

function riskOf(chance: Chance, [high, medium]: Trade['risk']): RiskLevel {
  const place = chance.below(100);
  return place < high ? 'HIGH' : place < high + medium ? 'MEDIUM' : 'LOW';
}

const shortName = (district: string): string => district.replace(/[区市县]$/, '');

const LEGAL_FORMS = [
  { suffix: '有限公司', type: '有限责任公司', kind: '91', weight: 82 },
  { suffix: '股份有限公司', type: '股份有限公司', kind: '91', weight: 6 },
  { suffix: '中心（有限合伙）', type: '有限合伙企业', kind: '91', weight: 8 },
  { suffix: '厂', type: '个人独资企业', kind: '91', weight: 4 },
] as const;
const INDIVIDUAL = { suffix: '店', type: '个体工商户', kind: '92' } as const;

function codeOf(chance: Chance, kind: string, { code, formerCode }: District, registeredOn: string, serial: number): string {
  const division = formerCode !== undefined && registeredOn < '2007' ? formerCode : code;
  return registeredOn < '2015' && chance.percent(OLD_NUMBERS) ? registrationNumber(division, serial) : creditCode(kind, division, serial);
}

/** The enterprise of a serial number, which it shares with no other of the city. */
export function enterpriseAt(chanceAt: ChanceAt, { name: place, address, districts }: Jurisdiction, serial: number): Enterprise {
  const chance = chanceAt('enterprise', serial);
  const district = chance.weighted(districts);
  const trade = chance.weighted(TRADES);
  const { suffix, type, kind } = chance.percent(trade.individual) ? INDIVIDUAL : chance.weighted(LEGAL_FORMS);
  const registeredOn = chance.percent(12) ? day(chance, 1988, 19) : day(chance, 2007, 19);
  const districtName = divisionName(district.code);
  const capital = chance.oneOf(CAPITALS);
  return {
    serial,
    name: `${place}${districtName}示例${brand(chance)}${trade.word}${suffix}`,
    trade,
    code: codeOf(chance, kind, district, registeredOn, serial),
    registeredOn,
    entityType: type,
    legalRepresentative: inventedName(chance.below(6_000)),
    registeredCapital: type === '个体工商户' ? 'N/A' : `${capital}万人民币`,
    divisionCode: district.code,
    district: shortName(districtName),
    address: `${address}${districtName}${chance.oneOf(ROADS)}${1 + chance.below(480)}号附${1 + chance.below(30)}号`,
    phone: inventedPhone(serial),
    riskLevel: riskOf(chance, trade.risk),
    creditLevel: chance.weighted(CREDIT).level,
  };
}
