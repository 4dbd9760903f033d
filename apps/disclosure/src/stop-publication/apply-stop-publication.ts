import { dayOf, invariant, newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import type { Act, MutationInput, Tx } from '@sortition/service-kit';
import type { ApplyStopPublicationInput } from '../generated/resolvers.ts';
import { publicationMayBecome } from '../publication/publication.rules.ts';
import { findPublication } from '../publication/publication.store.ts';
import { rulesOf } from '../rules-of.ts';
import { appliesForItself, publishedLongEnough } from './stop-publication.rules.ts';
import { insertStopPublication, stopsOfPublications } from './stop-publication.store.ts';

/** The party applies that its published result be shown no longer. SAMR 3.3. */
export async function applyStopPublication(tx: Tx, act: Act, input: ApplyStopPublicationInput & MutationInput): Promise<Outcome<{ stopPublicationId: string }>> {
  const row = await findPublication(tx, input.publicationId);
  if (row === undefined) return refuse('FORBIDDEN', null, { relation: 'INSPECTEE' });
  const profile = rulesOf(row.profile);
  const party = appliesForItself(profile, act.identity, row);
  if (!party.ok) return party;
  const move = publicationMayBecome(profile, row.state, 'STOPPED');
  if (!move.ok) return refuse('INVALID_TRANSITION', clauseOf(profile.repair.enabled), { from: row.state, to: 'STOPPED' });
  invariant(row.publishedAt !== null, 'what is public was published');
  const period = publishedLongEnough(profile, { publishedOn: dayOf(row.publishedAt) }, dayOf(act.now));
  if (!period.ok) return period;
  const open = (await stopsOfPublications(tx, [row.id])).find(({ state }) => state === 'APPLIED');
  if (open !== undefined) return refuse('INVALID_TRANSITION', clauseOf(profile.repair.enabled), { from: open.state, to: 'APPLIED' });

  const stopPublicationId = newId();
  await insertStopPublication(tx, {
    region: row.region, id: stopPublicationId, publicationId: row.id, departmentId: row.departmentId, uscc: row.uscc ?? '', state: 'APPLIED', reason: input.reason,
    appliedBy: act.identity.subject, appliedAt: act.now, decidedBy: null, decidedAt: null, decisionReason: null, revision: null, stoppedAt: null,
  });
  return ok({ stopPublicationId });
}
