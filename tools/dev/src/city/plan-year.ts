import type { Department } from '../issuer/accounts.ts';
import type { PublishedItem, PublishedList } from '../play/publish-item-list.ts';
import type { AnnualPlanPlay, PlannedEntry } from '../play/play-annual-plan.ts';
import { TRADES } from './data/trades.ts';
import { PLANS, TASKS, type PlanSketch, type TaskSketch } from './data/year.ts';
import { jurisdictionOf, REGISTER_SHARE } from './roster.ts';
import { CITY_YEAR } from './year.ts';

/** Objects that a task of the city is to draw, about: few enough to be read, enough to differ. */
const OBJECTS_PER_TASK = 6;
const PERIOD = { from: `${CITY_YEAR}-03-01`, to: `${CITY_YEAR}-12-20` } as const;

/** Tasks of an entry share its ratio, which is set so that the smallest of their areas still gives some objects. */
function expectedObjects(size: number, objectType: string, division: string): number {
  const { code, districts } = jurisdictionOf('CQ');
  const shareOf = <T extends { readonly weight: number }>(all: readonly T[], some: readonly T[]): number =>
    some.reduce((sum, { weight }) => sum + weight, 0) / all.reduce((sum, { weight }) => sum + weight, 0);
  const area = division === code ? 1 : shareOf(districts, districts.filter((district) => district.code === division));
  return size * REGISTER_SHARE * area * shareOf(TRADES, TRADES.filter((trade) => trade.objectType === objectType));
}

function ratioFor(size: number, tasks: readonly TaskSketch[]): number {
  const areas = tasks.map(({ objectType, division }) => expectedObjects(size, objectType, division));
  return Math.min(0.09, OBJECTS_PER_TASK / Math.max(1, areas.reduce((sum, area) => sum + area, 0) / Math.max(1, areas.length)));
}

const decimal = (ratio: number): string => ratio.toFixed(6);

/** CQ 7.5: the higher the risk, the higher the ratio. */
const strataFor = (ratio: number): NonNullable<PlannedEntry['strata']> => [
  { dimension: 'RISK', value: 'LOW', ratio: decimal(ratio * 0.6), frequency: 1 },
  { dimension: 'RISK', value: 'MEDIUM', ratio: decimal(ratio), frequency: 1 },
  { dimension: 'RISK', value: 'HIGH', ratio: decimal(ratio * 1.1), frequency: 2 },
];

const tasksOn = (objectType: string): readonly TaskSketch[] => TASKS.filter((task) => task.objectType === objectType);

function entryFor(size: number, lead: Department, objectType: string, items: readonly PublishedItem[], place: number): PlannedEntry {
  const others = items.map((item) => item.lead).filter(({ id }) => id !== lead.id);
  const ratio = ratioFor(size, tasksOn(objectType));
  return {
    name: `${objectType}部门联合抽查`,
    participants: others,
    items: items.map(({ id, lead: by }) => ({ id, by })),
    objectScope: objectType,
    divisionCodes: [lead.division],
    tags: [`CLASS:${objectType}`],
    modes: ['ON_SITE'],
    period: PERIOD,
    ratio: decimal(ratio),
    objectCount: 200,
    ...(place === 0 ? { strata: strataFor(ratio) } : {}),
  };
}

export interface PlannedYear {
  readonly sketch: PlanSketch;
  readonly play: AnnualPlanPlay;
}

/** The annual plans of Chongqing's departments, on the items of their lists. */
export function annualPlanPlays(size: number, find: (division: string, kind: PlanSketch['lead']) => Department, lists: ReadonlyMap<string, PublishedList>): PlannedYear[] {
  return PLANS.map((sketch): PlannedYear => {
    const lead = find(sketch.division, sketch.lead);
    const items = lists.get(sketch.division)?.items ?? [];
    const entries = sketch.objectTypes.map((objectType, place) => entryFor(size, lead, objectType, items.filter((item) => item.objectType === objectType), place));
    return {
      sketch,
      play: { key: `plan ${sketch.division} ${sketch.lead}`, name: `${lead.name}${CITY_YEAR}年度部门联合抽查计划`, year: CITY_YEAR, lead, entries, ...(sketch.until === undefined ? {} : { until: sketch.until }) },
    };
  });
}
