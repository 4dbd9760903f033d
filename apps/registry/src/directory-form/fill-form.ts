import { dayOf, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, profileInForce, SHIPPED_PROFILES, type DeepReadonly, type Form, type Profile } from '@sortition/profiles';
import { connectionOf, pageOf, read, unwrap, type Page, type PersonalData, type ServiceContext, type Tx } from '@sortition/service-kit';
import { findDepartments } from '../department/department.store.ts';
import type { QueryExportFormArgs } from '../generated/resolvers.ts';
import { departmentsOn, listForm } from '../inspection-item/inspection-item.rules.ts';
import { pageOfItems, positionOfItem } from '../inspection-item/inspection-item.store.ts';
import { formOfKind } from '../inspection-object/entry-rules.ts';
import { listObjects } from '../inspection-object/inspection-object.store.ts';
import { inspectorForm } from '../inspector/inspector.rules.ts';
import { listInspectors } from '../inspector/inspector.store.ts';
import { cellsOfInspector, cellsOfItem, cellsOfObject, type Cells } from './form-cells.ts';

type Scope = QueryExportFormArgs['scope'];

interface FilledRow {
  readonly position: readonly string[];
  readonly cells: Cells;
}

export interface FilledFormPage {
  readonly form: string;
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** A page of a list or directory as a form prints it. CQ annexes A to C. */
export async function fillForm(context: ServiceContext, personalData: PersonalData, args: QueryExportFormArgs): Promise<FilledFormPage> {
  const profile = unwrap(profileInForce(SHIPPED_PROFILES, args.profile, dayOf(context.clock())));
  const form = unwrap(formNamed(profile, args.form));
  const page = pageOf({ first: args.first ?? 200, after: args.after });
  const rows = unwrap(await read(context, (tx) => rowsOf(tx, { profile, form, scope: args.scope, page, personalData, department: context.identity.department })));
  const { nodes, pageInfo } = connectionOf(rows, page, ({ position }) => position);
  return {
    form: form.code, title: form.zh, columns: form.columns.map(({ zh }) => zh), pageInfo,
    rows: nodes.map(({ cells }) => form.columns.map(({ field }) => String(cells[field] ?? ''))),
  };
}

const column = (zh: string, field: string): Form['columns'][number] => ({ zh, field, required: false, parts: [] });

/** No text prints a form for it: the items of a list with their codes in the lists that they are linked with. SAMR 2.1. */
const ITEM_LINKS: DeepReadonly<Form> = {
  code: 'ITEM_LINKS', zh: '抽查事项清单衔接表',
  columns: [column('序号', 'serialNo'), column('抽查事项', 'name'), column('权责事项编码', 'powerDutyCode'), column('互联网＋监管事项编码', 'internetPlusCode')],
  signatureBlock: false,
};

function formNamed(profile: Profile, code: string): Outcome<DeepReadonly<Form>> {
  if (code === ITEM_LINKS.code) return ok(ITEM_LINKS);
  const { templates } = profile.forms;
  const forms = templates.value ?? [];
  const form = forms.find((each) => each.code === code);
  return form === undefined ? refuse('INVALID_VALUE', clauseOf(templates), { field: 'form', value: code, allowed: forms.map((each) => each.code) }) : ok(form);
}

interface Filling {
  readonly profile: Profile;
  readonly form: DeepReadonly<Form>;
  readonly scope: Scope;
  readonly page: Page;
  readonly personalData: PersonalData;
  readonly department: string | null;
}

async function rowsOf(tx: Tx, filling: Filling): Promise<Outcome<readonly FilledRow[]>> {
  const { profile, form } = filling;
  if (form.code === ITEM_LINKS.code || form.code === listForm(profile)?.code) return itemRows(tx, filling);
  if (form.code === inspectorForm(profile)?.code) return ok(await inspectorRows(tx, filling));
  const known: readonly string[] = profile.objectDirectory.kinds.value ?? [];
  const kinds = known.filter((kind) => formOfKind(profile, kind)?.code === form.code);
  return kinds.length === 0 ? refuse('INVALID_VALUE', clauseOf(profile.forms.templates), { field: 'form', value: form.code }) : ok(await objectRows(tx, filling, kinds));
}

async function namesOf(tx: Tx, ids: readonly string[]): Promise<(id: string) => string> {
  const names = new Map((ids.length === 0 ? [] : await findDepartments(tx, [...new Set(ids)])).map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? '';
}

async function itemRows(tx: Tx, { profile, scope, page }: Filling): Promise<Outcome<readonly FilledRow[]>> {
  if (scope.itemListId == null) return refuse('MISSING_FIELD', clauseOf(profile.itemList.form), { field: 'itemListId' });
  const items = await pageOfItems(tx, scope.itemListId, page);
  const nameOf = await namesOf(tx, items.flatMap(departmentsOn));
  return ok(items.map((item) => ({ position: positionOfItem(item), cells: cellsOfItem(item, nameOf) })));
}

async function objectRows(tx: Tx, { scope, page, personalData, department }: Filling, kinds: readonly string[]): Promise<readonly FilledRow[]> {
  const rows = await listObjects(tx, { kinds, divisionCode: scope.divisionCode, ownerDepartmentId: scope.ownerDepartmentId, states: ['ACTIVE', 'SUSPECT', 'DRAFT'] }, page);
  return rows.map((row) => ({ position: [row.divisionCode, row.id], cells: cellsOfObject(row, personalData, department) }));
}

async function inspectorRows(tx: Tx, { scope, page, personalData, department }: Filling): Promise<readonly FilledRow[]> {
  const rows = await listInspectors(tx, { divisionCode: scope.divisionCode, departmentId: scope.ownerDepartmentId, states: ['ENTERED', 'CONFIRMED', 'SUSPENDED'] }, page);
  const nameOf = await namesOf(tx, rows.map(({ departmentId }) => departmentId));
  return rows.map((row) => ({ position: [row.divisionCode, row.id], cells: cellsOfInspector(row, personalData, department, nameOf) }));
}
