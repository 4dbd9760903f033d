import { dayOf, invariant } from '@sortition/kernel';
import { appendEvent, type Act, type Tx } from '@sortition/service-kit';
import { messagesOf, type MessageRow } from '../channel/channel-message.store.ts';
import { reachedItsChannels } from '../channel/channel.rules.ts';
import { receiptsForEvent } from '../channel/receipts-for-event.ts';
import { approvedCorrection, setCorrection, type CorrectionRow } from '../correction/correction.store.ts';
import { findDepartment } from '../department/department.store.ts';
import { notifySubscribers } from '../joint-discipline/discipline-notice.store.ts';
import { isSerious } from '../joint-discipline/share-for-joint-discipline.ts';
import { keepEarlierVersion, replacePublicResult, showPublicResult } from '../public-result/public-result.store.ts';
import { messageOf, whatThePublicReads } from '../public-result/public-result.rules.ts';
import { appendToLog } from '../public-log/append-to-log.ts';
import { tidingsOfCorrection, tidingsOfResult } from '../public-log/log-entry.rules.ts';
import { rulesOf } from '../rules-of.ts';
import { completeStop } from '../stop-publication/stop-publication.store.ts';
import { correctResultItems } from '../visit/visit.store.ts';
import { changePublication, lockPublication, type PublicationRow } from './publication.store.ts';
import type { FormedResult } from './publication.table.ts';

const publicState = ({ redactedFields }: PublicationRow): 'PUBLISHED' | 'REDACTED' => (redactedFields.length > 0 ? 'REDACTED' : 'PUBLISHED');

const readingOf = async (tx: Tx, row: PublicationRow, result: FormedResult) => whatThePublicReads(row, result, (await findDepartment(tx, row.departmentId))?.name ?? null);

/** The last mandatory receipt is there: the result stands in public, and everybody who waited for it is told. */
async function makePublic(tx: Tx, act: Act, row: PublicationRow, messages: readonly MessageRow[]): Promise<void> {
  invariant(row.result !== null && row.resultId !== null, 'a result is formed before it is published');
  const late = row.dueDate !== null && dayOf(act.now) > row.dueDate;
  const state = publicState(row);
  const reading = await readingOf(tx, row, row.result);
  await showPublicResult(tx, reading, act.now);
  await changePublication(tx, row, { state, publishedAt: act.now, late });
  await appendEvent(tx, act, 'PublicationDelivered', { subjectKind: 'RESULT', subjectId: row.resultId, revision: row.revision, receipts: receiptsForEvent(messages) });
  await appendEvent(tx, act, 'PublicationFinal', {
    publicationId: row.id, resultId: row.resultId, inspectionId: row.inspectionId, taskId: row.taskId, objectId: row.objectId, state, at: act.now.toISOString(), late,
  });
  if (isSerious(row.result.code) && rulesOf(row.profile).credit.jointApplication.value === true) await notifySubscribers(tx, row, 'PUBLISHED', act.now);
  await appendToLog(tx, tidingsOfResult({ publicationId: row.id, revision: row.revision }, messageOf(reading), act.now));
}

/** The channels have the correction: the public reads the new version, and the old one beside it. CQ 8.8.2. */
async function makeCorrectionPublic(tx: Tx, act: Act, row: PublicationRow, decided: CorrectionRow): Promise<void> {
  await keepEarlierVersion(tx, row.id, decided.reason, act.now);
  const reading = await readingOf(tx, row, decided.after);
  await replacePublicResult(tx, reading, act.now);
  await correctResultItems(tx, row.region, row.inspectionId, decided.after.items);
  await setCorrection(tx, decided, { state: 'PUBLISHED' });
  await changePublication(tx, row, { state: publicState(row), result: decided.after, corrected: true });
  await appendToLog(tx, tidingsOfCorrection({ publicationId: row.id, revision: row.revision }, messageOf(reading), decided.reason, act.now));
}

/** What follows from the receipts of one sending of a result; nothing while mandatory ones are missing. */
export async function settlePublication(tx: Tx, act: Act, publicationId: string, revision: number): Promise<void> {
  const row = await lockPublication(tx, publicationId);
  invariant(row !== undefined, 'messages belong to a publication');
  const messages = await messagesOf(tx, publicationId, revision);
  const [first] = messages;
  const withdrawn = first?.operation === 'WITHDRAW';
  // a withdrawal is complete only when no channel shows it any longer, whatever was enough for publishing
  const rule = withdrawn ? 'ALL_OF' : rulesOf(row.profile).publication.channelRule.value ?? 'ALL_OF';
  if (first === undefined || revision !== row.revision || !reachedItsChannels(rule, messages)) return;
  if (first.operation === 'PUBLISH' && row.state === 'PUBLISHING') return makePublic(tx, act, row, messages);
  if (first.operation === 'CORRECT' && row.state === 'CORRECTING') {
    const decided = await approvedCorrection(tx, publicationId, revision);
    invariant(decided !== undefined, 'a correction is approved before it is sent');
    return makeCorrectionPublic(tx, act, row, decided);
  }
  if (withdrawn && row.state !== 'STOPPED') {
    await completeStop(tx, publicationId, revision, act.now);
    await changePublication(tx, row, { state: 'STOPPED' });
    if (row.resultId !== null) await appendEvent(tx, act, 'PublicationFinal', {
      publicationId: row.id, resultId: row.resultId, inspectionId: row.inspectionId, taskId: row.taskId, objectId: row.objectId, state: 'STOPPED', at: act.now.toISOString(), late: row.late ?? false,
    });
  }
}
