import { and, asc, eq, sql, type SQL } from 'drizzle-orm';
import { among, byKeys, type Tx } from '@sortition/service-kit';
import { industryBundle, jointField } from './inspection-field.table.ts';

export type JointFieldRow = typeof jointField.$inferSelect;
export type IndustryBundleRow = typeof industryBundle.$inferSelect;

export async function saveJointField(tx: Tx, row: JointFieldRow): Promise<void> {
  await tx.insert(jointField).values(row).onConflictDoUpdate({ target: [jointField.field, jointField.divisionCode], set: row });
}

// a code ending in 00 covers what lies below it
const covers = (divisionCode: string): SQL => sql`${divisionCode} like regexp_replace(${jointField.divisionCode}, '(00){1,2}$', '') || '%'`;

/** The marks that hold in a division. */
export const findJointFields = (tx: Tx, divisionCode: string): Promise<JointFieldRow[]> =>
  tx.select().from(jointField).where(and(eq(jointField.marked, true), covers(divisionCode))).orderBy(asc(jointField.field), asc(jointField.divisionCode)).limit(200);

export async function findJointField(tx: Tx, field: string, divisionCode: string): Promise<JointFieldRow | null> {
  const [row] = await tx.select().from(jointField).where(and(eq(jointField.field, field), eq(jointField.divisionCode, divisionCode)));
  return row ?? null;
}

export async function saveBundle(tx: Tx, row: IndustryBundleRow): Promise<void> {
  await tx.insert(industryBundle).values(row).onConflictDoUpdate({ target: industryBundle.id, set: row });
}

export const findBundles = byKeys((tx, ids) => tx.select().from(industryBundle).where(among(industryBundle.id, ids)));
