import type { Contribution } from '@sortition/draw';
import { invariant, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, profileOfTask } from '@sortition/profiles';
import { appendEvent, recordChange, recordNoChange, type Act, type Tx } from '@sortition/service-kit';
import { findTask, type TaskRow } from '../task/task.store.ts';
import { isGivenUp, lockSources, updateSource, type RandomnessRow } from './randomness.store.ts';

export interface Source {
  readonly row: RandomnessRow;
  readonly task: TaskRow;
  readonly clause: string | null;
}

/** Where an answer is looked up again: a source of a draw. */
export interface SourceKey {
  readonly drawId: string;
  readonly source: string;
}

/** A source of a draw that is not given up, locked with all others of the draw, so that the draw and its sources wait for each other. */
export async function lockSource(tx: Tx, drawId: string, source: string, kind: RandomnessRow['kind']): Promise<Outcome<Source>> {
  const row = (await lockSources(tx, drawId)).find((each) => each.source === source && each.kind === kind);
  const task = row === undefined ? undefined : await findTask(tx, row.taskId);
  if (row === undefined || task === undefined) return refuse('NOT_FOUND', null, { entity: 'DrawRandomness', id: source });
  const profile = profileOfTask(task);
  if (!profile.ok) return profile;
  const clause = clauseOf(profile.value.draw.verifiable);
  return await isGivenUp(tx, drawId) ? refuse('INVALID_TRANSITION', clause, { from: 'VOID', to: 'GIVEN' }) : ok({ row, task, clause });
}

/** Takes down what a source gave. It speaks once: the same again changes nothing, anything else is refused. */
export async function giveContribution(tx: Tx, act: Act, { row, clause }: Source, given: Contribution): Promise<Outcome<SourceKey>> {
  const key = { drawId: row.drawId, source: row.source };
  if (row.state === 'GIVEN') {
    if (row.value !== given.value || row.encoding !== given.encoding) return refuse('INVALID_TRANSITION', clause, { from: 'GIVEN', to: 'GIVEN' });
    recordNoChange(tx);
    return ok(key);
  }
  invariant(given.source === row.source, 'a contribution is that of its source');
  await updateSource(tx, row.drawId, row.source, { state: 'GIVEN', encoding: given.encoding, value: given.value, givenBy: act.identity.subject, givenAt: act.now });
  recordChange(tx, { entity: 'DrawRandomness', entityId: row.drawId, before: { source: row.source, state: row.state }, after: { source: row.source, state: 'GIVEN', encoding: given.encoding, value: given.value } });
  await appendEvent(tx, act, 'RandomnessGiven', { ...key, taskId: row.taskId, step: 'REVEALED', commitment: row.commitment, value: given.value, at: act.now.toISOString() });
  return ok(key);
}
