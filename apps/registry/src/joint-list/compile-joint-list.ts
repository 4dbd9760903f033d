import { newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { hasRole, recordChange, type Act, type Tx } from '@sortition/service-kit';
import { listDepartments } from '../department/department.store.ts';
import { ownDepartment } from '../department/own-department.ts';
import type { CompileJointListInput } from '../generated/resolvers.ts';
import { insertItems, itemsOfLists } from '../inspection-item/inspection-item.store.ts';
import { draftOf } from '../item-list/draft-of.ts';
import { insertItemList, listItemLists } from '../item-list/item-list.store.ts';
import { rulesInForce } from '../rules-of.ts';
import { plansReported } from './plan-report.store.ts';

export interface Unreported {
  readonly departmentId: string;
  readonly source: 'ITEM_LISTS' | 'PLANS';
}

export interface CompiledList {
  readonly itemListId: string;
  readonly missing: readonly Unreported[];
}

const MOST = 500;

/** The office puts the joint items of all department lists together (梳理形成联合抽查事项清单), and says whose reports it lacks. GA art.34, 38. */
export async function compileJointList(tx: Tx, act: Act, input: CompileJointListInput): Promise<Outcome<CompiledList>> {
  const own = await ownDepartment(tx, act, act.identity.roles, null);
  if (!own.ok) return own;
  const profile = rulesInForce(own.value.profile, act.now);
  if (!profile.ok) return profile;
  const { compiler, sources, classCodes } = profile.value.jointList;
  const clause = clauseOf(compiler);
  if (compiler.value === null || !hasRole(act.identity, 'COORDINATOR')) return refuse('FORBIDDEN', clause, { compiler: compiler.value });
  const lists = (await listItemLists(tx, { states: ['PUBLISHED'], profile: profile.value.code, joint: false }, { first: MOST, after: null })).filter(({ departmentId }) => departmentId !== own.value.id);
  const departments = (await listDepartments(tx, { profile: profile.value.code, active: true }, { first: MOST, after: null })).filter(({ id }) => id !== own.value.id);
  if (lists.length > MOST || departments.length > MOST) return refuse('TOO_MANY_ROWS', clause, { max: MOST });
  const reported = { ITEM_LISTS: new Set(lists.map(({ departmentId }) => departmentId)), PLANS: await plansReported(tx, profile.value.code, input.year) };
  const missing = departments.flatMap(({ id }) => sources.value.filter((source) => !reported[source].has(id)).map((source) => ({ departmentId: id, source })));

  const draft = draftOf(profile.value, own.value, act, { name: input.name, joint: true, cause: 'WORK_NEED', keyMaxShare: null });
  if (!draft.ok) return draft;
  const items = (await itemsOfLists(tx, lists.map(({ id }) => id))).filter(({ itemClass }) => itemClass !== null && classCodes.value.includes(itemClass));
  await insertItemList(tx, draft.value);
  await insertItems(tx, items.map((item, index) => ({ ...item, id: newId(), listId: draft.value.id, serialNo: index + 1, joint: true, locked: true, updatedAt: act.now })));
  recordChange(tx, { entity: 'ItemList', entityId: draft.value.id, before: null, after: { ...draft.value, items: items.length, missing } });
  return ok({ itemListId: draft.value.id, missing });
}
