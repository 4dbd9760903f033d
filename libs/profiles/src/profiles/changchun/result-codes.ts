import { assumed } from '../../answer.ts';
import { offerResultCode } from '../../offer-result-code.ts';
import { NATIONAL_CODES } from '../national/result-codes.ts';

const NAMED = [
  offerResultCode('UNREACHABLE_AT_REGISTERED_ADDRESS', 'CC-18-1', '通过登记的住所（经营场所）无法联系', 'CC art.18'),
  offerResultCode('SERIOUS_NON_COOPERATION', 'CC-18-2', '不配合检查情节严重', 'CC art.18'),
];

/** Article 18 names two codes, those of a direct result; the others are the national ones, each under its own clause. */
export const CHANGCHUN_RESULT_CODES = assumed(
  [...NAMED, ...NATIONAL_CODES.filter(({ code }) => !NAMED.some((named) => named.code === code))],
  'art.18',
);
