import type { CorrectionKind, InspectionResultCode, ProblemFlag, ResultCodeEntry, ResultNeed } from './schema/result-code.schema.ts';

interface CanonicalFacts {
  readonly samrCode: string;
  readonly problem: ProblemFlag;
  readonly needs: readonly ResultNeed[];
  readonly abnormalList: boolean;
}

/**
 * What a canonical code means everywhere. SAMR 2.7 has no code for falsified information, a decision made and a place
 * where nobody operates; 09 其他情况, 09 and 03 are proposals, so the canonical code is kept beside the uploaded one.
 */
const CANONICAL = {
  NO_PROBLEM_FOUND: { samrCode: '01', problem: 'NO', needs: ['RECORD', 'SIGNATURES'], abnormalList: false },
  ACTIVITY_NOT_CONDUCTED: { samrCode: '05', problem: 'NO', needs: ['RECORD'], abnormalList: false },
  REQUIRED_INFO_NOT_PUBLISHED: { samrCode: '02', problem: 'YES', needs: ['FOLLOW_UP'], abnormalList: false },
  PUBLISHED_INFO_FALSIFIED: { samrCode: '09', problem: 'YES', needs: ['EVIDENCE', 'FOLLOW_UP'], abnormalList: false },
  UNREACHABLE_AT_REGISTERED_ADDRESS: { samrCode: '03', problem: 'YES', needs: ['EVIDENCE'], abnormalList: true },
  NOT_OPERATING_AT_REGISTERED_PLACE: { samrCode: '03', problem: 'YES', needs: ['EVIDENCE'], abnormalList: true },
  SERIOUS_NON_COOPERATION: { samrCode: '04', problem: 'YES', needs: ['EVIDENCE'], abnormalList: false },
  PROBLEM_CORRECTED_ON_SPOT: { samrCode: '06', problem: 'YES', needs: ['CORRECTION_NOTE'], abnormalList: false },
  PROBLEM_ORDERED_TO_CORRECT: { samrCode: '06', problem: 'YES', needs: ['CORRECTION_ORDER'], abnormalList: false },
  PROBLEM_PENDING_INVESTIGATION: { samrCode: '07', problem: 'YES', needs: ['FOLLOW_UP_OR_TRANSFER'], abnormalList: false },
  ADMINISTRATIVE_DECISION_MADE: { samrCode: '09', problem: 'YES', needs: ['DECISION_LINK'], abnormalList: false },
  QUALIFIED: { samrCode: '08', problem: 'NO', needs: ['TEST_REPORT'], abnormalList: false },
  UNQUALIFIED: { samrCode: '08', problem: 'YES', needs: ['TEST_REPORT', 'FOLLOW_UP'], abnormalList: false },
  OTHER: { samrCode: '09', problem: 'AS_SET', needs: ['NOTE'], abnormalList: false },
} as const satisfies Record<InspectionResultCode, CanonicalFacts>;

/** A canonical code under the name that a place gives it, with what the code means everywhere; where a text asks for something else with it, that is given. */
export function offerResultCode(
  code: InspectionResultCode, localCode: string, zh: string, clause: string, correctionKinds: readonly CorrectionKind[] = [],
  needs: readonly ResultNeed[] = CANONICAL[code].needs,
): ResultCodeEntry {
  const { samrCode, problem, abnormalList } = CANONICAL[code];
  return { code, localCode, zh, clause, samrCode, problem, needs: [...needs], correctionKinds: [...correctionKinds], abnormalList };
}
