import { spawnSync } from 'node:child_process';
import { checkCertificate } from '../play/check-certificate.ts';
import { graphqlClient } from '../play/graphql-client.ts';
import type { PlayedTask, Stage as TaskStage } from '../play/joint-task.ts';
import { officer } from '../play/people.ts';
import { jointTaskScenes } from '../play/play-joint-task.ts';
import { openPlayer, type Player, type RefusedAttempt } from '../play/player.ts';
import { enterCast, fillInspectorDirectory, jointTask, publishList, publishPlan, ratioFor, type Calendar, type Cast } from './chongqing.ts';
import type { Stage } from './stage.ts';

export interface DemoOptions {
  readonly stage: Stage;
  readonly say: (message: string) => void;
  readonly division: string;
  readonly seed: string;
  readonly objects: number;
  readonly root: string;
  readonly calendar: Calendar;
  /** Stores what the public is given of the draw, and says where. */
  readonly keep: (file: 'certificate' | 'frame', content: string | Uint8Array) => string;
}

const OUTAGE_MS = 60_000;
const NEWS_MS = 120_000;

const POPULATION = `query Population($division: String!) {
  all: inspectionObjects(first: 1) { totalCount }
  drawable: inspectionObjects(filter: { divisionCode: $division, kinds: ["MARKET_ENTITY"], states: [ACTIVE] }, first: 1) { totalCount }
}`;
const PUBLIC_RESULTS = `query PublicResultsOfTask($taskNumber: String!) {
  publicResults(taskNumber: $taskNumber, first: 200) { nodes { name label problemFound publishedOn department { name } receipts { channel receiptNumber } } }
}`;

interface PublicResults {
  readonly publicResults: { readonly nodes: readonly { readonly name: string | null; readonly label: string; readonly problemFound: boolean; readonly publishedOn: string; readonly department: { readonly name: string } | null }[] };
}

/** What is told when a scene is over. */
const TOLD: Partial<Record<TaskStage, (task: PlayedTask) => [zh: string, en: string]>> = {
  CREATED: ({ taskNumber, items }) => [`抽查任务 ${taskNumber}，${items.length} 个事项，两部门联合`, `task ${taskNumber} of two departments with ${items.length} items (CQ 8.3)`],
  READY: () => ['检查方案经配合部门确认', 'the scheme is agreed by the participant (CQ 8.2)'],
  PREPARED: ({ population }) => [`各部门提交随机数承诺，冻结总体 ${population} 户，抽取意向已固定`, `every department bound itself to a number; population of ${population} frozen and the intent fixed before any randomness exists (CQ 8.4.1)`],
  DRAWN: () => ['各部门揭示随机数，按预定比例随机抽取', 'the numbers are revealed and objects drawn by the preset ratio (CQ 8.4.2)'],
  CONFIRMED: () => ['名单确认，不可擅自更改', 'the list is confirmed and locked (CQ 8.4.3)'],
  DISPATCHED: ({ objectIds }) => [`${objectIds.length} 户名单派发至各部门`, `the list of ${objectIds.length} objects is dispatched to the departments (CQ 8.4.2)`],
  TEAMED: ({ teams }) => [`各部门随机抽取执法人员，组成 ${teams.length} 个检查组共 ${teams.flatMap(({ members }) => members).length} 人`, `inspectors drawn by each department; ${teams.length} team of ${teams.flatMap(({ members }) => members).length}, led by the lead department (CQ 8.5)`],
  SCHEDULED: () => ['安排检查、分工并提前告知', 'visits scheduled, items assigned, notices given (CQ 8.6.2)'],
  IN_PROGRESS: ({ visits }) => [`完成 ${visits.length} 户检查，${visits.filter(({ refusedToSign }) => refusedToSign).length} 户拒绝签字并记录说明`, `${visits.length} visits recorded item by item, ${visits.filter(({ refusedToSign }) => refusedToSign).length} refusals to sign noted (CQ 8.6, 8.7)`],
  COMPLETED: ({ visits }) => [`${visits.length} 份专卷归档，任务完成`, `${visits.length} dossiers sealed, the task is completed (CQ 8.7.3)`],
  PUBLISHED: () => ['各部门公示检查结果，任务办结', 'each department published what its inspectors found; the task is closed (CQ 8.8.1)'],
};

const whoWas = ({ by }: RefusedAttempt): string => by?.name ?? '社会公众 the public';

async function prepare(player: Player, options: DemoOptions): Promise<{ readonly cast: Cast; readonly entryId: string }> {
  const { division, calendar, objects } = options;
  await player.moveTo(calendar.at('01-06', '09:00'));
  const cast = await enterCast(player, division, 'CQ');
  player.say('三个部门已登记', 'three departments entered');
  const list = await publishList(player, cast);
  player.say(`联合抽查事项清单公布，${list.items.length} 个事项，各部门均已同意`, `joint item list public with ${list.items.length} items, agreed by every department (CQ 5.1)`);
  const inspectors = await fillInspectorDirectory(player, cast, calendar);
  const by = officer(cast.market, 'PLANNER');
  const { all, drawable } = await player.ask<Record<'all' | 'drawable', { totalCount: number }>>(by, POPULATION, { division });
  const population = drawable.totalCount;
  const others = all.totalCount - population;
  player.say(
    `名录库 ${all.totalCount} 条：${division} 经营主体 ${population} 户，其他区划、类型或状态 ${others} 条；执法人员 ${inspectors} 人`,
    `${all.totalCount} entries in the directory: ${population} active market entities of ${division}, ${others} of other divisions, kinds or states; ${inspectors} inspectors (CQ 5.2, 5.3)`,
  );
  if (population === 0) throw new Error(`the directory has no market entity in ${division}`);
  await player.moveTo(calendar.at('03-03', '09:00'));
  const ratio = ratioFor(Math.min(objects, population), population);
  const plan = await publishPlan(player, cast, list, calendar, ratio, Math.min(objects, population));
  player.say(`年度计划经配合部门同意并公布，重点、一般事项各一条，抽查比例 ${ratio}`, `annual plan agreed and public with a key and a general entry, ratio ${ratio} (CQ 7)`);
  return { cast, entryId: plan.entryIds[0] ?? '' };
}

/** Certificate and frame are given to the verifier, a program that knows nothing of the platform. */
function verifyAlone(root: string, certificate: string, frame: string): boolean {
  const { status, stdout } = spawnSync(process.execPath, ['--import', 'tsx', 'tools/verify/src/verify-draw.ts', certificate, '--frame', frame], { cwd: root, encoding: 'utf8' });
  console.log(stdout.split('\n').map((line) => `    ${line}`).join('\n'));
  return status === 0;
}

async function conclude(player: Player, { root, keep, say, stage }: DemoOptions, task: PlayedTask): Promise<boolean> {
  const { publicResults: { nodes } } = await player.ask<PublicResults>(null, PUBLIC_RESULTS, { taskNumber: task.taskNumber });
  for (const { name, label, publishedOn, department } of nodes) console.log(`    ${publishedOn}  ${name ?? '—'}  ${label}  ${department?.name ?? ''}`);
  player.say(`社会公众查到 ${nodes.length} 条结果`, `the public finds ${nodes.length} results of ${task.visits.length} visits`);
  const verdict = await checkCertificate(player, stage.url, task.drawId);
  player.say(`平台重新抽取，结果${verdict.identical ? '一致' : '不一致'}`, `the platform ran the draw again: ${verdict.identical ? 'identical' : 'DIFFERENT'}`);
  const [certificate, frame] = [keep('certificate', verdict.certificate), keep('frame', verdict.frame)];
  say(`certificate 抽取证书: ${certificate}, frame 抽样框: ${frame}`);
  const alone = verifyAlone(root, certificate, frame);
  player.say(`独立核验${alone ? '通过' : '不通过'}`, `the standalone verifier says ${alone ? 'VALID' : 'INVALID'}`);
  return verdict.valid && alone && nodes.length === 2 * task.visits.length;
}

/** Plays the path and tells what happens; true when everything held. */
export async function performDemo(options: DemoOptions): Promise<boolean> {
  const { stage, say, seed, calendar, objects } = options;
  let refused = 0;
  const player = openPlayer({
    client: graphqlClient({ url: stage.url, tokenFor: stage.tokenFor }), seed: `demo ${seed}`, moveTo: stage.moveTo, settled: stage.settled, outageMs: OUTAGE_MS, newsMs: NEWS_MS,
    say: (zh, en) => say(`${zh}\n           ${en}`),
    anyRefusalWillDo: true,
    onRefusal: (attempt) => {
      refused += 1;
      console.log(`           ✗ ${attempt.operation} ← ${whoWas(attempt)}: ${attempt.code}${attempt.clause === null ? '' : ` (${attempt.clause})`}, as it must be 依规拒绝`);
    },
  });
  const { cast, entryId } = await prepare(player, options);
  const { task, scenes } = jointTaskScenes(player, jointTask(cast, entryId, calendar, objects));
  for (const scene of scenes) {
    await player.moveTo(scene.at);
    await scene.play();
    const told = TOLD[scene.stage]?.(task);
    if (told !== undefined) player.say(...told);
  }
  say(`${refused} attempts of wrong roles were refused 次越权操作被拒绝`);
  return conclude(player, options, task);
}
