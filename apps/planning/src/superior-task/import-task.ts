import { invariant, newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { recordChange, type Act, type Tx } from '@sortition/service-kit';
import { ownDepartment } from '../department/department.store.ts';
import { findPublishedItems } from '../item-list/item-list.store.ts';
import type { EntryDrawMode } from '../plan-entry/draw-mode.rules.ts';
import { profileForNewAct, stampOf } from '../stamped-profile.ts';
import { findSuperiorTaskByNumber, insertSuperiorTask, type SuperiorTaskRow } from './superior-task.store.ts';

export interface ImportTaskInput {
  readonly idempotencyKey: string;
  readonly superiorNumber: string;
  readonly issuer: string;
  readonly title: string;
  readonly year: number;
  readonly drawMode: EntryDrawMode;
  readonly itemIds: readonly string[];
  readonly period: { readonly from: string; readonly to: string };
}

/** Takes over what a superior sent down; it stands outside of the department's own plan until it is carried out. SY art.5(4). */
export async function importTask(tx: Tx, act: Act, input: ImportTaskInput): Promise<Outcome<{ superiorTaskId: string }>> {
  const own = await ownDepartment(tx, act);
  if (!own.ok) return own;
  const profile = profileForNewAct(own.value.profile, act.now);
  if (!profile.ok) return profile;
  const { origins } = profile.value.task;
  const clause = clauseOf(origins);
  if (origins.value?.includes('SUPERIOR') !== true) return refuse('PROFILE_INCOMPLETE', clause, { parameter: origins.parameter });
  const { superiorNumber, issuer, title, year, drawMode, period } = input;
  const empty = Object.entries({ superiorNumber, issuer, title }).find(([, text]) => text.trim() === '');
  if (empty !== undefined) return refuse('MISSING_FIELD', clause, { field: empty[0] });
  if (period.from > period.to) return refuse('INVALID_VALUE', clause, { field: 'period' });
  const itemIds = [...new Set(input.itemIds)];
  if (itemIds.length === 0) return refuse('MISSING_FIELD', clause, { field: 'itemIds' });
  const items = await findPublishedItems(tx, itemIds);
  const unlisted = itemIds.find((id) => !items.some((item) => item.id === id));
  if (unlisted !== undefined) return refuse('ITEM_NOT_IN_LIST', clause, { itemId: unlisted });

  const row: SuperiorTaskRow = {
    id: newId(), superiorNumber, issuer, title, year, drawMode, itemIds, lineageIds: items.map(({ lineageId }) => lineageId), periodFrom: period.from, periodTo: period.to,
    departmentId: own.value.id, departmentIds: [own.value.id], parentId: null, state: 'IMPORTED', acceptedAt: null, report: null, ...stampOf(profile.value), importedAt: act.now, importedBy: act.identity.subject,
  };
  if (!await insertSuperiorTask(tx, row)) {
    const known = await findSuperiorTaskByNumber(tx, own.value.id, superiorNumber);
    invariant(known !== undefined, 'what is there already can be found');
    recordChange(tx, { entity: 'SuperiorTask', entityId: known.id, before: null, after: { importedAgain: superiorNumber } });
    return ok({ superiorTaskId: known.id });
  }
  recordChange(tx, { entity: 'SuperiorTask', entityId: row.id, before: null, after: row });
  return ok({ superiorTaskId: row.id });
}
