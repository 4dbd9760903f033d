import { leaderOf, type PlayedTask } from '../play/joint-task.ts';
import { officer } from '../play/people.ts';
import type { Player } from '../play/player.ts';
import type { Account } from '../issuer/accounts.ts';

const CANCEL = 'mutation CancelTask($input: CancelTaskInput!) { cancelTask(input: $input) { task { state } } }';
const PUBLICATIONS = `query PublicationsOfStory($taskId: ID!) {
  publications(filter: { taskId: $taskId }, first: 100) { nodes { id state corrected department { id } publicResult { code } } }
}`;
const WITHHOLD = 'mutation WithholdPublication($input: WithholdPublicationInput!) { withholdPublication(input: $input) { publication { state } } }';
const REQUEST = 'mutation RequestCorrection($input: RequestCorrectionInput!) { requestCorrection(input: $input) { correction { id } } }';
const DECIDE = 'mutation DecideCorrection($input: DecideCorrectionInput!) { decideCorrection(input: $input) { correction { state } } }';

interface OwnPublication {
  readonly id: string;
  readonly state: string;
  readonly corrected: boolean;
  readonly department: { readonly id: string };
  readonly publicResult: { readonly code: string } | null;
}

async function publicationsOf(player: Player, { play, taskId }: PlayedTask): Promise<OwnPublication[]> {
  const { publications } = await player.ask<{ publications: { nodes: readonly OwnPublication[] } }>(officer(play.lead, 'PLANNER'), PUBLICATIONS, { taskId });
  return publications.nodes.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** One of those who inspected for the department. */
function inspectorFor({ teams, play }: PlayedTask, { department }: OwnPublication): Account {
  const member = teams.flatMap(({ members }) => members).find(({ departmentId }) => departmentId === department.id);
  const [team] = teams;
  return member?.account ?? (team === undefined ? officer(play.lead, 'INSPECTOR') : leaderOf(team).account);
}

export async function cancelTask(player: Player, { play, taskId }: PlayedTask): Promise<void> {
  await player.act({ step: `${play.key} cancelled`, by: officer(play.lead, 'PLANNER'), document: CANCEL, input: { taskId, reason: '与专项整治合并实施' } });
}

/** CQ 8.8.1: what the law forbids to publish is withheld, with its ground. */
export async function withholdOne(player: Player, task: PlayedTask): Promise<void> {
  await player.settled();
  const [first] = await publicationsOf(player, task);
  if (first === undefined) throw new Error(`${task.play.key} has no publication`);
  await player.act({
    step: `${task.play.key} withheld`, by: inspectorFor(task, first), document: WITHHOLD,
    input: { publicationId: first.id, ground: 'UNSUITABLE_BY_LAW', legalBasis: '《中华人民共和国政府信息公开条例》第十四条', reason: '涉及依法不予公开的信息' },
    awaits: ['RESULT_MISSING'],
  });
}

const CORRECTED = 'PROBLEM_CORRECTED_ON_SPOT';

/** CQ 8.8.2: a published result turns out to be wrong; the principal head approves, and the old version stays readable. */
export async function correctOne(player: Player, task: PlayedTask): Promise<void> {
  const { play } = task;
  await player.settled();
  const all = await publicationsOf(player, task);
  const wrong = all.find(({ state, corrected }) => corrected || state === 'CORRECTING') ?? all.find(({ publicResult }) => publicResult?.code === 'NO_PROBLEM_FOUND');
  const department = [play.lead, ...play.participants].find(({ id }) => id === wrong?.department.id);
  if (wrong === undefined || department === undefined) throw new Error(`${play.key} has nothing to correct`);
  const items = task.items.filter(({ departmentId }) => departmentId === department.id).slice(0, 1).map(({ itemId }) => ({ itemId, code: CORRECTED }));
  const { requestCorrection } = await player.act<{ requestCorrection: { correction: { id: string } } }>({
    step: `${play.key} correction requested`, by: inspectorFor(task, wrong), document: REQUEST,
    input: { publicationId: wrong.id, ground: 'NECESSARY_CHANGE', reason: '录入有误，现场记录载明当场改正', evidence: '检查记录表复印件', items, code: CORRECTED },
  });
  await player.act({ step: `${play.key} correction approved`, by: officer(department, 'DEPARTMENT_PRINCIPAL_HEAD'), document: DECIDE, input: { correctionId: requestCorrection.correction.id, approve: true, reason: '同意更正' } });
}
