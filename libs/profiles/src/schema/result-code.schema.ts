import { z } from 'zod';
import { words } from './vocabulary.ts';

/** The canonical result codes: finer than every local list, so that nothing is lost between places. */
export const INSPECTION_RESULT_CODES = [
  'NO_PROBLEM_FOUND', 'ACTIVITY_NOT_CONDUCTED', 'REQUIRED_INFO_NOT_PUBLISHED', 'PUBLISHED_INFO_FALSIFIED',
  'UNREACHABLE_AT_REGISTERED_ADDRESS', 'NOT_OPERATING_AT_REGISTERED_PLACE', 'SERIOUS_NON_COOPERATION',
  'PROBLEM_CORRECTED_ON_SPOT', 'PROBLEM_ORDERED_TO_CORRECT', 'PROBLEM_PENDING_INVESTIGATION',
  'ADMINISTRATIVE_DECISION_MADE', 'QUALIFIED', 'UNQUALIFIED', 'OTHER',
] as const;
export type InspectionResultCode = (typeof INSPECTION_RESULT_CODES)[number];

export const CORRECTION_KINDS = ['IMMEDIATE', 'WITHIN_LIMIT'] as const;
export type CorrectionKind = (typeof CORRECTION_KINDS)[number];

/** AS_SET: the inspector says with the result whether it is a problem. */
export const PROBLEM_FLAGS = ['YES', 'NO', 'AS_SET'] as const;
export type ProblemFlag = (typeof PROBLEM_FLAGS)[number];

/** What a result must have with it before it is accepted. */
export const RESULT_NEEDS = [
  'RECORD', 'SIGNATURES', 'EVIDENCE', 'FOLLOW_UP', 'CORRECTION_NOTE', 'CORRECTION_ORDER', 'FOLLOW_UP_OR_TRANSFER', 'OPEN_FOLLOW_UP', 'DECISION_LINK', 'TEST_REPORT', 'NOTE',
] as const;
export type ResultNeed = (typeof RESULT_NEEDS)[number];

/** One result code as a profile offers it. */
export const resultCodeEntry = z.strictObject({
  code: z.enum(INSPECTION_RESULT_CODES),
  localCode: z.string().regex(/^[A-Z0-9-]+$/),
  zh: words,
  /** Profile and clause in which this code is named, which may be the parent's. */
  clause: words,
  /** The national code of the upload; null has no place to go and refuses MAPPING_MISSING. */
  samrCode: z.string().regex(/^\d{2}$/).nullable(),
  problem: z.enum(PROBLEM_FLAGS),
  needs: z.array(z.enum(RESULT_NEEDS)),
  /** Kinds of correction that this code may carry; empty where there is nothing to correct. */
  correctionKinds: z.array(z.enum(CORRECTION_KINDS)),
  /** Whether the object may be entered in the list of abnormal operations 经营异常名录 for it. */
  abnormalList: z.boolean(),
});
export type ResultCodeEntry = z.infer<typeof resultCodeEntry>;
