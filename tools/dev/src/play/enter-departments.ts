import type { Department } from '../issuer/accounts.ts';
import { idFrom, officer, outsider } from './people.ts';
import type { Player } from './player.ts';

/** A department as it is to be entered; its id follows from the play's seed and its key. */
export interface DepartmentToEnter {
  readonly key: string;
  readonly name: string;
  readonly level: 'MUNICIPAL' | 'COUNTY' | 'TOWNSHIP';
  readonly division: string;
  readonly profile: string;
  readonly parent?: Department;
}

const SAVE_DEPARTMENT = 'mutation SaveDepartment($input: SaveDepartmentInput!) { saveDepartment(input: $input) { department { id } } }';

/** Enters a department under an id that is known beforehand, so that its people can be named before it exists. */
export async function enterDepartment(player: Player, { key, name, level, division, profile, parent }: DepartmentToEnter): Promise<Department> {
  const department: Department = { id: idFrom(player.seed, `department ${key}`), name, level, division };
  await player.act({
    step: `department ${key}`,
    by: outsider('PLATFORM_ADMIN'),
    document: SAVE_DEPARTMENT,
    input: { id: department.id, name, level, divisionCode: division, parentId: parent?.id ?? null, profile },
    notBy: [{ by: officer(department, 'PLANNER'), code: 'FORBIDDEN' }],
  });
  return department;
}
