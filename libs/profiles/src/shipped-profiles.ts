import { assertOk, type Day } from '@sortition/kernel';
import { activateProfileVersion, draftProfileVersion, type ProfileVersion } from './profile-version.ts';
import { CHANGCHUN } from './profiles/changchun.ts';
import { CHONGQING } from './profiles/chongqing.ts';
import { GUIAN } from './profiles/guian.ts';
import { NATIONAL } from './profiles/national.ts';
import { SHENYANG } from './profiles/shenyang.ts';
import type { ProfileText } from './schema/profile.schema.ts';

export const SHIPPED_PROFILE_CODES = ['CQ', 'CC', 'SAMR', 'SY', 'GA'] as const;
export type ShippedProfileCode = (typeof SHIPPED_PROFILE_CODES)[number];

const shipped = (text: ProfileText, parents: readonly ProfileVersion[], activeFrom: Day | null): ProfileVersion =>
  assertOk(activateProfileVersion(parents, draftProfileVersion(text, 1), activeFrom));

/**
 * Only Changchun names its day (art.30). The other days are assumed, for the owner of a profile to replace: the
 * national text from the first day that leaves no local one without a parent, Shenyang and Chongqing from the year
 * after the youngest document they cite (2020), Gui'an from the year after the congress it cites (2022).
 */
const national = shipped(NATIONAL, [], '2020-01-01');

export const SHIPPED_PROFILES: readonly ProfileVersion[] = [
  shipped(CHONGQING, [national], '2021-01-01'),
  shipped(CHANGCHUN, [national], null),
  national,
  shipped(SHENYANG, [national], '2021-01-01'),
  shipped(GUIAN, [national], '2023-01-01'),
];
