import { completeUscc } from '@sortition/identifiers';
import { assertOk } from '@sortition/kernel';
import type { Department } from '@sortition/tool-dev/accounts';
import { enterDepartment } from '@sortition/tool-dev/play/enter-departments';
import { enterInspectors, importObjects, type EnteredInspector, type ObjectToEnter } from '@sortition/tool-dev/play/fill-directories';
import { playAnnualPlan, type PlannedEntry, type PlayedPlan } from '@sortition/tool-dev/play/play-annual-plan';
import type { Player } from '@sortition/tool-dev/play/player';
import { publishItemList, type ListedItem, type PublishedList } from '@sortition/tool-dev/play/publish-item-list';

/** Yubei, a district of Chongqing: a city department, two that work together, one that has nothing to do with it, and its directories. */
export interface District {
  readonly division: string;
  readonly city: Department;
  readonly market: Department;
  readonly fire: Department;
  readonly culture: Department;
  readonly inspectors: { readonly market: readonly EnteredInspector[]; readonly fire: readonly EnteredInspector[] };
  readonly list: PublishedList;
  readonly objects: readonly ObjectToEnter[];
}

export const DIVISION = '500112';
const OBJECTS = 40;

function enterprise(index: number): ObjectToEnter {
  const uscc = assertOk(completeUscc(`91${DIVISION}MA5U${String(index).padStart(5, '0')}`)).text;
  return {
    name: `渝北食品经营部第${index + 1}号`, uscc, divisionCode: DIVISION, district: '渝北区', address: `渝北区龙溪街道${index + 1}号`, phone: `023-670${String(index).padStart(5, '0')}`,
    legalRepresentative: '李某', riskLevel: index < 20 ? 'LOW' : index < 32 ? 'MEDIUM' : 'HIGH', creditLevel: 'B',
  };
}

function listedItems(market: Department, fire: Department): ListedItem[] {
  const shared = { modes: ['ON_SITE'], lead: market, participants: [fire] };
  return [
    { ...shared, name: '食品销售监督检查', field: '食品安全', itemClass: 'KEY', keyGround: 'SAFETY', objectType: '食品经营者', legalBasis: '《食品安全法》第一百一十条' },
    { ...shared, name: '消防安全检查', field: '食品安全', itemClass: 'KEY', keyGround: 'SAFETY', objectType: '食品经营者', legalBasis: '《消防法》第五十三条' },
    { ...shared, name: '登记事项检查', field: '登记', itemClass: 'GENERAL', ratioMax: '0.5', objectType: '企业', legalBasis: '《市场主体登记管理条例》第三十八条' },
    { ...shared, name: '消防设施标志检查', field: '登记', itemClass: 'GENERAL', ratioMax: '0.5', objectType: '企业', legalBasis: '《消防法》第十六条' },
  ];
}

/** Departments, a public joint list and both directories, all through the gateway. CQ 5. */
export async function foundDistrict(player: Player): Promise<District> {
  const shared = { profile: 'CQ', division: DIVISION, level: 'COUNTY' } as const;
  const city = await enterDepartment(player, { ...shared, key: 'city', name: '重庆市市场监督管理局', level: 'MUNICIPAL', division: '500000' });
  const market = await enterDepartment(player, { ...shared, key: 'market', name: '渝北区市场监督管理局', parent: city });
  const fire = await enterDepartment(player, { ...shared, key: 'fire', name: '渝北区消防救援支队', parent: city });
  const culture = await enterDepartment(player, { ...shared, key: 'culture', name: '渝北区文化和旅游委员会', parent: city });
  const list = await publishItemList(player, { key: 'joint', name: '重庆市市场监管领域部门联合抽查事项清单', maker: city, county: market, items: listedItems(market, fire) });
  const objects = Array.from({ length: OBJECTS }, (_, index) => enterprise(index));
  await importObjects(player, market, 'yubei', objects);
  const staff = Array.from({ length: 4 }, (_, index) => ({ name: `检查员${index + 1}`, phone: `1380000${String(index).padStart(4, '0')}`, specialties: ['食品'], certificateExpiresOn: '2027-12-31' }));
  return {
    division: DIVISION, city, market, fire, culture, list, objects,
    inspectors: { market: await enterInspectors(player, market, 'market', staff), fire: await enterInspectors(player, fire, 'fire', staff) },
  };
}

/** An entry with items of the district's list, each inspected by the department of its place: the lead's first, then the participant's. */
export function entryOf({ market, fire, list }: District, kind: 'KEY' | 'GENERAL', changes: Partial<PlannedEntry> = {}): PlannedEntry {
  const [first, second] = list.items.filter(({ itemClass }) => itemClass === kind);
  return {
    name: kind === 'KEY' ? '食品经营者联合抽查' : '企业登记事项联合抽查',
    participants: [fire],
    items: [{ id: first?.id ?? '', by: market }, { id: second?.id ?? '', by: fire }],
    objectScope: kind === 'KEY' ? '食品经营者' : '企业',
    divisionCodes: [DIVISION], modes: ['ON_SITE'], period: { from: '2025-03-17', to: '2025-04-30' }, ratio: '0.1', objectCount: 12,
    strata: [{ dimension: 'RISK', value: 'LOW', ratio: '0.05', frequency: 1 }, { dimension: 'RISK', value: 'HIGH', ratio: '0.3', frequency: 2 }],
    ...changes,
  };
}

/** The district's annual plan of 2025, with a key and a general entry, public in time. CQ 7. */
export const publishPlan = (player: Player, district: District): Promise<PlayedPlan> => playAnnualPlan(player, {
  key: 'plan 2025', name: '渝北区2025年度部门联合抽查工作计划', year: 2025, lead: district.market, stranger: district.culture,
  entries: [entryOf(district, 'KEY'), entryOf(district, 'GENERAL')],
});
