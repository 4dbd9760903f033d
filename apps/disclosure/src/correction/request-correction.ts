import { invariant, newId, ok, type Outcome } from '@sortition/kernel';
import type { Act, MutationInput, Tx } from '@sortition/service-kit';
import type { RequestCorrectionInput } from '../generated/resolvers.ts';
import { loadOwnPublication } from '../publication/load-own-publication.ts';
import { actsForInspectingDepartment, publicationMayBeCorrected } from '../publication/publication.rules.ts';
import { changePublication } from '../publication/publication.store.ts';
import { correctedResult, correctionHasItsGround } from './correction.rules.ts';
import { insertCorrection } from './correction.store.ts';

/** Asks for the change of a published result; the public goes on reading the old one until it is decided and delivered. CQ 8.8.2. */
export async function requestCorrection(tx: Tx, act: Act, input: RequestCorrectionInput & MutationInput): Promise<Outcome<{ correctionId: string }>> {
  const loaded = await loadOwnPublication(tx, act, input.publicationId);
  if (!loaded.ok) return loaded;
  const { row, profile } = loaded.value;
  const own = actsForInspectingDepartment(profile, act.identity, row);
  if (!own.ok) return own;
  const move = publicationMayBeCorrected(profile, row.state);
  if (!move.ok) return move;
  const ground = correctionHasItsGround(profile, input);
  if (!ground.ok) return ground;
  invariant(row.result !== null, 'what is public has a result');
  const after = correctedResult(profile, row.result, input);
  if (!after.ok) return after;

  const correctionId = newId();
  await insertCorrection(tx, {
    region: row.region, id: correctionId, publicationId: row.id, departmentId: row.departmentId, state: 'REQUESTED', ground: profile.correction.ground.value,
    reason: input.reason ?? '', evidence: input.evidence ?? null, before: row.result, after: after.value, requestedBy: act.identity.subject, requestedAt: act.now,
    decidedBy: null, decidedAt: null, decisionReason: null, signature: null, revision: null,
  });
  await changePublication(tx, row, { state: 'CORRECTING' });
  return ok({ correctionId });
}
