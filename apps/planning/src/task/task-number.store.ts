import { sql } from 'drizzle-orm';
import { invariant } from '@sortition/kernel';
import type { Tx } from '@sortition/service-kit';
import { taskNumber } from './task.table.ts';

/** Division and number of the issuer, year, running number: `50000003-2025-00042`. */
export const printTaskNumber = (issuer: { readonly divisionCode: string; readonly issuerNumber: number }, year: number, running: number): string =>
  `${issuer.divisionCode}${issuer.issuerNumber.toString().padStart(2, '0')}-${year}-${running.toString().padStart(5, '0')}`;

/** Takes the issuer's next number of a year. Whoever comes at the same time waits for this transaction; a rolled back one gives its number back. */
export async function nextTaskNumber(tx: Tx, issuer: { readonly id: string; readonly divisionCode: string; readonly issuerNumber: number }, year: number): Promise<string> {
  const [row] = await tx.insert(taskNumber).values({ departmentId: issuer.id, year, last: 1 })
    .onConflictDoUpdate({ target: [taskNumber.departmentId, taskNumber.year], set: { last: sql`${taskNumber.last} + 1` } })
    .returning({ running: taskNumber.last });
  invariant(row !== undefined, 'an upsert returns its row');
  return printTaskNumber(issuer, year, row.running);
}
