import { citizenIdCheckCharacter } from '@sortition/identifiers';
import { idFrom } from '../play/people.ts';
import type { ChanceAt } from './chance.ts';
import { DEPARTMENT_KINDS } from './data/department-kinds.ts';
import { divisionName, type CityDepartment } from './department.ts';
import { CITY_YEAR } from './year.ts';

/** An entry of the inspector directory as `saveInspector` takes it. */
export interface CityInspector {
  readonly id: string;
  readonly departmentId: string;
  readonly serialNo: number;
  readonly name: string;
  readonly phone: string;
  readonly citizenId: string | null;
  readonly unit: string;
  readonly district: string;
  readonly region: string;
  readonly level: string;
  readonly category: string;
  readonly qualified: boolean;
  readonly certificateNo: string | null;
  readonly certificateExpiresOn: string | null;
  readonly specialties: readonly string[];
  readonly modes: readonly string[];
  readonly subject: string;
}

const STEMS = '甲乙丙丁戊己庚辛壬癸';
const BRANCHES = '子丑寅卯辰巳午未申酉戌亥';
const DIGITS = '零一二三四五六七八九';

/** A name of the sixty-year cycle and a number: nobody is called so. */
export const inventedName = (serial: number): string =>
  `${STEMS.charAt(serial % 10)}${BRANCHES.charAt(serial % 12)}${[...String(Math.floor(serial / 60) + 1)].map((digit) => DIGITS.charAt(Number(digit))).join('')}`;

/** No operator has numbers that begin so. */
export const inventedPhone = (serial: number): string => `000-${String(serial % 100_000_000).padStart(8, '0')}`;

/** Well formed, of a division that never was, and of people who would have been born when such numbers were not given. */
function inventedCitizenId(serial: number): string {
  const body = `99000018${String(80 + (serial % 20)).padStart(2, '0')}0101${String(serial % 1_000).padStart(3, '0')}`;
  return body + (citizenIdCheckCharacter(body) ?? '');
}

const CATEGORIES: readonly { readonly category: string; readonly weight: number }[] = [
  { category: 'ENFORCEMENT_CIVIL_SERVANT', weight: 70 }, { category: 'QUALIFIED_STAFF', weight: 22 }, { category: 'DAILY_SUPERVISION_STAFF', weight: 8 },
];

const categoryFor = (profile: string, category: string): string => (profile === 'GA' && category === 'ENFORCEMENT_CIVIL_SERVANT' ? 'CERTIFICATE_HOLDER' : category);

const TOP_STAFF = 8;
const COUNTY_STAFF = 6;

function inspectorOf(seed: string, chanceAt: ChanceAt, department: CityDepartment, place: number, serial: number): CityInspector {
  const chance = chanceAt('inspector', serial);
  const kind = DEPARTMENT_KINDS.find(({ key }) => key === department.kind) ?? DEPARTMENT_KINDS[0];
  // the first four can always be sent, so that no department is ever without a team
  const steady = place < 4;
  const category = steady ? 'ENFORCEMENT_CIVIL_SERVANT' : chance.weighted(CATEGORIES).category;
  const qualified = category !== 'DAILY_SUPERVISION_STAFF' && (steady || !chance.percent(4));
  const expiry = steady || !chance.percent(6) ? `${CITY_YEAR + 1 + chance.below(4)}-06-30` : `${CITY_YEAR}-0${1 + chance.below(9)}-15`;
  const specialties = kind.specialties.filter((_, index) => steady || index === serial % kind.specialties.length || chance.percent(30));
  return {
    id: idFrom(seed, `inspector ${department.id} ${place}`), departmentId: department.id, serialNo: place + 1, name: inventedName(serial), phone: inventedPhone(serial),
    citizenId: department.profile === 'GA' ? inventedCitizenId(serial) : null, unit: department.name, district: divisionName(department.divisionCode),
    region: department.divisionCode, level: department.level, category: categoryFor(department.profile, category), qualified,
    certificateNo: qualified ? `SY-${department.divisionCode}-${String(serial).padStart(5, '0')}` : null, certificateExpiresOn: qualified ? expiry : null,
    specialties: specialties.length === 0 ? [kind.specialties[0]] : specialties, modes: kind.modes.filter((_, index) => index === 0 || steady || chance.percent(60)),
    subject: `inspector.${department.divisionCode}.${department.kind.toLowerCase()}.${place + 1}`,
  };
}

/** The field staff: more at the top than in a district; some without qualification, some whose certificate has run out. */
export function* inspectorsOf(seed: string, chanceAt: ChanceAt, departments: readonly CityDepartment[]): Generator<CityInspector> {
  let serial = 0;
  for (const department of departments) {
    if (department.kind === 'OFFICE' || department.kind === 'JUSTICE') continue;
    const staff = department.parentId === null ? TOP_STAFF : COUNTY_STAFF;
    for (let place = 0; place < staff; place += 1, serial += 1) yield inspectorOf(seed, chanceAt, department, place, serial);
  }
}
