import { ok, refuse, type Day, type Outcome } from '@sortition/kernel';
import { clauseOf, type Profile } from '@sortition/profiles';

export const INVITATION_ANSWERS = ['SENT', 'ACCEPTED', 'DECLINED_WITH_REASON'] as const;
export type InvitationAnswer = (typeof INVITATION_ANSWERS)[number];
export type InvitationState = InvitationAnswer | 'OVERDUE' | 'CIRCULATED';

export interface InvitationStanding {
  readonly answer: InvitationAnswer;
  readonly dueOn: Day;
  readonly reason: string | null;
  readonly circular: object | null;
}

/** Unanswered after its last day it is overdue; a circular about it stays, whatever comes later. GA art.40. */
export function stateOfInvitation({ answer, dueOn, circular }: InvitationStanding, today: Day): InvitationState {
  if (circular !== null) return 'CIRCULATED';
  return answer === 'SENT' && today > dueOn ? 'OVERDUE' : answer;
}

/** 逾期未响应且未说明理由的: only then a department is named in a circular. GA art.40. */
export function circularIsApplicable(profile: Profile, invitation: InvitationStanding, today: Day): Outcome<void> {
  const { overdueAction } = profile.joint.response;
  const applies = overdueAction.value === 'CIRCULAR_BY_OFFICE' && stateOfInvitation(invitation, today) === 'OVERDUE' && invitation.reason === null;
  return applies ? ok(undefined) : refuse('CIRCULAR_NOT_APPLICABLE', clauseOf(overdueAction), { state: stateOfInvitation(invitation, today), reason: invitation.reason });
}

/** All have answered, and those without whom the task cannot be run have accepted; one to whom the office passed it on may decline. GA art.40. */
export const everybodyHasResponded = (invitations: readonly { readonly departmentId: string; readonly answer: InvitationAnswer }[], participants: readonly string[]): boolean =>
  invitations.every(({ departmentId, answer }) => answer === 'ACCEPTED' || (answer === 'DECLINED_WITH_REASON' && !participants.includes(departmentId)));
