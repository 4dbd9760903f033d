import type { JointTaskPlay } from '../play/joint-task.ts';
import type { PublishedList } from '../play/publish-item-list.ts';
import type { Department } from '../issuer/accounts.ts';
import { jointTaskScenes } from '../play/play-joint-task.ts';
import type { Player } from '../play/player.ts';
import type { Scene } from '../play/scene.ts';
import type { Incident, TaskSketch } from './data/year.ts';
import { changeList, replaceInspector, voidFirstDraw } from './draw-incidents.ts';
import type { CityInspector } from './inspector.ts';
import { cancelTask, correctOne, withholdOne } from './result-incidents.ts';
import { datesOf, periodOf } from './story-dates.ts';

/** What a story needs of the city around it. */
export interface StorySurroundings {
  readonly player: Player;
  readonly lists: ReadonlyMap<string, PublishedList>;
  readonly inspectors: readonly CityInspector[];
  readonly divisionName: (code: string) => string;
  /** The entry of the published plan on a type of object; known once the plan has been played. */
  readonly entryOf: (plan: string, objectType: string) => string;
}

const plus = (instant: string, minutes: number): string => new Date(Date.parse(instant) + minutes * 60_000).toISOString();

function castOf(lists: StorySurroundings['lists'], { plan, objectType }: TaskSketch): { readonly lead: Department; readonly participants: readonly Department[] } {
  const departments = (lists.get(plan)?.items ?? []).filter((item) => item.objectType === objectType).map((item) => item.lead);
  const [lead, ...participants] = departments;
  if (lead === undefined) throw new Error(`nobody inspects ${objectType}`);
  return { lead, participants };
}

function playOf({ lists, entryOf, divisionName }: StorySurroundings, sketch: TaskSketch): JointTaskPlay {
  const { division, objectType, plan, until, outcomes, outcomesInTurn, refusalsPercent } = sketch;
  return {
    key: `task ${sketch.created} ${division} ${objectType}`,
    name: `${divisionName(division)}${objectType}部门联合抽查`,
    get entryId() { return entryOf(plan, objectType); },
    ...castOf(lists, sketch),
    period: periodOf(sketch),
    objectCount: 8,
    divisionCodes: [division],
    dates: datesOf(sketch),
    ...(until === undefined ? {} : { until }),
    ...(outcomes === undefined ? {} : { outcomes }),
    ...(outcomesInTurn === undefined ? {} : { outcomesInTurn }),
    ...(refusalsPercent === undefined ? {} : { refusalsPercent }),
  };
}

/** A task of the year as scenes, with what did not go as planned among them. */
export function taskScenes(surroundings: StorySurroundings, sketch: TaskSketch): readonly Scene[] {
  const { player, inspectors } = surroundings;
  const { task, scenes } = jointTaskScenes(player, playOf(surroundings, sketch));
  const { key, dates } = task.play;
  const when: Readonly<Record<Incident, readonly [at: string, play: () => Promise<void>]>> = {
    VOIDED_DRAW: [plus(dates.drawn, -60), () => voidFirstDraw(player, task)],
    CHANGED_LIST: [plus(dates.drawn, 120), () => changeList(player, task)],
    REPLACED_INSPECTOR: [plus(dates.teamed, 60), () => replaceInspector(player, task, inspectors)],
    CANCELLED: [plus(dates.scheme, 60), () => cancelTask(player, task)],
    WITHHELD: [plus(dates.completed, 60 * 24), () => withholdOne(player, task)],
    CORRECTED: [plus(dates.published, 60 * 24 * 7), () => correctOne(player, task)],
  };
  return [...scenes, ...(sketch.incidents ?? []).map((incident): Scene => ({ name: `${key} ${incident}`, at: when[incident][0], play: when[incident][1] }))];
}
