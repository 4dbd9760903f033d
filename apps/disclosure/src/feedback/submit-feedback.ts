import { newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { recordChange, type Act, type MutationInput, type PersonalData, type Tx } from '@sortition/service-kit';
import { findPublication } from '../publication/publication.store.ts';
import { rulesOf } from '../rules-of.ts';
import { insertFeedback, type PublicFeedbackRow } from './public-feedback.store.ts';

const LONGEST = 2_000;

export interface SubmitFeedbackInput extends MutationInput {
  readonly publicationId: string;
  readonly text: string;
  readonly contact?: string | null | undefined;
}

/** GA art.43: open to the supervision of society. Anybody may speak to what is public; only its department reads it. */
export async function submitFeedback(tx: Tx, act: Act, input: SubmitFeedbackInput, personalData: PersonalData): Promise<Outcome<{ accepted: boolean }>> {
  const publication = await findPublication(tx, input.publicationId);
  if (publication === undefined || (publication.state !== 'PUBLISHED' && publication.state !== 'REDACTED')) return refuse('NOT_FOUND', null, { entity: 'PublicResult', id: input.publicationId });
  const { feedback } = rulesOf(publication.profile).publication;
  const clause = clauseOf(feedback);
  if (feedback.value !== true) return refuse('FORBIDDEN', clause, { field: 'feedback' });
  const text = input.text.trim();
  if (text === '') return refuse('MISSING_FIELD', clause, { field: 'text' });
  if (text.length > LONGEST) return refuse('INVALID_VALUE', clause, { field: 'text', max: LONGEST });
  const contact = input.contact?.trim();
  const row: PublicFeedbackRow = { id: newId(), publicationId: publication.id, departmentId: publication.departmentId, text, contactSealed: contact ? personalData.seal(contact) : null, submittedAt: act.now };
  await insertFeedback(tx, row);
  recordChange(tx, { entity: 'PublicFeedback', entityId: row.id, before: null, after: { publicationId: row.publicationId, departmentId: row.departmentId } });
  return ok({ accepted: true });
}
