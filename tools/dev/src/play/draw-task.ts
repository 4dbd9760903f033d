import { commitDepartments, revealDepartments } from './commit-departments.ts';
import { departmentsOf, type JointTaskPlay, type PlayedTask, type PlayedTeam } from './joint-task.ts';
import { inspectorAccount, officer } from './people.ts';
import type { Player, Trespass } from './player.ts';

const PREPARE = 'mutation PrepareObjectDraw($input: PrepareObjectDrawInput!) { prepareObjectDraw(input: $input) { objectDraw { id population } } }';
const DRAW = 'mutation DrawObjects($input: DrawObjectsInput!) { drawObjects(input: $input) { objectDraw { id state } } }';
const CONFIRM = 'mutation ConfirmObjectDraw($input: ObjectDrawInput!) { confirmObjectDraw(input: $input) { objectDraw { state } } }';
const DISPATCH = 'mutation DispatchObjectList($input: ObjectDrawInput!) { dispatchObjectList(input: $input) { objectDraw { state } } }';
const LIST = 'query DrawnObjects($id: ID!) { objectDraw(id: $id) { items(first: 200) { nodes { object { id } order } } } }';
const DRAW_INSPECTORS = 'mutation DrawInspectors($input: DrawInspectorsInput!) { drawInspectors(input: $input) { inspectorDraw { id } } }';
const FORM_TEAM = `mutation FormTeam($input: FormTeamInput!) {
  formTeam(input: $input) { teams { id members { role active department { id } inspector { id subject } } objects(first: 200) { id } } }
}`;

/** Nobody but the lead's desk officer draws for the task. */
const notTheLead = ({ lead, participants }: JointTaskPlay): Trespass[] => [
  ...participants.map((department) => ({ by: officer(department, 'PLANNER'), code: 'FORBIDDEN' })),
  { by: officer(lead, 'INSPECTOR'), code: 'FORBIDDEN' },
];

/** CQ 8.4.1: the population is frozen and the intent fixed, before any randomness exists. */
export async function prepareObjectDraw(player: Player, task: PlayedTask): Promise<void> {
  const { play, taskId } = task;
  await player.settled(); // the population is what the directory holds, not what of it has been heard of
  await commitDepartments(player, task);
  const { prepareObjectDraw: { objectDraw } } = await player.act<{ prepareObjectDraw: { objectDraw: { id: string; population: number } } }>({
    step: `${play.key} prepared`,
    by: officer(play.lead, 'PLANNER'),
    document: PREPARE,
    input: { taskId },
    awaits: ['TASK_REQUIRED', 'INVALID_TRANSITION', 'SCHEME_NOT_AGREED'],
    notBy: notTheLead(play),
  });
  task.drawId = objectDraw.id;
  task.population = objectDraw.population;
}

/** CQ 8.4.2: chance decides, by the preset ratio. */
export async function drawObjects(player: Player, task: PlayedTask): Promise<void> {
  const { play, taskId } = task;
  await revealDepartments(player, task);
  await player.act({ step: `${play.key} drawn`, by: officer(play.lead, 'PLANNER'), document: DRAW, input: { taskId }, notBy: notTheLead(play) });
}

/** CQ 8.4.3: from here on the list is locked. */
export async function confirmObjects(player: Player, { play, drawId }: PlayedTask): Promise<void> {
  await player.act({ step: `${play.key} confirmed`, by: officer(play.lead, 'PLANNER'), document: CONFIRM, input: { drawId }, notBy: notTheLead(play) });
}

/** CQ 8.4.2: the list goes to every department of the task. */
export async function dispatchObjects(player: Player, task: PlayedTask): Promise<void> {
  const { play, drawId } = task;
  const by = officer(play.lead, 'PLANNER');
  await player.act({ step: `${play.key} dispatched`, by, document: DISPATCH, input: { drawId }, notBy: notTheLead(play) });
  const { objectDraw } = await player.ask<{ objectDraw: { items: { nodes: readonly { object: { id: string } }[] } } }>(by, LIST, { id: drawId });
  task.objectIds = objectDraw.items.nodes.map(({ object }) => object.id);
}

interface FormedTeams {
  readonly formTeam: {
    readonly teams: readonly {
      readonly id: string;
      readonly objects: readonly { readonly id: string }[];
      readonly members: readonly { readonly role: string; readonly active: boolean; readonly department: { readonly id: string } | null; readonly inspector: { readonly id: string; readonly subject: string } | null }[];
    }[];
  };
}

function teamOf({ id, members, objects }: FormedTeams['formTeam']['teams'][number], play: JointTaskPlay): PlayedTeam {
  return {
    id,
    objectIds: objects.map((object) => object.id),
    members: members.flatMap(({ role, active, department, inspector }) => {
      const own = departmentsOf(play).find((each) => each.id === department?.id);
      return inspector === null || own === undefined || !active ? [] : [{ inspectorId: inspector.id, departmentId: own.id, account: inspectorAccount(inspector.subject, own), leader: role === 'LEADER' }];
    }),
  };
}

/** CQ 8.5: every department draws its own inspectors; the lead forms the teams, led by one of its own. */
export async function drawTeams(player: Player, task: PlayedTask): Promise<void> {
  const { play, taskId } = task;
  const drawIds: string[] = [];
  for (const department of departmentsOf(play)) {
    const others = departmentsOf(play).filter(({ id }) => id !== department.id);
    const { drawInspectors } = await player.act<{ drawInspectors: { inspectorDraw: { id: string } } }>({
      step: `${play.key} inspectors of ${department.id}`,
      by: officer(department, 'PLANNER'),
      document: DRAW_INSPECTORS,
      input: { taskId, departmentId: department.id },
      notBy: [...others.map((other) => ({ by: officer(other, 'PLANNER'), code: 'FORBIDDEN' })), { by: officer(department, 'INSPECTOR'), code: 'FORBIDDEN' }],
    });
    drawIds.push(drawInspectors.inspectorDraw.id);
  }
  const { formTeam } = await player.act<FormedTeams>({
    step: `${play.key} teams`, by: officer(play.lead, 'PLANNER'), document: FORM_TEAM, input: { taskId },
    notBy: play.participants.map((department) => ({ by: officer(department, 'PLANNER'), code: 'FORBIDDEN' })),
  });
  task.inspectorDrawIds = drawIds;
  task.teams = formTeam.teams.map((team) => teamOf(team, play));
}
