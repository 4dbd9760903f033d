import { ok, refuse, type Outcome } from '@sortition/kernel';
import { recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { lockCaseMessage, receiveMessage } from './case-message.store.ts';

export interface ReceiveCaseMessageInput extends MutationInput {
  readonly messageId: string;
  readonly receipt: string;
}

/** The system that took the message says under which number. */
export async function receiveCaseMessage(tx: Tx, act: Act, input: ReceiveCaseMessageInput): Promise<Outcome<{ messageId: string }>> {
  const message = await lockCaseMessage(tx, input.messageId);
  if (message === undefined) return refuse('FORBIDDEN', null, { messageId: input.messageId });
  if (message.state !== 'QUEUED') return refuse('INVALID_TRANSITION', null, { from: message.state, to: 'RECEIVED' });
  const receipt = input.receipt.trim();
  if (receipt === '') return refuse('MISSING_FIELD', null, { field: 'receipt' });
  await receiveMessage(tx, message, receipt, act.now);
  recordChange(tx, { entity: 'FollowUp', entityId: message.followUpId, before: { message: message.id, state: message.state }, after: { message: message.id, state: 'RECEIVED', receipt } });
  return ok({ messageId: message.id });
}
