import { text } from '../../answer.ts';
import { offerResultCode } from '../../offer-result-code.ts';

const CLAUSE = 'CQ 8.7.2';

export const CHONGQING_RESULT_CODES = text(
  [
    offerResultCode('NO_PROBLEM_FOUND', 'CQ-01', '未发现问题', CLAUSE),
    offerResultCode('ACTIVITY_NOT_CONDUCTED', 'CQ-02', '未开展本次抽查涉及的经营活动', CLAUSE),
    offerResultCode('REQUIRED_INFO_NOT_PUBLISHED', 'CQ-03', '未按规定公示应当公示的信息', CLAUSE),
    offerResultCode('PUBLISHED_INFO_FALSIFIED', 'CQ-04', '公示信息隐瞒真实情况弄虚作假', CLAUSE),
    offerResultCode('UNREACHABLE_AT_REGISTERED_ADDRESS', 'CQ-05', '通过登记的住所（经营场所）无法联系', CLAUSE),
    offerResultCode('PROBLEM_CORRECTED_ON_SPOT', 'CQ-06', '发现问题已当场改正', CLAUSE),
    offerResultCode('PROBLEM_ORDERED_TO_CORRECT', 'CQ-07', '发现问题需进一步整改', CLAUSE, ['WITHIN_LIMIT']),
    offerResultCode('PROBLEM_PENDING_INVESTIGATION', 'CQ-08', '发现问题需进一步调查处理', CLAUSE),
    offerResultCode('SERIOUS_NON_COOPERATION', 'CQ-09', '不配合检查情节严重', CLAUSE),
    offerResultCode('ADMINISTRATIVE_DECISION_MADE', 'CQ-10', '作出行政决定等依法应当公示的情况', CLAUSE),
  ],
  '8.7.2',
);
