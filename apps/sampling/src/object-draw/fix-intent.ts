import { canonicalJson, draftIntent, intentHash, type DrawIntent } from '@sortition/draw';
import { ok, type Outcome } from '@sortition/kernel';
import { appendEvent, recordChange, type Act, type Tx } from '@sortition/service-kit';
import type { FrozenPopulation } from '../frame/freeze-population.ts';
import { announceRandomness, type AnnouncedSource } from '../randomness/announce-randomness.ts';
import { objectionsUntil } from '../randomness/randomness.rules.ts';
import { versionOf } from '../roster/roster.store.ts';
import { publicTermsOf } from '../task/public-terms.ts';
import type { DrawableTask } from './draw-may-begin.ts';
import type { Direction } from './draw-mode.rules.ts';
import type { KeptIn } from './except-from-repeat.ts';
import { countAttempts, insertObjectDraw, insertOverrides } from './object-draw.store.ts';
import type { SizedStratum } from './size-strata.ts';

export interface IntendedDraw {
  readonly drawId: string;
  readonly frozen: FrozenPopulation;
  readonly strata: readonly SizedStratum[];
  readonly direction: Direction;
  readonly keptIn: readonly KeptIn[];
  readonly announced: readonly AnnouncedSource[];
  /** What a supplement goes on from: the draw, its certificate, and the approved change. */
  readonly continues: { readonly drawId: string; readonly certificateHash: string; readonly changeId: string } | null;
}

const keyInFrame = ({ strata }: FrozenPopulation, key: string): string => strata.find((stratum) => stratum.key === key)?.keyInFrame ?? key;

/** Puts the intent of a draw on record, before any randomness exists. One intent gives at most one result; the attempts are counted in public. */
export async function fixIntent(tx: Tx, act: Act, { task, profile }: DrawableTask, draw: IntendedDraw): Promise<Outcome<{ drawId: string }>> {
  const { drawId: id, frozen, continues } = draw;
  const { frame, exclusions } = frozen;
  const randomness = await announceRandomness(tx, act, { drawId: id, kind: 'OBJECT', task, departmentId: task.leadDepartmentId, announced: draw.announced, profile });
  if (!randomness.ok) return randomness;
  const objections = objectionsUntil(act.now, profile);
  if (!objections.ok) return objections;
  const attempt = (await countAttempts(tx, task.id)) + 1;
  const intent: DrawIntent = draftIntent({
    hash: 'SHA-256', taskNumber: task.taskNumber, profile: task.profile, profileHash: task.profileHash, rosterVersion: String(await versionOf(tx, 'OBJECT')),
    units: frozen.units, frameRoot: frame.root, frameCount: frame.count, exclusions, strata: draw.strata.map(({ intended }) => ({ ...intended, key: keyInFrame(frozen, intended.key) })), drawnBy: task.leadDepartmentId,
    randomness: randomness.value, attempt, continues: continues?.certificateHash ?? null, createdAt: act.now.toISOString(),
  });
  const row = {
    id, taskId: task.id, state: 'PREPARED' as const, attempt, ...draw.direction, continuesId: continues?.drawId ?? null, changeId: continues?.changeId ?? null,
    rosterVersion: Number(intent.rosterVersion), population: frame.count, frameRoot: frame.root, intent: canonicalJson(intent), intentHash: intentHash(intent),
    strata: draw.strata.map(({ row: stratum }) => stratum), preparedBy: act.identity.subject, preparedAt: act.now,
  };
  await insertObjectDraw(tx, row);
  await insertOverrides(tx, draw.keptIn.map((kept) => ({ drawId: id, ...kept, recordedBy: act.identity.subject, recordedAt: act.now })));
  recordChange(tx, { entity: 'ObjectDraw', entityId: id, before: null, after: { state: row.state, attempt, ...draw.direction, population: row.population, intentHash: row.intentHash, exclusions: intent.exclusions, keptIn: draw.keptIn, continues: intent.continues } });
  await appendEvent(tx, act, 'DrawIntended', {
    ...publicTermsOf({ ...row, kind: 'OBJECT', departmentId: task.leadDepartmentId }, task), frameRoot: row.frameRoot, population: row.population,
    toDraw: intent.strata.reduce((sum, { size }) => sum + size, 0), randomness: [...intent.randomness], objectionsUntil: objections.value?.toISOString() ?? null, at: act.now.toISOString(),
  });
  return ok({ drawId: id });
}
