import { agreeOnScheme, createTask } from './agree-task.ts';
import { archiveDossiers, concludeVisit } from './conclude-visit.ts';
import { confirmObjects, dispatchObjects, drawObjects, drawTeams, prepareObjectDraw } from './draw-task.ts';
import { emptyTask, reaches, type JointTaskPlay, type PlayedTask, type Stage } from './joint-task.ts';
import type { Player } from './player.ts';
import { completeTask, publishResults } from './publish-results.ts';
import { recordVisit, startVisit, type RecordedVisit } from './record-visit.ts';
import { playScenes, type Scene } from './scene.ts';
import { scheduleVisits, type ScheduledVisit } from './schedule-visits.ts';

export interface TaskScene extends Scene {
  readonly stage: Stage;
}

export interface JointTaskScenes {
  readonly task: PlayedTask;
  readonly scenes: readonly TaskScene[];
}

/** A task left in the middle of inspection: half of the visits are done, the next one is under way. */
async function inspect(player: Player, task: PlayedTask, scheduled: readonly ScheduledVisit[], whole: boolean): Promise<RecordedVisit[]> {
  const done = whole ? scheduled : scheduled.slice(0, Math.floor(scheduled.length / 2));
  const recorded: RecordedVisit[] = [];
  for (const visit of done) {
    await startVisit(player, task, visit);
    const record = await recordVisit(player, task, visit);
    await concludeVisit(player, task, record);
    recorded.push(record);
  }
  const [next] = scheduled.slice(done.length);
  if (next !== undefined) await startVisit(player, task, next);
  return recorded;
}

/**
 * A joint task as scenes, from its creation to the stage at which it is left. A caller with many tasks plays the scenes of all of
 * them in the order of time, so that the clock only ever moves forward.
 */
export function jointTaskScenes(player: Player, play: JointTaskPlay): JointTaskScenes {
  const { dates, key } = play;
  const task = emptyTask(play);
  let scheduled: ScheduledVisit[] = [];
  let recorded: RecordedVisit[] = [];
  const scene = (stage: Stage, at: string, perform: () => Promise<void>): TaskScene[] => (reaches(play, stage) ? [{ name: `${key} ${stage}`, stage, at, play: perform }] : []);
  const scenes = [
    ...scene('CREATED', dates.created, () => createTask(player, task)),
    ...scene('READY', dates.scheme, () => agreeOnScheme(player, task)),
    ...scene('PREPARED', dates.drawn, () => prepareObjectDraw(player, task)),
    ...scene('DRAWN', dates.drawn, () => drawObjects(player, task)),
    ...scene('CONFIRMED', dates.drawn, () => confirmObjects(player, task)),
    ...scene('DISPATCHED', dates.drawn, () => dispatchObjects(player, task)),
    ...scene('TEAMED', dates.teamed, () => drawTeams(player, task)),
    ...scene('SCHEDULED', dates.noticed, async () => { scheduled = await scheduleVisits(player, task); }),
    ...scene('IN_PROGRESS', dates.inspected, async () => { recorded = await inspect(player, task, scheduled, reaches(play, 'INSPECTED')); }),
    ...scene('COMPLETED', dates.completed, async () => {
      await archiveDossiers(player, task, recorded);
      await completeTask(player, task);
    }),
    ...scene('PUBLISHED', dates.published, () => publishResults(player, task)),
  ];
  return { task, scenes };
}

/** Plays one task from beginning to end, or to the stage at which it is to be left. CQ 8.2 to 8.8. */
export async function playJointTask(player: Player, play: JointTaskPlay): Promise<PlayedTask> {
  const { task, scenes } = jointTaskScenes(player, play);
  await playScenes(player, scenes);
  return task;
}
