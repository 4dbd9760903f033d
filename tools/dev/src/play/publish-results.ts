import { departmentsOf, leaderOf, type PlayedTask } from './joint-task.ts';
import { officer } from './people.ts';
import type { Player } from './player.ts';

const COMPLETE = 'mutation CompleteTask($input: TaskInput!) { completeTask(input: $input) { task { state } } }';
const PUBLICATIONS = `query PublicationsOfTask($taskId: ID!, $after: String) {
  publications(filter: { taskId: $taskId }, first: 100, after: $after) { nodes { id state department { id } } pageInfo { hasNextPage endCursor } }
}`;
const PUBLISH = 'mutation PublishResult($input: PublishResultInput!) { publishResult(input: $input) { publication { state } } }';
const TASK_STATE = 'query TaskState($id: ID!) { task(id: $id) { state } }';

interface PublicationPage {
  readonly publications: {
    readonly nodes: readonly { readonly id: string; readonly state: string; readonly department: { readonly id: string } }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

type DuePublication = PublicationPage['publications']['nodes'][number];

/** CQ 3.2: the lead declares the task done; in Chongqing the publication clock starts. */
export async function completeTask(player: Player, { play, taskId }: PlayedTask): Promise<void> {
  await player.act({
    step: `${play.key} completed`, by: officer(play.lead, 'PLANNER'), document: COMPLETE, input: { taskId }, awaits: ['ITEMS_INCOMPLETE', 'INVALID_TRANSITION'],
    notBy: play.participants.map((department) => ({ by: officer(department, 'PLANNER'), code: 'FORBIDDEN' })),
  });
}

async function publicationsOf(player: Player, { play, taskId }: PlayedTask): Promise<DuePublication[]> {
  const found: DuePublication[] = [];
  let after: string | null = null;
  do {
    const { publications }: PublicationPage = await player.ask<PublicationPage>(officer(play.lead, 'PLANNER'), PUBLICATIONS, { taskId, after });
    found.push(...publications.nodes);
    after = publications.pageInfo.hasNextPage ? publications.pageInfo.endCursor : null;
  } while (after !== null);
  return found;
}

/** CQ 8.8.1, 谁检查、谁公开: each department publishes what its inspectors found; the task closes when all of it is public. */
export async function publishResults(player: Player, task: PlayedTask): Promise<void> {
  const { play, taskId, teams } = task;
  await player.settled();
  const departments = departmentsOf(play);
  for (const [index, { id, department }] of (await publicationsOf(player, task)).entries()) {
    const own = teams.flatMap(({ members }) => members).find(({ departmentId }) => departmentId === department.id);
    const other = departments.find((each) => each.id !== department.id);
    const [team] = teams;
    const by = own?.account ?? (team === undefined ? officer(play.lead, 'INSPECTOR') : leaderOf(team).account);
    await player.act({
      step: `${play.key} published ${id}`,
      by,
      document: PUBLISH,
      input: { publicationId: id, attestation: true, secrecyCheck: true },
      awaits: ['RESULT_MISSING', 'INVALID_TRANSITION'],
      notBy: index === 0 && other !== undefined ? [{ by: officer(other, 'INSPECTOR'), code: 'FORBIDDEN' }, { by: officer(other, 'PLANNER'), code: 'FORBIDDEN' }] : [],
    });
  }
  await player.until<{ task: { state: string } }>({
    what: 'the task closes', by: officer(play.lead, 'PLANNER'), document: TASK_STATE, variables: { id: taskId }, done: (data) => data.task.state === 'CLOSED',
  });
}
