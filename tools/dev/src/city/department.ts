import { divisionAt } from '@sortition/identifiers';
import type { ShippedProfileCode } from '@sortition/profiles';
import { idFrom } from '../play/people.ts';
import { DEPARTMENT_KINDS, type DepartmentKind, type DepartmentKindKey } from './data/department-kinds.ts';
import { JURISDICTIONS, type Jurisdiction } from './data/jurisdictions.ts';
import { unwrap } from './unwrap.ts';
import { CITY_BEGINS } from './year.ts';

export interface CityDepartment {
  readonly id: string;
  readonly kind: DepartmentKindKey;
  readonly name: string;
  readonly level: string;
  readonly divisionCode: string;
  /** The department of its kind one level up; null at the top. */
  readonly parentId: string | null;
  readonly profile: ShippedProfileCode;
}

export const divisionName = (code: string): string => unwrap(divisionAt(code, CITY_BEGINS)).name;

const departmentId = (seed: string, division: string, kind: DepartmentKindKey): string => idFrom(seed, `department ${division} ${kind}`);

/** Departments of two levels: one of each kind at the top of a jurisdiction, and one of each kind in each of its districts. */
export function departmentsOf(seed: string, jurisdictions: readonly Jurisdiction[] = JURISDICTIONS): CityDepartment[] {
  return jurisdictions.flatMap(({ profile, name, code, level, kinds, districts }) => {
    const own = (kind: DepartmentKind & { readonly key: DepartmentKindKey }, division: string): Pick<CityDepartment, 'id' | 'kind' | 'divisionCode' | 'profile'> =>
      ({ id: departmentId(seed, division, kind.key), kind: kind.key, divisionCode: division, profile });
    const present = DEPARTMENT_KINDS.filter(({ key }) => kinds.includes(key));
    return [
      ...present.map((kind) => ({ ...own(kind, code), name: `${name}${kind.name}`, level, parentId: null })),
      ...districts.flatMap((district) => present.map((kind) => ({
        ...own(kind, district.code), name: `${name}${divisionName(district.code)}${kind.name}`, level: 'COUNTY', parentId: departmentId(seed, code, kind.key),
      }))),
    ];
  });
}
