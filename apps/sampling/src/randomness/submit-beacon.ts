import { drandRoundOf, verifyBeacon } from '@sortition/draw';
import { refuse, type Outcome } from '@sortition/kernel';
import type { Act, MutationInput, Tx } from '@sortition/service-kit';
import { speaksForDepartment } from '../task/task.rules.ts';
import { giveContribution, lockSource, type Source, type SourceKey } from './awaited-source.ts';

export interface SubmitBeaconInput extends MutationInput {
  readonly drawId: string;
  readonly source: string;
  readonly signature: string;
}

/** Takes the signature of an announced round from wherever it comes: the pinned key decides, not the messenger. */
export function giveBeacon(tx: Tx, act: Act, source: Source, signature: string): Promise<Outcome<SourceKey>> | Outcome<SourceKey> {
  const { row, clause } = source;
  const round = drandRoundOf(row.source);
  if (round === null || !verifyBeacon(round, signature)) return refuse('BEACON_INVALID', clause, { source: row.source });
  return giveContribution(tx, act, source, { source: row.source, encoding: 'hex', value: signature });
}

export async function submitBeacon(tx: Tx, act: Act, input: SubmitBeaconInput): Promise<Outcome<SourceKey>> {
  const source = await lockSource(tx, input.drawId, input.source, 'BEACON');
  if (!source.ok) return source;
  const permitted = speaksForDepartment(act.identity, source.value.task, source.value.clause);
  return permitted.ok ? giveBeacon(tx, act, source.value, input.signature) : permitted;
}
