import type { ChanceAt } from './chance.ts';
import { divisionName } from './department.ts';
import { creditCode } from './entity-code.ts';
import { inventedPhone } from './inspector.ts';
import { jurisdictionOf } from './roster.ts';

/** Serial numbers of builders begin beyond those of any city's enterprises. */
const BUILDERS = 200_000_000;
const WORKS = ['安置房工程', '道路改造工程', '学校扩建工程', '医院迁建工程', '商业综合体工程', '污水处理厂工程'] as const;

/** A building project as the system of its approval sends it. */
export function projectAt(chanceAt: ChanceAt, serial: number): { readonly externalId: string; readonly object: Readonly<Record<string, unknown>> } {
  const chance = chanceAt('project', serial);
  const { code: division } = chance.weighted(jurisdictionOf('CQ').districts);
  const code = `XM-${division}-${String(serial + 1).padStart(4, '0')}`;
  const district = divisionName(division);
  return {
    externalId: code,
    object: {
      kind: 'PROJECT', name: `${district}示例${chance.oneOf(WORKS)}${serial + 1}标段`, code, uscc: creditCode('91', division, BUILDERS + serial), divisionCode: division, district,
      inspectionAddress: `重庆市${district}虚构路${1 + chance.below(300)}号`, contactPhone: inventedPhone(BUILDERS + serial), counterpartNature: 'ORGANISATION', tags: ['CLASS:建设工程'],
      riskLevel: chance.oneOf(['LOW', 'MEDIUM', 'HIGH']), creditLevel: chance.oneOf(['A', 'B', 'C']),
    },
  };
}
