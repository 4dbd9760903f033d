import type { InspectorCertificate } from './inspector-certificate.ts';

/** What a certificate of inspectors says of one inspector, or of one subject, in words. */
export interface AssignmentExplanation {
  readonly zh: readonly string[];
  readonly en: readonly string[];
  readonly command: null;
}

/** Tells an inspector the teams, the place in the order of substitutes and the hindrance, or tells a subject its team. */
export function explainAssignment({ match }: InspectorCertificate, id: string): AssignmentExplanation {
  const own = match.teams.find(({ subjectId }) => subjectId === id);
  if (own !== undefined) {
    const members = own.members.map(({ department, inspectorId }) => `${inspectorId}（${department}）`).join('、');
    return { zh: [`检查对象 ${id}：组长 ${own.leader ?? '—'}；组员 ${members}`], en: [`subject ${id}: led by ${own.leader ?? '—'}; members ${members}`], command: null };
  }
  const department = match.departments.find(({ order }) => order.includes(id));
  if (department === undefined) return { zh: [`${id}：不在本次抽取的候选人员和检查对象之中`], en: [`${id}: neither a candidate nor a subject of this draw`], command: null };
  const teams = match.teams.filter(({ members }) => members.some(({ inspectorId }) => inspectorId === id)).map(({ subjectId }) => subjectId);
  const place = department.order.indexOf(id) + 1;
  const reason = department.ineligible.find(({ inspectorId }) => inspectorId === id)?.reason;
  return {
    zh: [`检查人员 ${id}（${department.department}）：${teams.length === 0 ? '未抽中' : `抽中，检查 ${teams.join('、')}`}；本部门随机顺序第 ${place} 位${reason === undefined ? '' : `；不能参加：${reason}`}`],
    en: [`inspector ${id} (${department.department}): ${teams.length === 0 ? 'not drawn' : `drawn for ${teams.join(', ')}`}; place ${place} in the random order of the department${reason === undefined ? '' : `; could not go: ${reason}`}`],
    command: null,
  };
}
