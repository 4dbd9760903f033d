import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import type { Act, MutationInput, Tx } from '@sortition/service-kit';
import type { ApprovePublicationInput } from '../generated/resolvers.ts';
import { rulesOf } from '../rules-of.ts';
import { publicationMayBeApproved } from './publication.rules.ts';
import { changePublication, findPublication, lockPublication, profileOfHiddenPublication } from './publication.store.ts';

/** The approval that some profiles put before publication; a return waits for the result to be formed anew. GA art.46. */
export async function approvePublication(tx: Tx, act: Act, input: ApprovePublicationInput & MutationInput): Promise<Outcome<{ publicationId: string }>> {
  const visible = await findPublication(tx, input.publicationId);
  const rules = visible?.profile ?? await profileOfHiddenPublication(tx, input.publicationId);
  if (rules === undefined) return refuse('NOT_FOUND', null, { entity: 'Publication', id: input.publicationId });
  const profile = rulesOf(rules);
  const { required, approver } = profile.publication.approval;
  const may = visible === undefined ? refuse('APPROVER_NOT_AUTHORISED', clauseOf(approver), { role: 'PUBLICATION_APPROVER' }) : publicationMayBeApproved(profile, act.identity, visible);
  if (!may.ok) return may;
  const row = await lockPublication(tx, input.publicationId);
  if (row?.state !== 'UNDER_APPROVAL') return refuse('INVALID_TRANSITION', clauseOf(required), { from: row?.state ?? 'DUE', to: 'READY' });
  if (!input.approve && (input.comment ?? '').trim() === '') return refuse('MISSING_FIELD', clauseOf(required), { field: 'comment' });
  await changePublication(tx, row, input.approve ? { state: 'READY', approvedBy: act.identity.subject, approvedAt: act.now } : { state: 'DUE', approvedBy: null, approvedAt: null });
  return ok({ publicationId: row.id });
}
