import type { ShippedProfileCode } from '@sortition/profiles';
import type { DepartmentKindKey } from './department-kinds.ts';

export interface District {
  readonly code: string;
  readonly weight: number;
  /** What the district's code was when older enterprises were registered there. */
  readonly formerCode?: string;
}

/** A place that the city has departments and objects of; names and codes are those of GB/T 2260, everything in it is invented. */
export interface Jurisdiction {
  readonly profile: ShippedProfileCode;
  readonly name: string;
  /** As registers write it. */
  readonly province: string;
  /** City that registers name as the area; in Chongqing they name the district. */
  readonly city: string | null;
  /** Before the district in addresses. */
  readonly address: string;
  readonly code: string;
  readonly level: 'PROVINCIAL' | 'MUNICIPAL' | 'DEVELOPMENT_ZONE';
  readonly kinds: readonly DepartmentKindKey[];
  readonly districts: readonly District[];
}

export const JURISDICTIONS = [
  {
    profile: 'CQ', name: '重庆市', province: '重庆', city: null, address: '重庆市', code: '500000', level: 'MUNICIPAL',
    kinds: ['AMR', 'FIRE', 'CULTURE', 'COMMERCE', 'AGRICULTURE', 'HEALTH', 'EMERGENCY', 'ECOLOGY', 'OFFICE'],
    districts: [
      { code: '500103', weight: 15 }, { code: '500105', weight: 19 }, { code: '500106', weight: 17 }, { code: '500107', weight: 19 }, { code: '500112', weight: 21 },
      { code: '500116', weight: 9, formerCode: '500181' },
    ],
  },
  {
    profile: 'CC', name: '长春市', province: '吉林', city: '长春', address: '长春市', code: '220100', level: 'MUNICIPAL', kinds: ['AMR', 'FIRE', 'CULTURE', 'HEALTH', 'JUSTICE', 'OFFICE'],
    districts: [{ code: '220104', weight: 1 }],
  },
  {
    profile: 'SY', name: '沈阳市', province: '辽宁', city: '沈阳', address: '沈阳市', code: '210100', level: 'MUNICIPAL', kinds: ['AMR', 'FIRE', 'CULTURE', 'HEALTH', 'JUSTICE'],
    districts: [{ code: '210106', weight: 1 }],
  },
  {
    profile: 'GA', name: '贵安新区', province: '贵州', city: '贵阳', address: '贵阳市', code: '520100', level: 'DEVELOPMENT_ZONE', kinds: ['AMR', 'FIRE', 'CULTURE', 'HEALTH', 'EMERGENCY', 'OFFICE'],
    districts: [{ code: '520111', weight: 1 }],
  },
  {
    profile: 'SAMR', name: '四川省', province: '四川', city: '成都', address: '成都市', code: '510000', level: 'PROVINCIAL', kinds: ['AMR', 'FIRE', 'HEALTH'],
    districts: [{ code: '510104', weight: 1 }],
  },
] as const satisfies readonly Jurisdiction[];
