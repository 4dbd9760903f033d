import type { EventPayload } from '@sortition/events';
import { dayOf, invariant, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, demand } from '@sortition/profiles';
import { hasRole, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { messagesOf, sendToChannels } from '../channel/channel-message.store.ts';
import { destinationsOf, reachedItsChannels } from '../channel/channel.rules.ts';
import { findDepartment } from '../department/department.store.ts';
import { rulesOf } from '../rules-of.ts';
import type { TaskRow } from '../task/task.store.ts';
import { decisionDueOn, decisionIsPublished } from './handling-decision.rules.ts';
import { changeDecision, insertDecision, lockDecision } from './handling-decision.store.ts';

/** A decision was made after an inspection: where the place publishes such decisions, its department owes it to the public. */
export async function expectDecision(tx: Tx, task: TaskRow, told: EventPayload<'DecisionMade'>): Promise<void> {
  const profile = rulesOf(task.profile);
  if (!decisionIsPublished(told.kind, profile)) return;
  const { decisionId: id, inspectionId, taskId, taskNumber, objectId, objectName, divisionCode, departmentId, kind, decisionNumber, madeOn } = told;
  await insertDecision(tx, {
    region: task.divisionCode, id, inspectionId, taskId, taskNumber, objectId, objectName, divisionCode, departmentId, departmentName: (await findDepartment(tx, departmentId))?.name ?? null,
    kind, decisionNumber, madeOn, dueDate: decisionDueOn(madeOn, profile), state: 'DUE', publicText: null, publishedBy: null, publishedAt: null, late: null, profile: task.profile,
  });
}

export interface PublishHandlingDecisionInput extends MutationInput {
  readonly decisionId: string;
  readonly publicText: string;
}

const REVISION = 1;

/** Sends the decision to the channels of results; late or not is settled when they have it. */
export async function publishHandlingDecision(tx: Tx, act: Act, input: PublishHandlingDecisionInput): Promise<Outcome<{ decisionId: string }>> {
  const row = await lockDecision(tx, input.decisionId);
  if (row === undefined) return refuse('FORBIDDEN', null, { decisionId: input.decisionId });
  const profile = rulesOf(row.profile);
  const clause = clauseOf(profile.publication.subjects);
  if (act.identity.department !== row.departmentId || !hasRole(act.identity, 'INSPECTOR', 'PLANNER', 'BUSINESS_DIVISION')) return refuse('FORBIDDEN', clause, { relation: 'DECIDING_DEPARTMENT' });
  if (row.state !== 'DUE') return refuse('INVALID_TRANSITION', clause, { from: row.state, to: 'PUBLISHING' });
  const publicText = input.publicText.trim();
  if (publicText === '') return refuse('MISSING_FIELD', clause, { field: 'publicText' });
  const channels = demand(profile.publication.channels);
  if (!channels.ok) return channels;
  await changeDecision(tx, row, { state: 'PUBLISHING', publicText, publishedBy: act.identity.subject });
  const { kind, decisionNumber, objectName, departmentName, taskNumber, madeOn, divisionCode } = row;
  await sendToChannels(tx, act, {
    region: row.region, subjectKind: 'HANDLING_DECISION', subjectId: row.id, revision: REVISION, operation: 'PUBLISH',
    destinations: destinationsOf(channels.value, []), payload: { kind, decisionNumber, objectName, departmentName, taskNumber, madeOn, divisionCode, text: publicText },
  });
  return ok({ decisionId: row.id });
}

/** All that must have it have it: the public reads the decision. */
export async function settleDecision(tx: Tx, act: Act, decisionId: string, revision: number): Promise<void> {
  const row = await lockDecision(tx, decisionId);
  invariant(row !== undefined, 'messages belong to a decision');
  if (row.state !== 'PUBLISHING' || !reachedItsChannels(rulesOf(row.profile).publication.channelRule.value ?? 'ALL_OF', await messagesOf(tx, decisionId, revision))) return;
  await changeDecision(tx, row, { state: 'PUBLISHED', publishedAt: act.now, late: row.dueDate !== null && dayOf(act.now) > row.dueDate });
}
