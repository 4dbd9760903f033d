import type { Contribution, RandomnessSource } from '@sortition/draw';
import { ok, refuse, type Outcome } from '@sortition/kernel';
import type { Act, Tx } from '@sortition/service-kit';
import { platformContribution } from './platform-contribution.ts';

interface SeededDraw {
  readonly drawId: string;
  readonly intent: { readonly randomness: readonly RandomnessSource[] };
  readonly given: readonly { readonly source: string; readonly value: string }[];
}

/** What every announced source gave, and nobody else: the intent fixed who takes part. */
export async function gatherContributions(_tx: Tx, _act: Act, { intent, given }: SeededDraw): Promise<Outcome<Contribution[]>> {
  const announced = intent.randomness.filter(({ kind }) => kind !== 'PLATFORM').map(({ source }) => source);
  const missing = announced.filter((source) => given.filter((each) => each.source === source).length !== 1);
  const foreign = given.filter(({ source }) => !announced.includes(source)).map(({ source }) => source);
  if (missing.length > 0) return refuse('MISSING_FIELD', null, { field: 'contributions', sources: missing });
  if (foreign.length > 0) return refuse('INVALID_VALUE', null, { field: 'contributions', sources: foreign });
  return ok([platformContribution(), ...given.map(({ source, value }) => ({ source, encoding: 'text' as const, value }))]);
}
