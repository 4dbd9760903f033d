import { asc, eq } from 'drizzle-orm';
import type { EventPayload } from '@sortition/events';
import type { Tx } from '@sortition/service-kit';
import { rosterExpert } from './roster.table.ts';

export type RosterExpertRow = typeof rosterExpert.$inferSelect;

export async function applyExpert(tx: Tx, event: EventPayload<'ExpertSaved'>): Promise<void> {
  const { expertId, qualification, ...rest } = event;
  const row = { ...rest, qualificationNo: qualification?.number ?? null, qualificationExpiresOn: qualification?.expiresOn ?? null };
  await tx.insert(rosterExpert).values({ id: expertId, ...row }).onConflictDoUpdate({ target: rosterExpert.id, set: row });
}

export async function findExpert(tx: Tx, id: string): Promise<RosterExpertRow | undefined> {
  const [row] = await tx.select().from(rosterExpert).where(eq(rosterExpert.id, id));
  return row;
}

/** The active experts and bodies, in the order of their ids. */
export const listExperts = (tx: Tx): Promise<RosterExpertRow[]> => tx.select().from(rosterExpert).where(eq(rosterExpert.active, true)).orderBy(asc(rosterExpert.id));
