import { text } from '../../answer.ts';
import { offerResultCode } from '../../offer-result-code.ts';

const CLAUSE = 'SAMR 2.7';

/** 合格/不合格 is one entry of the text and two values here, since one is a problem and the other is not. */
export const NATIONAL_CODES = [
  offerResultCode('NO_PROBLEM_FOUND', 'SAMR-01', '未发现问题', CLAUSE),
  offerResultCode('REQUIRED_INFO_NOT_PUBLISHED', 'SAMR-02', '未按规定公示应当公示的信息', CLAUSE),
  offerResultCode('UNREACHABLE_AT_REGISTERED_ADDRESS', 'SAMR-03', '通过登记的住所（经营场所）无法联系', CLAUSE),
  offerResultCode('SERIOUS_NON_COOPERATION', 'SAMR-04', '不配合检查情节严重', CLAUSE),
  offerResultCode('ACTIVITY_NOT_CONDUCTED', 'SAMR-05', '未发现开展本次抽查涉及的经营活动', CLAUSE),
  offerResultCode('PROBLEM_ORDERED_TO_CORRECT', 'SAMR-06', '发现问题，依法责令立即改正或者限期改正', CLAUSE, ['IMMEDIATE', 'WITHIN_LIMIT']),
  offerResultCode('PROBLEM_PENDING_INVESTIGATION', 'SAMR-07', '发现问题，待后续调查处理', CLAUSE, [], ['OPEN_FOLLOW_UP']),
  offerResultCode('QUALIFIED', 'SAMR-08', '合格', CLAUSE),
  offerResultCode('UNQUALIFIED', 'SAMR-08', '不合格', CLAUSE),
  offerResultCode('OTHER', 'SAMR-09', '其他情况', CLAUSE),
];

export const NATIONAL_RESULT_CODES = text(NATIONAL_CODES, '2.7');
