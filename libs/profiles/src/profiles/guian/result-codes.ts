import { text } from '../../answer.ts';
import { offerResultCode } from '../../offer-result-code.ts';

/** Article 32(2) makes two entries: the order to correct at once, then, when it has been obeyed, the correction on the spot. */
export const GUIAN_RESULT_CODES = text(
  [
    offerResultCode('UNREACHABLE_AT_REGISTERED_ADDRESS', 'GA-31-1', '无法联系', 'GA art.31'),
    offerResultCode('NOT_OPERATING_AT_REGISTERED_PLACE', 'GA-31-2', '不在登记场所经营', 'GA art.31'),
    offerResultCode('NO_PROBLEM_FOUND', 'GA-32-1', '检查合格', 'GA art.32(1)'),
    offerResultCode('PROBLEM_ORDERED_TO_CORRECT', 'GA-32-2', '检查不合格但可当场整改（责令立即整改）', 'GA art.32(2)', ['IMMEDIATE']),
    offerResultCode('PROBLEM_CORRECTED_ON_SPOT', 'GA-32-2', '检查不合格但可当场整改', 'GA art.32(2)'),
    offerResultCode('PROBLEM_PENDING_INVESTIGATION', 'GA-32-3', '检查不合格且无法当场整改', 'GA art.32(3)', [], ['OPEN_FOLLOW_UP']),
    offerResultCode('QUALIFIED', 'GA-32-1', '检查合格', 'GA art.32(1)'),
    offerResultCode('UNQUALIFIED', 'GA-32-3', '检查不合格', 'GA art.32(2)-(3)'),
  ],
  'art.31-32',
);
