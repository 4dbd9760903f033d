import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { listInspectionItems } from '../visit/visit.store.ts';
import { recordAsMember, recordMustBe } from './record-access.ts';
import { itemMustBeAssigned } from './record.rules.ts';
import { updateRecordItem } from './record.store.ts';

export interface SaveRecordItemInput extends MutationInput {
  readonly recordId: string;
  readonly itemId?: string | null | undefined;
  readonly situation?: string | null | undefined;
  readonly inspected: boolean;
  readonly problemFound: boolean;
  readonly suspectedCrime?: boolean | null | undefined;
  readonly outOfCompetence?: boolean | null | undefined;
  readonly checkPoints?: readonly { readonly text: string; readonly answer: string }[] | null | undefined;
}

/** CQ 8.6.3: what was found for one item; old and new value stay in the trail. */
export async function saveRecordItem(tx: Tx, act: Act, input: SaveRecordItemInput): Promise<Outcome<{ recordId: string }>> {
  const access = await recordAsMember(tx, act, input.recordId);
  if (!access.ok) return access;
  const { record, items, visit, profile, member } = access.value;
  const clause = clauseOf(profile.record.form);
  const open = recordMustBe(access.value, ['OPEN'], 'OPEN');
  if (!open.ok) return open;
  if (!input.itemId) return refuse('MISSING_FIELD', clause, { field: 'items[].itemId' });
  const item = items.find(({ itemId }) => itemId === input.itemId);
  if (item === undefined) return refuse('ITEM_NOT_IN_TASK', clause, { itemId: input.itemId });
  const duty = (await listInspectionItems(tx, [visit.id])).find(({ itemId }) => itemId === item.itemId);
  const assigned = itemMustBeAssigned(duty?.assigneeId ?? null, member.inspectorId, item.itemId, profile);
  if (!assigned.ok) return assigned;
  const answers = input.checkPoints ?? [];
  const unknown = answers.find(({ text }) => !item.checkPoints.some((point) => point.text === text));
  if (unknown !== undefined) return refuse('INVALID_VALUE', clause, { field: 'checkPoints', value: unknown.text });
  const change = {
    situation: input.situation?.trim() ? input.situation.trim() : null, inspected: input.inspected, problemFound: input.problemFound,
    suspectedCrime: input.suspectedCrime ?? false, outOfCompetence: input.outOfCompetence ?? false, recordedById: member.inspectorId, recordedAt: act.now,
    checkPoints: item.checkPoints.map((point) => ({ ...point, answer: answers.find(({ text }) => text === point.text)?.answer.trim() || point.answer })),
  };
  await updateRecordItem(tx, item, change);
  const { situation, inspected, problemFound, suspectedCrime, outOfCompetence } = item;
  recordChange(tx, { entity: 'InspectionRecord', entityId: record.id, before: { itemId: item.itemId, situation, inspected, problemFound, suspectedCrime, outOfCompetence }, after: { itemId: item.itemId, ...change } });
  return ok({ recordId: record.id });
}
