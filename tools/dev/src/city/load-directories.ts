import { officer, outsider } from '../play/people.ts';
import type { Player } from '../play/player.ts';
import { publishItemList, type PublishedList } from '../play/publish-item-list.ts';
import type { ChanceAt } from './chance.ts';
import type { CityDepartment } from './department.ts';
import { inParallel } from './in-parallel.ts';
import { inspectorsOf, type CityInspector } from './inspector.ts';
import { DISTRICTS_WITH_OWN_LIST, districtListPlay, itemListPlays, played } from './item-list.ts';

const SAVE_DEPARTMENT = 'mutation SaveDepartment($input: SaveDepartmentInput!) { saveDepartment(input: $input) { department { id } } }';
const SAVE_INSPECTOR = 'mutation SaveInspector($input: SaveInspectorInput!) { saveInspector(input: $input) { inspector { id } } }';
const CONFIRM_INSPECTOR = 'mutation ConfirmInspector($input: ConfirmInspectorInput!) { confirmInspector(input: $input) { inspector { state } } }';
const WIDTH = 6;

/** Those at the top first: a department names the one above it. */
export async function enterDepartments(player: Player, departments: readonly CityDepartment[]): Promise<void> {
  const enter = async ({ kind: _kind, ...department }: CityDepartment): Promise<void> => {
    await player.act({ step: `department ${department.id}`, by: outsider('PLATFORM_ADMIN'), document: SAVE_DEPARTMENT, input: department });
  };
  await inParallel(departments.filter(({ parentId }) => parentId === null), WIDTH, enter);
  await inParallel(departments.filter(({ parentId }) => parentId !== null), WIDTH, enter);
}

/** CQ 5.3: the platform's administrator sets up the staff with their accounts; where the profile asks for it their qualification is confirmed. SY art.7. */
export async function enterInspectors(player: Player, seed: string, chanceAt: ChanceAt, departments: readonly CityDepartment[]): Promise<void> {
  const departmentOf = new Map(departments.map((department) => [department.id, department]));
  await inParallel(inspectorsOf(seed, chanceAt, departments), WIDTH, async ({ id, departmentId, ...inspector }: CityInspector) => {
    await player.act({ step: `inspector ${id}`, by: outsider('PLATFORM_ADMIN'), document: SAVE_INSPECTOR, input: { id, departmentId, inspector } });
    const department = departmentOf.get(departmentId);
    if (department?.profile !== 'SY' || !inspector.qualified) return;
    await player.act({ step: `inspector ${id} confirmed`, by: officer(played(department), 'LEGAL_REVIEWER'), document: CONFIRM_INSPECTOR, input: { id } });
  });
}

/** The public item lists of the city, the municipal one of Chongqing and those of its districts by division. */
export type CityLists = ReadonlyMap<string, PublishedList>;

export async function enterItemLists(player: Player, departments: readonly CityDepartment[]): Promise<CityLists> {
  const lists = new Map<string, PublishedList>();
  await inParallel(itemListPlays(departments), WIDTH, async (play) => {
    lists.set(play.maker.division, await publishItemList(player, play));
  });
  const municipal = lists.get('500000');
  if (municipal === undefined) throw new Error('Chongqing has no list');
  await inParallel(DISTRICTS_WITH_OWN_LIST, WIDTH, async (division) => {
    lists.set(division, await publishItemList(player, districtListPlay(departments, division, municipal.id)));
  });
  return lists;
}
