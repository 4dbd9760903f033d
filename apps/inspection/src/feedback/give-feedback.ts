import { newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { findVisit } from '../visit/visit-access.ts';
import { insertFeedback, listFeedback, type VisitFeedbackRow } from './visit-feedback.store.ts';

export interface GiveFeedbackInput extends MutationInput {
  readonly inspectionId: string;
  readonly rating: number;
  readonly text?: string | null | undefined;
}

/** GA art.48: whoever was inspected says how; the row policy hides the visit from any other enterprise. */
export async function giveFeedback(tx: Tx, act: Act, input: GiveFeedbackInput): Promise<Outcome<{ inspectionId: string }>> {
  const found = await findVisit(tx, input.inspectionId);
  if (!found.ok) return found;
  const { visit } = found.value;
  if (visit.inspecteeUscc === null || act.identity.uscc !== visit.inspecteeUscc) return refuse('FORBIDDEN', null, { relation: 'INSPECTEE' });
  if (visit.startedAt === null) return refuse('INVALID_TRANSITION', null, { from: visit.state, to: 'giveFeedback' });
  if (input.rating < 1 || input.rating > 5) return refuse('INVALID_VALUE', null, { field: 'rating', min: 1, max: 5 });
  if ((await listFeedback(tx, [visit.id])).length > 0) return refuse('CONFLICT', null, { entity: 'Feedback' });
  const row: VisitFeedbackRow = { region: visit.region, id: newId(), inspectionId: visit.id, rating: input.rating, text: input.text?.trim() || null, subject: act.identity.subject, givenAt: act.now };
  await insertFeedback(tx, row);
  recordChange(tx, { entity: 'Inspection', entityId: visit.id, before: null, after: { feedback: { rating: row.rating, text: row.text } } });
  return ok({ inspectionId: visit.id });
}
