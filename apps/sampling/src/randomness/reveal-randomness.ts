import { refuse, type Outcome } from '@sortition/kernel';
import type { Act, MutationInput, Tx } from '@sortition/service-kit';
import { speaksForDepartment } from '../task/task.rules.ts';
import { giveContribution, lockSource, type SourceKey } from './awaited-source.ts';
import { DRAW_HASH, keepsItsCommitment } from './randomness.rules.ts';

export interface RevealRandomnessInput extends MutationInput {
  readonly drawId: string;
  readonly encoding: 'TEXT' | 'HEX';
  readonly value: string;
}

/** A department shows what it had bound itself to. A wrong value is refused and leaves everything as it was, so the right one can follow. */
export async function revealRandomness(tx: Tx, act: Act, input: RevealRandomnessInput): Promise<Outcome<SourceKey>> {
  const { department } = act.identity;
  if (department === null) return refuse('FORBIDDEN', null, { relation: 'TASK_DEPARTMENT' });
  const source = await lockSource(tx, input.drawId, department, 'DEPARTMENT');
  if (!source.ok) return source;
  const { row, task, clause } = source.value;
  const permitted = speaksForDepartment(act.identity, task, clause);
  if (!permitted.ok) return permitted;
  const contribution = { source: row.source, encoding: input.encoding === 'HEX' ? 'hex' as const : 'text' as const, value: input.value };
  const kept = keepsItsCommitment(DRAW_HASH, row.commitment, contribution, clause);
  return kept.ok ? giveContribution(tx, act, source.value, kept.value) : kept;
}
