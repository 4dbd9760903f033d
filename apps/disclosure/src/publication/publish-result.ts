import { invariant, ok, type Outcome } from '@sortition/kernel';
import { demand } from '@sortition/profiles';
import type { Act, MutationInput, Tx } from '@sortition/service-kit';
import { sendToChannels } from '../channel/channel-message.store.ts';
import { destinationsOf } from '../channel/channel.rules.ts';
import { findDepartment } from '../department/department.store.ts';
import type { PublishResultInput } from '../generated/resolvers.ts';
import { messageOf, whatThePublicReads } from '../public-result/public-result.rules.ts';
import { loadOwnPublication } from './load-own-publication.ts';
import { actsForInspectingDepartment, fieldsMayBeRedacted, optionalChannelsAreOffered, resultMayBePublished } from './publication.rules.ts';
import { changePublication } from './publication.store.ts';

/** Makes a result public: one message to each channel, and PUBLISHED when the receipts are there. CQ 8.8.1. */
export async function publishResult(tx: Tx, act: Act, input: PublishResultInput & MutationInput): Promise<Outcome<{ publicationId: string }>> {
  const loaded = await loadOwnPublication(tx, act, input.publicationId);
  if (!loaded.ok) return loaded;
  const { row, profile } = loaded.value;
  const redactedFields = [...new Set(input.redactedFields ?? [])];
  const own = actsForInspectingDepartment(profile, act.identity, row);
  if (!own.ok) return own;
  const may = resultMayBePublished(profile, row, input);
  if (!may.ok) return may;
  const redaction = fieldsMayBeRedacted(profile, redactedFields, input.redactionGround);
  if (!redaction.ok) return redaction;
  const optional = optionalChannelsAreOffered(profile, input.optionalChannels ?? []);
  if (!optional.ok) return optional;
  const channels = demand(profile.publication.channels);
  if (!channels.ok) return channels;

  const revision = row.revision + 1;
  const change = { state: 'PUBLISHING' as const, redactedFields, optionalChannels: [...optional.value], publishedBy: act.identity.subject, publishRequestedAt: act.now, revision };
  const published = await changePublication(tx, row, change);
  invariant(published.result !== null, 'a result without content is not published');
  const reading = whatThePublicReads(published, published.result, (await findDepartment(tx, row.departmentId))?.name ?? null);
  await sendToChannels(tx, act, {
    region: row.region, subjectKind: 'RESULT', subjectId: row.id, revision, operation: 'PUBLISH',
    destinations: destinationsOf(channels.value, optional.value), payload: messageOf(reading),
  });
  return ok({ publicationId: row.id });
}
