import { officer } from '../play/people.ts';
import { playAnnualPlan } from '../play/play-annual-plan.ts';
import type { Player } from '../play/player.ts';
import type { Scene } from '../play/scene.ts';
import { CITY_TODAY, TASKS } from './data/year.ts';
import { divisionName, type CityDepartment } from './department.ts';
import type { CityInspector } from './inspector.ts';
import { departmentFinder } from './item-list.ts';
import type { CityLists } from './load-directories.ts';
import { annualPlanPlays } from './plan-year.ts';
import { taskScenes } from './task-story.ts';

export interface YearToPlay {
  readonly player: Player;
  readonly size: number;
  readonly departments: readonly CityDepartment[];
  readonly inspectors: readonly CityInspector[];
  readonly lists: CityLists;
  readonly say: (message: string) => void;
  readonly signal: AbortSignal | undefined;
}

const ADJUST = 'mutation AdjustAnnualPlan($input: AdjustAnnualPlanInput!) { adjustAnnualPlan(input: $input) { annualPlan { state } } }';
/** Its plan is being adjusted on the city's last day. */
const ADJUSTING = 'plan 500000 HEALTH';

interface Story {
  readonly name: string;
  readonly scenes: readonly Scene[];
}

function storiesOf({ player, size, departments, inspectors, lists }: YearToPlay): Story[] {
  const entries = new Map<string, string>();
  const plans = annualPlanPlays(size, departmentFinder(departments), lists).map(({ sketch, play }): Story => {
    const adjust: Scene = {
      name: `${play.key} adjusting`, at: '2026-11-12T10:00:00+08:00',
      play: async () => {
        const { id: planId } = await playAnnualPlan(player, play);
        await player.act({ step: `${play.key} adjusted`, by: officer(play.lead, 'PLANNER'), document: ADJUST, input: { planId, reason: '根据监管实际调整四季度抽查安排' } });
      },
    };
    const make: Scene = {
      name: play.key, at: `${sketch.at}T09:00:00+08:00`,
      play: async () => {
        const { entryIds } = await playAnnualPlan(player, play);
        for (const [place, objectType] of sketch.objectTypes.entries()) entries.set(`${sketch.division} ${objectType}`, entryIds[place] ?? '');
      },
    };
    return { name: play.key, scenes: play.key === ADJUSTING ? [make, adjust] : [make] };
  });
  const entryOf = (plan: string, objectType: string): string => {
    const entry = entries.get(`${plan} ${objectType}`);
    if (entry === undefined) throw new Error(`no plan has ${objectType}`);
    return entry;
  };
  const tasks = TASKS.map((sketch): Story => ({ name: `${sketch.created} ${sketch.objectType}`, scenes: taskScenes({ player, lists, inspectors, divisionName, entryOf }, sketch) }));
  return [...plans, ...tasks];
}

/**
 * Plays the year in the order of time. A story that cannot go on is left where it stands, so that the others are told;
 * all that went wrong is thrown at the end.
 */
export async function playYear(year: YearToPlay): Promise<void> {
  const { player, say, signal } = year;
  const stopped = (): boolean => signal?.aborted === true;
  const stories = storiesOf(year);
  const scenes = stories.flatMap((story) => story.scenes.map((scene) => ({ scene, story }))).toSorted((a, b) => Date.parse(a.scene.at) - Date.parse(b.scene.at));
  const broken = new Map<Story, unknown>();
  let month = '';
  for (const { scene, story } of scenes) {
    if (stopped()) return;
    if (broken.has(story)) continue;
    if (scene.at.slice(0, 7) > month) {
      month = scene.at.slice(0, 7);
      say(`the city in ${month} 城市时间 ${month}`);
    }
    try {
      await player.moveTo(scene.at);
      await scene.play();
    } catch (error) {
      if (stopped()) return;
      broken.set(story, error);
      say(`${scene.name} stopped: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  await player.moveTo(`${CITY_TODAY}T09:00:00+08:00`);
  await player.settled();
  if (broken.size > 0) throw new AggregateError(broken.values(), `${broken.size} of ${stories.length} stories of the city could not be told to their end`);
}
