import { leaderOf, type PlayedTask, type PlayedTeam, type TeamMember } from './joint-task.ts';
import { officer } from './people.ts';
import type { Player } from './player.ts';

const SCHEDULE = 'mutation ScheduleVisit($input: ScheduleVisitInput!) { scheduleVisit(input: $input) { inspection { id } } }';
const NOTICE_STATE = 'query NoticeOfVisit($id: ID!) { inspection(id: $id) { notice { state } } }';
const ASSIGN = 'mutation AssignItems($input: AssignItemsInput!) { assignItems(input: $input) { inspection { id } } }';
const SEND_NOTICE = 'mutation SendNotice($input: SendNoticeInput!) { sendNotice(input: $input) { inspection { state } } }';

/** A visit that is scheduled: who of the team does which item. */
export interface ScheduledVisit {
  readonly inspectionId: string;
  readonly objectId: string;
  /** Place in the list of its task, from 0. */
  readonly place: number;
  readonly team: PlayedTeam;
  readonly duties: readonly { readonly itemId: string; readonly departmentId: string; readonly member: TeamMember }[];
}

/** Each department's items go round among its own members. CQ 8.5.3. */
function dutiesOf({ items }: PlayedTask, { members }: PlayedTeam): ScheduledVisit['duties'] {
  return items.flatMap(({ itemId, departmentId }, index) => {
    const own = members.filter((member) => member.departmentId === departmentId);
    const member = own[index % Math.max(own.length, 1)];
    return member === undefined ? [] : [{ itemId, departmentId, member }];
  });
}

async function scheduleVisit(player: Player, task: PlayedTask, team: PlayedTeam, objectId: string, place: number): Promise<ScheduledVisit> {
  const { play, taskId } = task;
  const { account: leader } = leaderOf(team);
  const member = team.members.find((each) => !each.leader)?.account;
  const first = place === 0;
  const { scheduleVisit: { inspection } } = await player.act<{ scheduleVisit: { inspection: { id: string } } }>({
    step: `${play.key} visit ${place} scheduled`,
    by: leader,
    document: SCHEDULE,
    input: { taskId, objectId, scheduledFor: play.dates.inspected },
    awaits: ['TASK_REQUIRED', 'DRAW_MISSING', 'OBJECT_NOT_DRAWN', 'INVALID_TRANSITION', 'REFERENCE_MISSING', 'FORBIDDEN'],
    notBy: first && member !== undefined ? [{ by: member, code: 'LEADER_ONLY' }, { by: officer(play.lead, 'PLANNER'), code: 'FORBIDDEN' }] : [],
  });
  const duties = dutiesOf(task, team);
  await player.act({
    step: `${play.key} visit ${place} assigned`,
    by: leader,
    document: ASSIGN,
    input: { inspectionId: inspection.id, assignments: duties.map((duty) => ({ itemId: duty.itemId, inspectorId: duty.member.inspectorId })) },
    notBy: first && member !== undefined ? [{ by: member, code: 'LEADER_ONLY' }] : [],
  });
  return { inspectionId: inspection.id, objectId, place, team, duties };
}

/** CQ 8.6.2: the inspectee is told beforehand, unless the list exempts an item of the task and so waived the notice. */
async function giveNotice(player: Player, { play }: PlayedTask, { inspectionId, place, team }: ScheduledVisit): Promise<void> {
  const { account: leader } = leaderOf(team);
  const { inspection } = await player.ask<{ inspection: { notice: { state: string } | null } }>(leader, NOTICE_STATE, { id: inspectionId });
  if (inspection.notice?.state === 'WAIVED') return;
  const byTelephone = place % 2 === 1;
  await player.act({
    step: `${play.key} visit ${place} noticed`,
    by: leader,
    document: SEND_NOTICE,
    input: {
      inspectionId, channel: byTelephone ? 'TELEPHONE' : 'WRITTEN', inspectionTime: play.dates.inspected, cooperationRequirements: '请安排熟悉情况的人员到场配合检查', materials: '营业执照、许可证件、台账',
      ...(byTelephone ? { callee: '值班人员', calledAt: play.dates.noticed } : {}),
    },
    notBy: place === 0 ? [{ by: officer(play.lead, 'PLANNER'), code: 'FORBIDDEN' }] : [],
  });
}

/** Schedules a visit to each object of each team, divides the work and gives notice. */
export async function scheduleVisits(player: Player, task: PlayedTask): Promise<ScheduledVisit[]> {
  const scheduled: ScheduledVisit[] = [];
  for (const team of task.teams) {
    for (const objectId of team.objectIds) {
      const visit = await scheduleVisit(player, task, team, objectId, scheduled.length);
      await giveNotice(player, task, visit);
      scheduled.push(visit);
    }
  }
  return scheduled;
}
