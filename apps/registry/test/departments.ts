import { newId } from '@sortition/kernel';
import type { Identity } from '@sortition/service-kit';
import { administrator, person, type RegistryUnderTest } from './registry-under-test.ts';

export interface TestDepartment {
  readonly id: string;
  readonly as: (...roles: string[]) => Identity;
}

/** Enters a department, and speaks for its people. */
export async function enterDepartment(registry: RegistryUnderTest, department: { name: string; level: string; divisionCode: string; profile: string; parentId?: string }): Promise<TestDepartment> {
  const id = newId();
  const { refusal } = await registry.call(administrator, 'saveDepartment', 'SaveDepartmentInput', { id, ...department }, 'department { id }');
  if (refusal !== null) throw new Error(JSON.stringify(refusal));
  return { id, as: (...roles) => person(roles, id) };
}

export interface Chongqing {
  readonly market: TestDepartment;
  readonly fire: TestDepartment;
  readonly health: TestDepartment;
  readonly county: TestDepartment;
}

/** Three municipal departments and one of a county under the Chongqing standard. */
export async function enterChongqing(registry: RegistryUnderTest): Promise<Chongqing> {
  const enter = (name: string, level: string, divisionCode: string): Promise<TestDepartment> => enterDepartment(registry, { name, level, divisionCode, profile: 'CQ' });
  return {
    market: await enter('重庆市市场监督管理局', 'MUNICIPAL', '500000'),
    fire: await enter('重庆市消防救援总队', 'MUNICIPAL', '500000'),
    health: await enter('重庆市卫生健康委员会', 'MUNICIPAL', '500000'),
    county: await enter('永川区市场监督管理局', 'COUNTY', '500118'),
  };
}

/** An item of which nothing is missing. */
export const wholeItem = (lead: TestDepartment, ...participants: TestDepartment[]): Record<string, unknown> => ({
  serialNo: 1, field: '消防安全', name: '学校消防安全检查', itemClass: 'KEY', keyGround: 'SAFETY', objectType: '学校', inspectingBody: '消防救援机构', modes: ['ON_SITE'],
  legalBasis: '《中华人民共和国消防法》第五十三条', joint: true, leadDepartmentId: lead.id, participatingDepartmentIds: participants.map(({ id }) => id),
  selectionGrounds: ['HIGH_FREQUENCY', 'MERGEABLE'],
});
