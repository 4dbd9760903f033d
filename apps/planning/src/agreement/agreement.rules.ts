export const AGREEMENT_ANSWERS = ['PROPOSED', 'AGREED', 'REFUSED'] as const;
export type AgreementAnswer = (typeof AGREEMENT_ANSWERS)[number];

/** What a participant answered to an entry or a scheme. */
export interface Agreement {
  readonly departmentId: string;
  readonly answer: AgreementAnswer;
  readonly reason: string | null;
  readonly at: Date | null;
}

/** What the answers make of it together: one refusal stops it, one silence keeps it open. */
export function togetherTheyAnswer(answers: readonly AgreementAnswer[]): AgreementAnswer {
  if (answers.includes('REFUSED')) return 'REFUSED';
  return answers.every((answer) => answer === 'AGREED') ? 'AGREED' : 'PROPOSED';
}

/** The departments whose agreement is still missing. */
export const departmentsNotAgreed = (agreements: readonly Agreement[]): string[] =>
  agreements.filter(({ answer }) => answer !== 'AGREED').map(({ departmentId }) => departmentId);
