import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, demand } from '@sortition/profiles';
import type { Act, MutationInput, Tx } from '@sortition/service-kit';
import { sendToChannels } from '../channel/channel-message.store.ts';
import { destinationsOf } from '../channel/channel.rules.ts';
import type { DecideStopPublicationInput } from '../generated/resolvers.ts';
import { appendToLog } from '../public-log/append-to-log.ts';
import { tidingsOfStop } from '../public-log/log-entry.rules.ts';
import { forgetPublication } from '../public-log/log-entry.store.ts';
import { stopShowing } from '../public-result/public-result.store.ts';
import { loadOwnPublication } from '../publication/load-own-publication.ts';
import { publicationMayBecome } from '../publication/publication.rules.ts';
import { changePublication } from '../publication/publication.store.ts';
import { changeStopPublication, lockStopPublication } from './stop-publication.store.ts';

/** The publishing department decides. Once approved, the public reads it here no more, and the channels are told to withdraw it. SAMR 3.3. */
export async function decideStopPublication(tx: Tx, act: Act, input: DecideStopPublicationInput & MutationInput): Promise<Outcome<{ stopPublicationId: string }>> {
  const asked = await lockStopPublication(tx, input.stopPublicationId);
  if (asked === undefined) return refuse('FORBIDDEN', null, { relation: 'INSPECTING_DEPARTMENT' });
  const loaded = await loadOwnPublication(tx, act, asked.publicationId);
  if (!loaded.ok) return loaded;
  const { row, profile } = loaded.value;
  const clause = clauseOf(profile.repair.enabled);
  if (asked.state !== 'APPLIED') return refuse('INVALID_TRANSITION', clause, { from: asked.state, to: input.approve ? 'APPROVED' : 'REJECTED' });
  if ((input.reason ?? '').trim() === '') return refuse('MISSING_FIELD', clause, { field: 'reason' });
  const decided = { decidedBy: act.identity.subject, decidedAt: act.now, decisionReason: input.reason ?? null };
  if (!input.approve) {
    await changeStopPublication(tx, asked, { ...decided, state: 'REJECTED' });
    return ok({ stopPublicationId: asked.id });
  }
  const move = publicationMayBecome(profile, row.state, 'STOPPED');
  if (!move.ok) return refuse('INVALID_TRANSITION', clause, { from: row.state, to: 'STOPPED' });
  const channels = demand(profile.publication.channels);
  if (!channels.ok) return channels;
  const revision = row.revision + 1;
  await changeStopPublication(tx, asked, { ...decided, state: 'APPROVED', revision });
  await changePublication(tx, row, { revision });
  await stopShowing(tx, row.id, act.now);
  await sendToChannels(tx, act, {
    region: row.region, subjectKind: 'RESULT', subjectId: row.id, revision, operation: 'WITHDRAW',
    destinations: destinationsOf(channels.value, row.optionalChannels), payload: { publicationId: row.id, taskNumber: row.taskNumber },
  });
  await appendToLog(tx, tidingsOfStop({ publicationId: row.id, revision }, row.taskNumber, act.now));
  await forgetPublication(tx, row.id);
  return ok({ stopPublicationId: asked.id });
}
