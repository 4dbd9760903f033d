import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type Profile } from '@sortition/profiles';
import type { PlanEntryRow } from '../plan-entry/plan-entry.store.ts';

export interface FilledFormColumn {
  readonly field: string;
  readonly header: string;
  /** Sub-columns under the header. */
  readonly parts: readonly { readonly field: string; readonly header: string }[];
}

/** A plan in the layout of a printed form. */
export interface FilledForm {
  readonly code: string;
  readonly title: string;
  readonly columns: readonly FilledFormColumn[];
  /** One cell for each column or part of a column. */
  readonly rows: readonly (readonly string[])[];
}

type NameOf = (departmentId: string) => string;

const itemNames = (entry: PlanEntryRow, inspects: (departmentId: string) => boolean): string =>
  entry.items.filter(({ departmentId }) => inspects(departmentId)).map(({ name }) => name).join('；');

const CELLS: Readonly<Record<string, (entry: PlanEntryRow, nameOf: NameOf, row: number) => string>> = {
  serialNo: ({ serialNo }, _nameOf, row) => (serialNo ?? row).toString(),
  name: ({ name }) => name ?? '',
  leadDepartment: ({ leadDepartmentId }, nameOf) => (leadDepartmentId === null ? '' : nameOf(leadDepartmentId)),
  participatingDepartments: ({ participatingDepartmentIds }, nameOf) => participatingDepartmentIds.map(nameOf).join('、'),
  items: (entry) => itemNames(entry, () => true),
  'items.lead': (entry) => itemNames(entry, (id) => id === entry.leadDepartmentId),
  'items.participants': (entry) => itemNames(entry, (id) => id !== entry.leadDepartmentId),
  objectScope: ({ objectScope }) => objectScope ?? '',
  period: ({ periodFrom, periodTo }) => (periodFrom === null || periodTo === null ? '' : `${periodFrom}至${periodTo}`),
  ratio: ({ ratio }) => ratio ?? '',
  frequency: ({ frequency }) => frequency?.toString() ?? '',
  objectCount: ({ objectCount }) => objectCount?.toString() ?? '',
};

const cellOf = (field: string, entry: PlanEntryRow, nameOf: NameOf, row: number): string => CELLS[field]?.(entry, nameOf, row) ?? entry.furtherFields[field] ?? '';

const bySerialNumber = (a: PlanEntryRow, b: PlanEntryRow): number => (a.serialNo ?? Infinity) - (b.serialNo ?? Infinity) || (a.id < b.id ? -1 : 1);

/** Fills the form that the profile has under the code, its own plan form by default. CQ 7.3, annex D. */
export function planInForm(profile: Profile, code: string | null, entries: readonly PlanEntryRow[], nameOf: NameOf): Outcome<FilledForm> {
  const wanted = code ?? profile.plan.form.value;
  const form = profile.forms.templates.value.find((template) => template.code === wanted);
  if (form === undefined) return refuse('INVALID_VALUE', clauseOf(profile.plan.form), { field: 'form', value: wanted });
  const columns = form.columns.map(({ field, zh, parts }) => ({ field, header: zh, parts: parts.map((part) => ({ field: part.field, header: part.zh })) }));
  const leaves = columns.flatMap(({ field, parts }) => (parts.length === 0 ? [field] : parts.map((part) => part.field)));
  const rows = entries.toSorted(bySerialNumber).map((entry, index) => leaves.map((field) => cellOf(field, entry, nameOf, index + 1)));
  return ok({ code: form.code, title: form.zh, columns, rows });
}
