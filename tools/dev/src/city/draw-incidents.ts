import { drawTeams } from '../play/draw-task.ts';
import type { PlayedTask } from '../play/joint-task.ts';
import { officer } from '../play/people.ts';
import type { Player } from '../play/player.ts';
import type { CityInspector } from './inspector.ts';

const PREPARE = 'mutation PrepareObjectDraw($input: PrepareObjectDrawInput!) { prepareObjectDraw(input: $input) { objectDraw { id } } }';
const DRAW = 'mutation DrawObjects($input: DrawObjectsInput!) { drawObjects(input: $input) { objectDraw { id state } } }';
const VOID = 'mutation VoidDraw($input: VoidDrawInput!) { voidDraw(input: $input) { objectDraw { state } } }';
const LIST_VERSION = 'query ListVersion($id: ID!) { objectDraw(id: $id) { listVersion } }';
const REQUEST_CHANGE = 'mutation RequestObjectChange($input: RequestObjectChangeInput!) { requestObjectChange(input: $input) { objectChange { id } } }';
const DECIDE_CHANGE = 'mutation DecideObjectChange($input: DecideObjectChangeInput!) { decideObjectChange(input: $input) { objectChange { state } } }';
const DISPATCH = 'mutation DispatchObjectList($input: ObjectDrawInput!) { dispatchObjectList(input: $input) { objectDraw { state } } }';
const TEAM = 'query TeamOfStory($taskId: ID!) { task(id: $taskId) { teams { id version } } }';
const REQUEST_REPLACEMENT = 'mutation RequestInspectorReplacement($input: RequestInspectorReplacementInput!) { requestInspectorReplacement(input: $input) { inspectorReplacement { id } } }';
const DECIDE_REPLACEMENT = 'mutation DecideInspectorReplacement($input: DecideInspectorReplacementInput!) { decideInspectorReplacement(input: $input) { inspectorReplacement { state } } }';

/** A draw that is given up before confirmation: it stays visible, and the task is drawn anew. */
export async function voidFirstDraw(player: Player, { play, taskId }: PlayedTask): Promise<void> {
  const by = officer(play.lead, 'PLANNER');
  await player.settled();
  const { prepareObjectDraw } = await player.act<{ prepareObjectDraw: { objectDraw: { id: string } } }>({
    step: `${play.key} prepared at first`, by, document: PREPARE, input: { taskId }, awaits: ['TASK_REQUIRED', 'INVALID_TRANSITION', 'SCHEME_NOT_AGREED'],
  });
  await player.act({ step: `${play.key} drawn at first`, by, document: DRAW, input: { taskId } });
  await player.act({ step: `${play.key} voided`, by: officer(play.lead, 'DEPARTMENT_HEAD'), document: VOID, input: { drawId: prepareObjectDraw.objectDraw.id, reason: '名录库分类标注有误，更正后重新抽取' } });
}

/** CQ 8.4.3: an object that has closed leaves the confirmed list, and the next of the drawn order comes in. */
export async function changeList(player: Player, { play, drawId, objectIds }: PlayedTask): Promise<void> {
  const by = officer(play.lead, 'PLANNER');
  const { objectDraw } = await player.ask<{ objectDraw: { listVersion: number } }>(by, LIST_VERSION, { id: drawId });
  if (objectDraw.listVersion === 1) {
    const { requestObjectChange } = await player.act<{ requestObjectChange: { objectChange: { id: string } } }>({
      step: `${play.key} change requested`, by, document: REQUEST_CHANGE, input: { drawId, removeObjectIds: objectIds.slice(0, 1), addCount: 1, reason: '检查对象已注销' },
    });
    await player.act({
      step: `${play.key} change approved`, by: officer(play.lead, 'DEPARTMENT_PRINCIPAL_HEAD'), document: DECIDE_CHANGE, input: { changeId: requestObjectChange.objectChange.id, approve: true, opinion: '同意' },
    });
  }
  await player.act({ step: `${play.key} dispatched again`, by, document: DISPATCH, input: { drawId } });
}

/** CQ 8.5.2: a drawn member falls ill; the own department's head lets a colleague go. */
export async function replaceInspector(player: Player, task: PlayedTask, inspectors: readonly CityInspector[]): Promise<void> {
  const { play, taskId } = task;
  const planner = officer(play.lead, 'PLANNER');
  const [team] = task.teams;
  const member = team?.members.find((each) => !each.leader);
  const department = play.participants.concat(play.lead).find(({ id }) => id === member?.departmentId);
  if (team === undefined || member === undefined || department === undefined) throw new Error(`${play.key} has nobody to replace`);
  const { task: { teams } } = await player.ask<{ task: { teams: readonly { id: string; version: number }[] } }>(planner, TEAM, { taskId });
  if ((teams.find(({ id }) => id === team.id)?.version ?? 1) > 1) return; // the play was cut off after it had been done
  const serving = new Set(task.teams.flatMap(({ members }) => members.map(({ inspectorId }) => inspectorId)));
  const substitute = inspectors.find(({ id, departmentId, serialNo }) => departmentId === department.id && serialNo <= 4 && !serving.has(id));
  if (substitute === undefined) throw new Error(`${play.key} has no substitute`);
  const { requestInspectorReplacement: { inspectorReplacement } } = await player.act<{ requestInspectorReplacement: { inspectorReplacement: { id: string } } }>({
    step: `${play.key} replacement requested`, by: officer(department, 'PLANNER'), document: REQUEST_REPLACEMENT, input: { teamId: team.id, inspectorId: member.inspectorId, reason: 'HEALTH' },
  });
  await player.act({
    step: `${play.key} replacement approved`, by: officer(department, 'DEPARTMENT_HEAD'), document: DECIDE_REPLACEMENT, input: { replacementId: inspectorReplacement.id, approve: true, substituteId: substitute.id, outOfOrderReason: '同组人员熟悉该行业', opinion: '同意' },
  });
  await drawTeams(player, task); // answered as before, with the team as it now is
}
