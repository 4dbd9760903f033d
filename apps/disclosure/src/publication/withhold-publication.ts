import { dayOf, invariant, ok, type Outcome } from '@sortition/kernel';
import { appendEvent, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import type { WithholdPublicationInput } from '../generated/resolvers.ts';
import { loadOwnPublication } from './load-own-publication.ts';
import { actsForInspectingDepartment, resultMayBeWithheld } from './publication.rules.ts';
import { changePublication } from './publication.store.ts';

/** Records that a result is lawfully not made public, with its ground and the law. CQ 8.8.1. */
export async function withholdPublication(tx: Tx, act: Act, input: WithholdPublicationInput & MutationInput): Promise<Outcome<{ publicationId: string }>> {
  const loaded = await loadOwnPublication(tx, act, input.publicationId);
  if (!loaded.ok) return loaded;
  const { row, profile } = loaded.value;
  const own = actsForInspectingDepartment(profile, act.identity, row);
  if (!own.ok) return own;
  const may = resultMayBeWithheld(profile, row, input.ground, input.legalBasis);
  if (!may.ok) return may;
  invariant(row.resultId !== null, 'a result that can be withheld has an id');
  const late = row.dueDate !== null && dayOf(act.now) > row.dueDate;
  await changePublication(tx, row, {
    state: 'WITHHELD', withheldGround: input.ground, withheldBasis: input.legalBasis ?? null, withheldReason: input.reason ?? null, publishedBy: act.identity.subject, late,
  });
  await appendEvent(tx, act, 'PublicationFinal', {
    publicationId: row.id, resultId: row.resultId, inspectionId: row.inspectionId, taskId: row.taskId, objectId: row.objectId, state: 'WITHHELD', at: act.now.toISOString(), late,
  });
  return ok({ publicationId: row.id });
}
