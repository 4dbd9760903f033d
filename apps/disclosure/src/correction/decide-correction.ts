import { invariant, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, demand } from '@sortition/profiles';
import type { Act, MutationInput, Tx } from '@sortition/service-kit';
import { sendToChannels } from '../channel/channel-message.store.ts';
import { destinationsOf } from '../channel/channel.rules.ts';
import { findDepartment } from '../department/department.store.ts';
import type { DecideCorrectionInput } from '../generated/resolvers.ts';
import { messageOf, whatThePublicReads } from '../public-result/public-result.rules.ts';
import { changePublication, findPublication } from '../publication/publication.store.ts';
import { rulesOf } from '../rules-of.ts';
import { correctionMayBeDecidedBy, decisionIsComplete } from './correction.rules.ts';
import { lockCorrection, setCorrection } from './correction.store.ts';

/** The principal head decides; an approved correction goes to the channels that have the result. CQ 8.8.2, CC art.20. */
export async function decideCorrection(tx: Tx, act: Act, input: DecideCorrectionInput & MutationInput): Promise<Outcome<{ correctionId: string }>> {
  const asked = await lockCorrection(tx, input.correctionId);
  if (asked === undefined) return refuse('APPROVER_NOT_AUTHORISED', null, { role: 'DEPARTMENT_PRINCIPAL_HEAD' });
  const row = await findPublication(tx, asked.publicationId);
  invariant(row !== undefined, 'a correction belongs to a publication');
  const profile = rulesOf(row.profile);
  const may = correctionMayBeDecidedBy(profile, act.identity, asked.departmentId);
  if (!may.ok) return may;
  if (asked.state !== 'REQUESTED') return refuse('INVALID_TRANSITION', clauseOf(profile.correction.approver), { from: asked.state, to: input.approve ? 'APPROVED' : 'REJECTED' });
  const complete = decisionIsComplete(profile, input);
  if (!complete.ok) return complete;

  const decided = { decidedBy: act.identity.subject, decidedAt: act.now, decisionReason: input.reason ?? null, signature: input.signature ?? null };
  if (!input.approve) {
    await setCorrection(tx, asked, { ...decided, state: 'REJECTED' });
    await changePublication(tx, row, { state: row.redactedFields.length > 0 ? 'REDACTED' : 'PUBLISHED' });
    return ok({ correctionId: asked.id });
  }
  const channels = demand(profile.publication.channels);
  if (!channels.ok) return channels;
  const revision = row.revision + 1;
  await setCorrection(tx, asked, { ...decided, state: 'APPROVED', revision });
  await changePublication(tx, row, { revision });
  const reading = whatThePublicReads(row, asked.after, (await findDepartment(tx, row.departmentId))?.name ?? null);
  await sendToChannels(tx, act, {
    region: row.region, subjectKind: 'RESULT', subjectId: row.id, revision, operation: 'CORRECT',
    destinations: destinationsOf(channels.value, row.optionalChannels), payload: { ...messageOf(reading), corrected: true, reason: asked.reason },
  });
  return ok({ correctionId: asked.id });
}
