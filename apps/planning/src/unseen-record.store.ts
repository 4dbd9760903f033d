import { sql } from 'drizzle-orm';
import { refuse, type Outcome } from '@sortition/kernel';
import type { Tx } from '@sortition/service-kit';

/** For a record that the row policies hide, or that is not there: an outsider learns that it is forbidden, and nothing else. CQ 4.1. */
export async function refuseUnseen(tx: Tx, entity: string, id: string): Promise<Outcome<never>> {
  const { rows } = await tx.execute<{ known: boolean }>(sql`select planning.record_exists(${id}::uuid) as known`);
  return rows[0]?.known === true ? refuse('FORBIDDEN', 'CQ 4.1', { entity, id }) : refuse('NOT_FOUND', null, { entity, id });
}
