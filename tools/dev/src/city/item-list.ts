import type { Account, Department } from '../issuer/accounts.ts';
import { officer } from '../play/people.ts';
import type { ItemListPlay, ListedItem } from '../play/publish-item-list.ts';
import type { DepartmentKindKey } from './data/department-kinds.ts';
import { DISTRICT_GROUPS, ITEM_LISTS, type ItemGroup, type ItemListSketch } from './data/item-lists.ts';
import type { CityDepartment } from './department.ts';

/** As the player knows departments. */
export const played = ({ id, name, level, divisionCode }: CityDepartment): Department => ({ id, name, level, division: divisionCode });

/** Finds the department of a kind in a division. */
export function departmentFinder(departments: readonly CityDepartment[]): (division: string, kind: DepartmentKindKey) => Department {
  const found = new Map(departments.map((department) => [`${department.divisionCode} ${department.kind}`, played(department)]));
  return (division, kind) => {
    const department = found.get(`${division} ${kind}`);
    if (department === undefined) throw new Error(`${division} has no ${kind}`);
    return department;
  };
}

type Find = (kind: DepartmentKindKey) => Department;

/** In every group each item is one department's; where there are several they take part in each other's. */
function listedItems(groups: readonly ItemGroup[], find: Find, selectionGrounds: readonly string[]): ListedItem[] {
  return groups.flatMap(({ field, objectType, items }) => items.map(({ lead, modes = ['ON_SITE'], ...item }): ListedItem => ({
    ...item, field, objectType, modes, selectionGrounds, lead: find(lead), participants: items.filter((other) => other.lead !== lead).map((other) => find(other.lead)),
  })));
}

function reviewersOf({ reviewers, maker }: ItemListSketch, find: Find): Account[] {
  return reviewers.map((role) => officer(find(role === 'JUSTICE_REVIEWER' ? 'JUSTICE' : maker), role));
}

/** A list per jurisdiction, made at its top. */
export function itemListPlays(departments: readonly CityDepartment[]): ItemListPlay[] {
  const finder = departmentFinder(departments);
  return ITEM_LISTS.map((sketch): ItemListPlay => {
    const top = departments.find(({ profile, parentId }) => profile === sketch.profile && parentId === null)?.divisionCode ?? '';
    const find: Find = (kind) => finder(top, kind);
    return {
      key: `${sketch.profile} list`, name: sketch.name, maker: find(sketch.maker), agreement: sketch.agreement, reviewers: reviewersOf(sketch, find),
      items: listedItems(sketch.groups, find, sketch.selectionGrounds), ownList: sketch.ownList ?? false,
    };
  });
}

/** What two districts of Chongqing add to the municipal list. CQ 5.1.1. */
export const DISTRICTS_WITH_OWN_LIST = ['500105', '500112'] as const;

export function districtListPlay(departments: readonly CityDepartment[], division: string, basedOn: string): ItemListPlay {
  const finder = departmentFinder(departments);
  const find: Find = (kind) => finder(division, kind);
  const maker = find('AMR');
  return {
    key: `${division} list`, name: `${maker.name.replace('市场监督管理局', '')}补充抽查事项清单`, maker, basedOn, decider: officer(finder('500000', 'AMR'), 'LIST_MANAGER'),
    items: listedItems(DISTRICT_GROUPS, find, ['HIGH_FREQUENCY', 'MERGEABLE']),
  };
}
