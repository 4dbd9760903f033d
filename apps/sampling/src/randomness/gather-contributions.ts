import type { Contribution, RandomnessSource } from '@sortition/draw';
import { invariant, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type Profile } from '@sortition/profiles';
import type { Act, Tx } from '@sortition/service-kit';
import { platformContribution } from './platform-contribution.ts';
import { objectionsUntil } from './randomness.rules.ts';
import { lockSources, secretOf, updateSource, type RandomnessRow } from './randomness.store.ts';

export interface SeededDraw {
  readonly drawId: string;
  readonly intent: { readonly randomness: readonly RandomnessSource[]; readonly createdAt: string };
  readonly profile: Profile;
}

function given(row: RandomnessRow): Contribution {
  invariant(row.encoding !== null && row.value !== null, 'a source that has spoken keeps what it gave');
  return { source: row.source, encoding: row.encoding, value: row.value };
}

/**
 * What every source of the intent gave, in its order: the same however often it is asked. The platform's own value is opened here,
 * after all others; it stays out of the public log until the draw is opened, so that the seed cannot be made from what the log holds.
 */
export async function gatherContributions(tx: Tx, act: Act, { drawId, intent, profile }: SeededDraw): Promise<Outcome<Contribution[]>> {
  const clause = clauseOf(profile.draw.verifiable);
  const objections = objectionsUntil(new Date(intent.createdAt), profile);
  if (!objections.ok) return objections;
  if (objections.value !== null && act.now < objections.value) return refuse('OBJECTION_PERIOD', clause, { until: objections.value.toISOString() });
  const rows = new Map((await lockSources(tx, drawId)).map((row) => [row.source, row]));
  const awaited = [...rows.values()].filter(({ kind, state }) => kind !== 'PLATFORM' && state !== 'GIVEN').map(({ source }) => source);
  if (awaited.length > 0) return refuse('RANDOMNESS_PENDING', clause, { sources: awaited });

  const contributions: Contribution[] = [];
  for (const { source, kind } of intent.randomness) {
    const row = rows.get(source);
    invariant(row !== undefined, 'the sources of an intent are on record');
    contributions.push(kind === 'PLATFORM' ? await openOwn(tx, act, row) : given(row));
  }
  return ok(contributions);
}

async function openOwn(tx: Tx, act: Act, row: RandomnessRow): Promise<Contribution> {
  if (row.state === 'GIVEN') return given(row);
  const value = await secretOf(tx, row.drawId);
  invariant(value !== undefined, 'the platform keeps what it bound itself to');
  const own = platformContribution(value);
  await updateSource(tx, row.drawId, row.source, { state: 'GIVEN', encoding: own.encoding, value, givenBy: 'platform', givenAt: act.now });
  return own;
}
