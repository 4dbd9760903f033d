import type { InspectorCertificate } from '../inspector-certificate.ts';
import { facts, heading, html, table, type Html } from './html.ts';

/** What fixes a draw of inspectors beyond what every draw has. */
export function intentOfInspectors({ intent }: InspectorCertificate): Html {
  const { candidates, demands, constraints, scheme } = intent;
  return html`${facts([
    ['候选人员', 'candidates', candidates.length],
    ['检查对象', 'subjects', demands.length],
    ['抽取方式', 'scheme', `${scheme.name} v${scheme.version}`],
    ['牵头部门', 'lead department', constraints.leadDepartment],
    ['每人组数上限', 'most teams of one', constraints.maxTeams ?? '不限 none'],
  ])}\n`;
}

/** The teams that were matched, where they may be read, and how evenly. */
export function resultOfInspectors({ match }: InspectorCertificate, withList: boolean): Html {
  const loads = match.departments.map(({ department, order, ineligible, least, greatest }) => [department, order.length, ineligible.map(({ reason }) => reason).toSorted().join('、'), `${least}–${greatest}`]);
  const teams = match.teams.map(({ subjectId, leader, members }) => [subjectId, leader ?? '—', members.map(({ department, inspectorId }) => `${inspectorId}（${department}）`).join('、')]);
  const list = withList ? table([['检查对象', 'subject'], ['组长', 'leader'], ['组员', 'members']], teams) : html`<p>名单未在此列出。 <span lang="en">The list is not printed here.</span></p>`;
  const departments = table([['部门', 'department'], ['候选', 'candidates'], ['不能参加的原因', 'why some could not go'], ['每人组数', 'teams of one']], loads);
  return html`${heading('各部门', 'Departments')}\n${departments}\n${heading('检查组', 'Teams')}\n${facts([['组数', 'teams', teams.length]])}\n${list}\n`;
}
