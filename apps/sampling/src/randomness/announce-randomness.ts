import { commitmentTo, drandRoundOf, roundTime, type RandomnessSource } from '@sortition/draw';
import { ok, type Outcome } from '@sortition/kernel';
import type { Profile } from '@sortition/profiles';
import { appendEvent, type Act, type Tx } from '@sortition/service-kit';
import type { TaskRow } from '../task/task.store.ts';
import { platformContribution } from './platform-contribution.ts';
import { DRAW_HASH, objectionsUntil, revealsUntil, sourcesAnnounced, type AnnouncedSource } from './randomness.rules.ts';
import { insertSources, lockWaitingCommitments, takeCommitments, type CommitmentRow } from './randomness.store.ts';

export type { AnnouncedSource };

export interface Announcement {
  /** The draw whose intent is being made; nothing of it need be stored yet. */
  readonly drawId: string;
  readonly kind: 'OBJECT' | 'INSPECTOR';
  readonly task: TaskRow;
  /** The department that draws. */
  readonly departmentId: string;
  readonly announced: readonly AnnouncedSource[];
  readonly profile: Profile;
}

/** When each source is expected; dice are rolled when people meet. */
function dueOf(source: RandomnessSource, revealBy: Date): Date | null {
  if (source.kind === 'DEPARTMENT') return revealBy;
  const round = source.kind === 'BEACON' ? drandRoundOf(source.source) : null;
  return round === null ? null : new Date(roundTime(round) * 1000);
}

async function save(tx: Tx, act: Act, { drawId, task }: Announcement, sources: readonly RandomnessSource[], waiting: readonly CommitmentRow[], secret: string, revealBy: Date): Promise<void> {
  const rows = sources.map((each) => ({ ...each, drawId, taskId: task.id, state: 'AWAITED' as const, dueAt: dueOf(each, revealBy) }));
  await insertSources(tx, rows, { drawId, value: secret });
  await takeCommitments(tx, drawId, waiting.map(({ id }) => id));
  for (const { source, commitment } of sources.filter((each) => each.commitment !== null)) {
    await appendEvent(tx, act, 'RandomnessGiven', { drawId, taskId: task.id, source, step: 'COMMITTED', commitment, value: null, at: act.now.toISOString() });
  }
}

/**
 * Names the sources of a draw's randomness for its intent, before any of it exists. The platform binds itself in the intent as the
 * departments do: it made its value without knowing theirs, and nobody learns it before the draw.
 */
export async function announceRandomness(tx: Tx, act: Act, announcement: Announcement): Promise<Outcome<RandomnessSource[]>> {
  const { kind, task, departmentId, announced, profile } = announcement;
  const waiting = await lockWaitingCommitments(tx, { taskId: task.id, drawKind: kind, drawnBy: departmentId });
  const revealBy = waiting.length === 0 ? ok(act.now) : revealsUntil(act.now, profile);
  if (!revealBy.ok) return revealBy;
  const objections = objectionsUntil(act.now, profile);
  if (!objections.ok) return objections;
  const others = sourcesAnnounced(announced, { now: act.now, beaconAfter: objections.value ?? act.now, committed: waiting.map((one) => one.departmentId) });
  if (!others.ok) return others;

  const own = platformContribution();
  const sources: RandomnessSource[] = [
    { source: 'platform', kind: 'PLATFORM', commitment: commitmentTo(DRAW_HASH, own) },
    ...others.value.map((each) => ({ ...each, commitment: waiting.find((one) => each.kind === 'DEPARTMENT' && one.departmentId === each.source)?.commitment ?? null })),
  ];
  await save(tx, act, announcement, sources, waiting, own.value, revealBy.value);
  return ok(sources);
}
