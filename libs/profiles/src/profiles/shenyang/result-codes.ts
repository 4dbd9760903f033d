import { assumed } from '../../answer.ts';
import { offerResultCode } from '../../offer-result-code.ts';
import { NATIONAL_CODES } from '../national/result-codes.ts';

const NAMED = [
  offerResultCode('PROBLEM_ORDERED_TO_CORRECT', 'SY-17-1', '责令限期改正', 'SY art.17', ['WITHIN_LIMIT']),
  offerResultCode('PROBLEM_PENDING_INVESTIGATION', 'SY-17-2', '发现问题待后续处理', 'SY art.17', [], ['OPEN_FOLLOW_UP']),
];

/** Article 17 names two codes; the others are the national ones, each under its own clause. */
export const SHENYANG_RESULT_CODES = assumed(
  [...NAMED, ...NATIONAL_CODES.filter(({ code }) => !NAMED.some((named) => named.code === code))],
  'art.17',
);
