import { officer, outsider } from '../play/people.ts';
import type { Player } from '../play/player.ts';
import { publishItemList, type PublishedList } from '../play/publish-item-list.ts';
import type { ChanceAt } from './chance.ts';
import type { CityDepartment } from './department.ts';
import { inParallel } from './in-parallel.ts';
import { inventedPhone, type CityInspector } from './inspector.ts';
import { projectAt } from './project.ts';
import { departmentFinder, DISTRICTS_WITH_OWN_LIST, districtListPlay, itemListPlays, played } from './item-list.ts';

const SAVE_DEPARTMENT = 'mutation SaveDepartment($input: SaveDepartmentInput!) { saveDepartment(input: $input) { department { id } } }';
const SAVE_INSPECTOR = 'mutation SaveInspector($input: SaveInspectorInput!) { saveInspector(input: $input) { inspector { id } } }';
const CONFIRM_INSPECTOR = 'mutation ConfirmInspector($input: ConfirmInspectorInput!) { confirmInspector(input: $input) { inspector { state } } }';
const SAVE_EXPERT = 'mutation SaveExpert($input: SaveExpertInput!) { saveExpert(input: $input) { expert { id } } }';
const OBJECT_BY_CODE = 'query ObjectByCode($code: String!) { inspectionObjects(filter: { code: $code }, first: 1) { nodes { id } } }';
const IMPORT_OBJECTS = 'mutation ImportInspectionObjects($input: ImportInspectionObjectsInput!) { importInspectionObjects(input: $input) { created refused } }';
/** Narrow enough that others are answered meanwhile. */
const WIDTH = 3;

/** Those at the top first: a department names the one above it. */
export async function enterDepartments(player: Player, departments: readonly CityDepartment[]): Promise<void> {
  const enter = async ({ kind: _kind, ...department }: CityDepartment): Promise<void> => {
    await player.act({ step: `department ${department.id}`, by: outsider('PLATFORM_ADMIN'), document: SAVE_DEPARTMENT, input: department });
  };
  await inParallel(departments.filter(({ parentId }) => parentId === null), WIDTH, enter);
  await inParallel(departments.filter(({ parentId }) => parentId !== null), WIDTH, enter);
}

const save = (player: Player, { id, departmentId, ...inspector }: CityInspector, step: string, recusedObjectIds: readonly string[] = []): Promise<unknown> =>
  player.act({ step, by: outsider('PLATFORM_ADMIN'), document: SAVE_INSPECTOR, input: { id, departmentId, inspector: { ...inspector, recusedObjectIds } } });

/** CQ 5.3: the platform's administrator sets up the staff with their accounts; where the profile asks for it their qualification is confirmed. SY art.7. */
export async function enterInspectors(player: Player, departments: readonly CityDepartment[], inspectors: readonly CityInspector[]): Promise<void> {
  const departmentOf = new Map(departments.map((department) => [department.id, department]));
  await inParallel(inspectors, WIDTH, async (inspector) => {
    await save(player, inspector, `inspector ${inspector.id}`);
    const department = departmentOf.get(inspector.departmentId);
    if (department?.profile !== 'SY' || !inspector.qualified) return;
    await player.act({ step: `inspector ${inspector.id} confirmed`, by: officer(played(department), 'LEGAL_REVIEWER'), document: CONFIRM_INSPECTOR, input: { id: inspector.id } });
  });
}

/** One in so many has a relative or an interest in some enterprise. */
const RECUSED_ONE_IN = 16;

/** SAMR 2.1: objects from which an inspector must stay away; found by their codes, as the department would. */
export async function enterRecusals(player: Player, inspectors: readonly CityInspector[], codeAt: (place: number) => string): Promise<void> {
  const recused = inspectors.filter(({ serialNo, region }, place) => place % RECUSED_ONE_IN === 5 && serialNo > 1 && region.startsWith('50'));
  await inParallel(recused.entries(), WIDTH, async ([place, inspector]) => {
    const { inspectionObjects } = await player.ask<{ inspectionObjects: { nodes: readonly { id: string }[] } }>(outsider('PLATFORM_ADMIN'), OBJECT_BY_CODE, { code: codeAt(place * 7) });
    await save(player, inspector, `inspector ${inspector.id} recused`, inspectionObjects.nodes.map(({ id }) => id));
  });
}

const EXPERTS = [
  { by: 'AMR', kind: 'TESTING_BODY', name: '示例检验检测中心', organisation: '示例检验检测中心', specialties: ['食品检验', '特种设备检验'] },
  { by: 'ECOLOGY', kind: 'TESTING_BODY', name: '示例环境监测站', organisation: '示例环境监测站', specialties: ['水质监测', '废气监测'] },
  { by: 'EMERGENCY', kind: 'RESEARCH_INSTITUTE', name: '示例安全科学研究院', organisation: '示例安全科学研究院', specialties: ['危险化学品'] },
  { by: 'HEALTH', kind: 'EXPERT_SCHOLAR', name: '示例专家甲子', organisation: '示例大学公共卫生学院', specialties: ['公共场所卫生'] },
] as const;

/** CQ 5.3.3: those who help and are never drawn. */
export async function enterExperts(player: Player, departments: readonly CityDepartment[]): Promise<void> {
  const find = departmentFinder(departments);
  for (const { by, ...expert } of EXPERTS) {
    await player.act({ step: `expert ${expert.name}`, by: officer(find('500000', by), 'DIRECTORY_MANAGER'), document: SAVE_EXPERT, input: { ...expert, phone: inventedPhone(expert.name.length), divisionCode: '500000', active: true } });
  }
}

/** A city of some size has so many; the importer's forms know none. */
export const PROJECTS = 24;

/** CQ 5.2.2: building projects, sent by the system in which they are approved. */
export async function enterProjects(player: Player, chanceAt: ChanceAt, departments: readonly CityDepartment[]): Promise<void> {
  const owner = departmentFinder(departments)('500000', 'EMERGENCY');
  const rows = Array.from({ length: PROJECTS }, (_, serial) => projectAt(chanceAt, serial));
  const { importInspectionObjects } = await player.act<{ importInspectionObjects: { refused: number } }>({
    step: 'projects', by: officer(owner, 'DIRECTORY_MANAGER'), document: IMPORT_OBJECTS, input: { sourceSystem: 'PROJECT_APPROVAL', rows },
  });
  if (importInspectionObjects.refused > 0) throw new Error(`${importInspectionObjects.refused} projects were refused`);
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
