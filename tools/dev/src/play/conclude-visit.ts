import { leaderOf, type Outcome, type PlayedTask } from './joint-task.ts';
import { officer } from './people.ts';
import type { Player } from './player.ts';
import { isProblem, type RecordedVisit } from './record-visit.ts';

const OPEN_FOLLOW_UP = 'mutation OpenFollowUp($input: OpenFollowUpInput!) { openFollowUp(input: $input) { followUp { id } } }';
const MEASURE = 'mutation RecordMeasure($input: RecordMeasureInput!) { recordMeasure(input: $input) { followUp { state } } }';
const ORDER = 'mutation IssueCorrectionOrder($input: IssueCorrectionOrderInput!) { issueCorrectionOrder(input: $input) { followUp { state } } }';
const RESULT = 'mutation RecordResult($input: RecordResultInput!) { recordResult(input: $input) { result { id code state } } }';
const CLOSE = 'mutation CloseVisit($input: CloseVisitInput!) { closeVisit(input: $input) { inspection { state } } }';
const ARCHIVE = 'mutation ArchiveDossier($input: ArchiveDossierInput!) { archiveDossier(input: $input) { dossier { id } } }';

/** What follows upon each problem, of the kinds that the Chongqing profile names. */
const FOLLOW_UP_KINDS: Partial<Record<Outcome, string>> = {
  PROBLEM_CORRECTED_ON_SPOT: 'CORRECTION_ON_THE_SPOT',
  PROBLEM_ORDERED_TO_CORRECT: 'CORRECTION_ORDER',
  UNREACHABLE_AT_REGISTERED_ADDRESS: 'LAWFUL_HANDLING',
  PROBLEM_PENDING_INVESTIGATION: 'CASE_FILING',
  REQUIRED_INFO_NOT_PUBLISHED: 'LAWFUL_HANDLING',
  PUBLISHED_INFO_FALSIFIED: 'CASE_FILING',
  SERIOUS_NON_COOPERATION: 'CASE_FILING',
  ADMINISTRATIVE_DECISION_MADE: 'LAWFUL_HANDLING',
};

/** What must be written beside some of the codes. */
const WRITTEN: Partial<Record<Outcome, Readonly<Record<string, string>>>> = {
  PROBLEM_CORRECTED_ON_SPOT: { correctionNote: '当场改正' },
  ADMINISTRATIVE_DECISION_MADE: { decisionReference: '当场行政处罚决定书' },
};

const stepOf = ({ play }: PlayedTask, { place }: RecordedVisit, what: string): string => `${play.key} visit ${place} ${what}`;

/** CQ 8.6.4: what was found is followed up before the team goes. */
async function followUp(player: Player, task: PlayedTask, visit: RecordedVisit): Promise<void> {
  const { outcome, inspectionId } = visit;
  const [duty] = visit.duties;
  const kind = FOLLOW_UP_KINDS[outcome];
  if (duty === undefined || kind === undefined) return;
  const { account: by } = duty.member;
  const { openFollowUp } = await player.act<{ openFollowUp: { followUp: { id: string } } }>({
    step: stepOf(task, visit, 'follow-up'), by, document: OPEN_FOLLOW_UP,
    input: { inspectionId, itemId: duty.itemId, kind, responsibleDepartment: duty.departmentId, description: `检查发现问题：${outcome}` },
    notBy: [{ by: officer(task.play.lead, 'PLANNER'), code: 'FORBIDDEN' }],
  });
  const followUpId = openFollowUp.followUp.id;
  if (outcome === 'PROBLEM_CORRECTED_ON_SPOT') {
    await player.act({ step: stepOf(task, visit, 'measure'), by, document: MEASURE, input: { followUpId, measure: 'CORRECTION_ON_THE_SPOT', note: '当场改正，经复查符合要求' } });
  }
  if (outcome === 'PROBLEM_ORDERED_TO_CORRECT') {
    await player.act({ step: stepOf(task, visit, 'order'), by, document: ORDER, input: { followUpId, orderText: '责令限期改正', dueOn: task.play.period.to } });
  }
}

/** CQ 8.7.2, 谁检查、谁录入: each department concludes its own items. */
async function recordResults(player: Player, task: PlayedTask, visit: RecordedVisit): Promise<void> {
  const departmentIds = [...new Set(visit.duties.map(({ departmentId }) => departmentId))];
  for (const [index, departmentId] of departmentIds.entries()) {
    const own = visit.duties.filter((duty) => duty.departmentId === departmentId);
    const by = own[0]?.member.account ?? leaderOf(visit.team).account;
    const stranger = visit.team.members.find((member) => member.departmentId !== departmentId)?.account;
    await player.act({
      step: stepOf(task, visit, `result of ${departmentId}`),
      by,
      document: RESULT,
      input: {
        inspectionId: visit.inspectionId,
        items: own.map(({ itemId }) => {
          const code = itemId === visit.duties[0]?.itemId ? visit.outcome : 'NO_PROBLEM_FOUND';
          return { itemId, code, ...WRITTEN[code] };
        }),
      },
      notBy: visit.place === 0 && index === 0 && stranger !== undefined ? [{ by: stranger, code: 'FORBIDDEN' }, { by: officer(task.play.lead, 'PLANNER'), code: 'FORBIDDEN' }] : [],
    });
  }
}

/** Results, the end of the visit, and its dossier. */
export async function concludeVisit(player: Player, task: PlayedTask, visit: RecordedVisit): Promise<void> {
  if (isProblem(visit.outcome)) await followUp(player, task, visit);
  await recordResults(player, task, visit);
  const { account: leader } = leaderOf(visit.team);
  const member = visit.team.members.find((each) => !each.leader)?.account;
  await player.act({
    step: stepOf(task, visit, 'closed'), by: leader, document: CLOSE, input: { inspectionId: visit.inspectionId },
    notBy: visit.place === 0 && member !== undefined ? [{ by: member, code: 'LEADER_ONLY' }] : [],
  });
  task.visits.push({ inspectionId: visit.inspectionId, recordId: visit.recordId, objectId: visit.objectId, outcome: visit.outcome, refusedToSign: visit.refusedToSign, ended: true });
}

/** CQ 8.7.3: the dossiers of all ended visits are sealed. */
export async function archiveDossiers(player: Player, task: PlayedTask, visits: readonly RecordedVisit[]): Promise<void> {
  for (const visit of visits) {
    await player.act({
      step: stepOf(task, visit, 'archived'), by: leaderOf(visit.team).account, document: ARCHIVE, input: { inspectionId: visit.inspectionId },
      notBy: visit.place === 0 ? [{ by: officer(task.play.lead, 'PLANNER'), code: 'FORBIDDEN' }] : [],
    });
  }
}
