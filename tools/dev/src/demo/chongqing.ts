import type { Department } from '../issuer/accounts.ts';
import { enterDepartment } from '../play/enter-departments.ts';
import { enterInspectors } from '../play/fill-directories.ts';
import type { JointTaskPlay } from '../play/joint-task.ts';
import { officer } from '../play/people.ts';
import { playAnnualPlan, type PlannedEntry, type PlayedPlan } from '../play/play-annual-plan.ts';
import type { Player } from '../play/player.ts';
import { publishItemList, type ListedItem, type PublishedList } from '../play/publish-item-list.ts';

/** Who takes part in the demo, and in which area. */
export interface Cast {
  readonly division: string;
  /** Leads, and keeps the item list. */
  readonly market: Department;
  readonly fire: Department;
  /** Has nothing to do with the task. */
  readonly culture: Department;
}

/** When the demo happens, in business time. */
export interface Calendar {
  readonly year: number;
  at(monthAndDay: string, time: string): string;
  day(monthAndDay: string): string;
}

/** The demo's own clock runs through a spring; a platform that others use is played on in its present day. */
export const springOf = (year: number): Calendar => ({ year, at: (monthAndDay, time) => `${year}-${monthAndDay}T${time}:00+08:00`, day: (monthAndDay) => `${year}-${monthAndDay}` });

export function todayIs(now: Date): Calendar {
  const today = new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
  const year = Number(today.slice(0, 4));
  return { year, at: () => now.toISOString(), day: (monthAndDay) => (monthAndDay === '12-31' ? `${year}-12-31` : today) };
}

export async function enterCast(player: Player, division: string, profile: string): Promise<Cast> {
  const shared = { level: 'MUNICIPAL', division, profile } as const;
  return {
    division,
    market: await enterDepartment(player, { ...shared, key: 'market', name: '示范市市场监督管理局' }),
    fire: await enterDepartment(player, { ...shared, key: 'fire', name: '示范市消防救援局' }),
    culture: await enterDepartment(player, { ...shared, key: 'culture', name: '示范市文化和旅游委员会' }),
  };
}

const ITEMS: readonly Omit<ListedItem, 'lead' | 'participants'>[] = [
  { name: '生产经营场所安全检查', field: '安全生产', itemClass: 'KEY', keyGround: 'SAFETY', objectType: '生产经营单位', modes: ['ON_SITE'], legalBasis: '《安全生产法》第六十五条' },
  { name: '消防安全检查', field: '安全生产', itemClass: 'KEY', keyGround: 'SAFETY', objectType: '生产经营单位', modes: ['ON_SITE'], legalBasis: '《消防法》第五十三条' },
  { name: '登记事项检查', field: '登记', itemClass: 'GENERAL', ratioMax: '0.5', objectType: '企业', modes: ['ON_SITE'], legalBasis: '《市场主体登记管理条例》第三十八条' },
  { name: '消防设施标志检查', field: '登记', itemClass: 'GENERAL', ratioMax: '0.5', objectType: '企业', modes: ['ON_SITE'], legalBasis: '《消防法》第十六条' },
];

export const publishList = (player: Player, { market, fire }: Cast): Promise<PublishedList> => publishItemList(player, {
  key: 'demo list', name: '部门联合“双随机、一公开”抽查事项清单', maker: market, items: ITEMS.map((item) => ({ ...item, lead: market, participants: [fire] })),
});

const INSPECTORS_EACH = 4;

export async function fillInspectorDirectory(player: Player, { market, fire }: Cast, { year }: Calendar): Promise<number> {
  const staff = Array.from({ length: INSPECTORS_EACH }, (_, index) => ({ name: `执法员${index + 1}`, phone: `1390000000${index}`, specialties: ['综合执法'], certificateExpiresOn: `${year + 3}-12-31` }));
  for (const department of [market, fire]) await enterInspectors(player, department, `demo ${department.name}`, staff);
  return 2 * INSPECTORS_EACH;
}

/** The ratio at which a population gives about so many objects: the count is rounded up, so the last one is asked for by half. */
export const ratioFor = (objects: number, population: number): string => Math.min(1, (objects - 0.5) / population).toFixed(9).replace(/\.?0+$/, '');

/** CQ 7: a key and a general entry, each with an item for either department. */
export function publishPlan(player: Player, cast: Cast, list: PublishedList, calendar: Calendar, ratio: string, objects: number): Promise<PlayedPlan> {
  const { market, fire, culture, division } = cast;
  const [key1, key2, general1, general2] = list.items;
  const period = { from: calendar.day('03-20'), to: calendar.day('12-31') };
  const entry = (name: string, objectScope: string, first: string | undefined, second: string | undefined): PlannedEntry => ({
    name, objectScope, participants: [fire], items: [{ id: first ?? '', by: market }, { id: second ?? '', by: fire }], divisionCodes: [division], modes: ['ON_SITE'], period, ratio, objectCount: objects,
  });
  return playAnnualPlan(player, {
    key: 'demo plan', name: `${calendar.year}年度部门联合抽查工作计划`, year: calendar.year, lead: market, stranger: culture,
    entries: [entry('安全生产联合抽查', '生产经营单位', key1?.id, key2?.id), entry('企业登记联合抽查', '企业', general1?.id, general2?.id)],
  });
}

export const jointTask = ({ market, fire, culture }: Cast, entryId: string, calendar: Calendar, objects: number): JointTaskPlay => ({
  key: 'demo task', name: '安全生产联合抽查（示范）', entryId, lead: market, participants: [fire], stranger: officer(culture, 'PLANNER'), objectCount: objects,
  period: { from: calendar.day('03-20'), to: calendar.day('12-31') },
  outcomes: { NO_PROBLEM_FOUND: 5, PROBLEM_CORRECTED_ON_SPOT: 2, PROBLEM_ORDERED_TO_CORRECT: 1, UNREACHABLE_AT_REGISTERED_ADDRESS: 1, ACTIVITY_NOT_CONDUCTED: 1 },
  refusalsPercent: 20,
  dates: {
    created: calendar.at('03-12', '09:00'), scheme: calendar.at('03-13', '09:00'), drawn: calendar.at('03-16', '10:00'), teamed: calendar.at('03-17', '10:00'),
    noticed: calendar.at('03-20', '09:00'), inspected: calendar.at('03-25', '09:30'), completed: calendar.at('04-03', '16:00'), published: calendar.at('04-14', '10:00'),
  },
});
