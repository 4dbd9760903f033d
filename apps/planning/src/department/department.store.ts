import { eq, max } from 'drizzle-orm';
import { ok, refuse, type Outcome } from '@sortition/kernel';
import type { EventPayload } from '@sortition/events';
import { among, type Act, type Tx } from '@sortition/service-kit';
import { department } from './department.table.ts';

export type DepartmentRow = typeof department.$inferSelect;

/** A department of the graph; its facts are the registry's. */
export interface DepartmentReference {
  readonly id: string;
}

export const findDepartments = (tx: Tx, ids: readonly string[]): Promise<DepartmentRow[]> =>
  ids.length === 0 ? Promise.resolve([]) : tx.select().from(department).where(among(department.id, ids));

/** The department for which the caller acts. */
export async function ownDepartment(tx: Tx, act: Act): Promise<Outcome<DepartmentRow>> {
  const id = act.identity.department;
  const [own] = id === null ? [] : await findDepartments(tx, [id]);
  return own === undefined ? refuse('FORBIDDEN', null, { department: id }) : ok(own);
}

async function nextIssuerNumber(tx: Tx, divisionCode: string): Promise<number> {
  const [row] = await tx.select({ last: max(department.issuerNumber) }).from(department).where(eq(department.divisionCode, divisionCode));
  return (row?.last ?? 0) + 1;
}

/** What a department still lacks before it may supervise. */
export async function saveReadiness(tx: Tx, { departmentId, missing }: EventPayload<'DepartmentReadinessChanged'>): Promise<void> {
  await tx.update(department).set({ missingAssets: missing }).where(eq(department.id, departmentId));
}

/** Keeps what the registry tells; a department that moves to another division gets a number there. */
export async function saveDepartment(tx: Tx, told: EventPayload<'DepartmentSaved'>): Promise<void> {
  const { departmentId: id, ...facts } = told;
  const [known] = await findDepartments(tx, [id]);
  const issuerNumber = known?.divisionCode === facts.divisionCode ? known.issuerNumber : await nextIssuerNumber(tx, facts.divisionCode);
  await tx.insert(department).values({ id, issuerNumber, ...facts }).onConflictDoUpdate({ target: department.id, set: { issuerNumber, ...facts } });
}
