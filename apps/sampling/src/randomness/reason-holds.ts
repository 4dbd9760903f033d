import { ok, refuse, type Outcome } from '@sortition/kernel';
import type { Tx } from '@sortition/service-kit';
import { withheldSources } from './randomness.store.ts';

/** Somebody bound itself and did not reveal in time: the one reason for giving a draw up that names no fault of the lead. */
const UNREVEALED = 'UNREVEALED';

/** UNREVEALED is a reason only where the record says who withheld; any other reason is for people to judge. */
export const reasonHolds = async (tx: Tx, drawId: string, reason: string, clause: string | null): Promise<Outcome<true>> =>
  reason !== UNREVEALED || (await withheldSources(tx, drawId)).length > 0 ? ok(true) : refuse('INVALID_VALUE', clause, { field: 'reason', reason: 'NOBODY_WITHHELD' });
