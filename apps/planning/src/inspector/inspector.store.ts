import { and, count, eq, gte, isNull, or, sql } from 'drizzle-orm';
import type { Day } from '@sortition/kernel';
import type { EventPayload } from '@sortition/events';
import { among, type Tx } from '@sortition/service-kit';
import { inspector } from './inspector.table.ts';

export async function saveInspectors(tx: Tx, { inspectors }: EventPayload<'InspectorRosterChanged'>): Promise<void> {
  if (inspectors.length === 0) return;
  await tx.insert(inspector)
    .values(inspectors.map(({ inspectorId, departmentId, qualified, certificateExpiresOn, active }) => ({ id: inspectorId, departmentId, qualified, certificateExpiresOn, active })))
    .onConflictDoUpdate({
      target: inspector.id,
      set: { departmentId: sql`excluded.department_id`, qualified: sql`excluded.qualified`, certificateExpiresOn: sql`excluded.certificate_expires_on`, active: sql`excluded.active` },
    });
}

/** Active, qualified inspectors of the departments, whose certificate has not run out on the day. CQ 7.5. */
export async function countInspectorsAvailable(tx: Tx, departmentIds: readonly string[], day: Day): Promise<number> {
  if (departmentIds.length === 0) return 0;
  const holdsCertificate = or(isNull(inspector.certificateExpiresOn), gte(inspector.certificateExpiresOn, day));
  const [row] = await tx.select({ available: count() }).from(inspector)
    .where(and(among(inspector.departmentId, departmentIds), eq(inspector.active, true), eq(inspector.qualified, true), holdsCertificate));
  return row?.available ?? 0;
}
