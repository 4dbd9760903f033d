import type { ChanceAt } from './chance.ts';
import type { Jurisdiction } from './data/jurisdictions.ts';
import { ownerAt, type SerialRange } from './site.ts';
import { CITY_YEAR } from './year.ts';

const LICENCES = [{ letters: 'SC', objectType: '食品生产企业' }, { letters: 'XK', objectType: '工业产品生产企业' }] as const;

/** A row of table B.3: a licence for five years, whose number says that it is invented. */
export function productAt(chanceAt: ChanceAt, jurisdiction: Jurisdiction, serial: number, enterprises: SerialRange): readonly string[] {
  const chance = chanceAt('product', serial);
  const owner = ownerAt(chanceAt, jurisdiction, serial, enterprises);
  const { letters, objectType } = chance.oneOf(LICENCES);
  const year = CITY_YEAR - 4 + chance.below(4);
  const monthAndDay = `${String(1 + chance.below(12)).padStart(2, '0')}-${String(1 + chance.below(28)).padStart(2, '0')}`;
  return [
    `${letters}SL${owner.divisionCode}${String(serial).padStart(9, '0')}`, owner.name, owner.code, `${year}-${monthAndDay}`, `${year + 5}-${monthAndDay}`, owner.address, owner.phone,
    owner.district, '组织', owner.divisionCode, `CLASS:${objectType}`, owner.riskLevel, owner.creditLevel,
  ];
}
