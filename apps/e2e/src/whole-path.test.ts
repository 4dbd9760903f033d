import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkCertificate } from '@sortition/tool-dev/play/check-certificate';
import { officer } from '@sortition/tool-dev/play/people';
import { playJointTask } from '@sortition/tool-dev/play/play-joint-task';
import type { PlayedTask } from '@sortition/tool-dev/play/joint-task';
import type { PlayedPlan } from '@sortition/tool-dev/play/play-annual-plan';
import { foundDistrict, publishPlan, type District } from './district.ts';
import { jointTaskOf } from './joint-task-of.ts';
import { openPlay, type Play } from './open-play.ts';
import { startPlatform, type Platform } from './platform.ts';

let platform: Platform;
let play: Play;
let district: District;
let plan: PlayedPlan;
let task: PlayedTask;

beforeAll(async () => {
  platform = await startPlatform();
  play = openPlay(platform, 'whole path', { trespasses: true });
  platform.setTime('2025-01-08T09:00:00+08:00');
  district = await foundDistrict(play.player);
  platform.setTime('2025-03-03T09:00:00+08:00');
  plan = await publishPlan(play.player, district);
  task = await playJointTask(play.player, jointTaskOf(district, plan.entryIds[0] ?? '', {
    key: 'spring', outcomes: { NO_PROBLEM_FOUND: 2, PROBLEM_CORRECTED_ON_SPOT: 1, PROBLEM_ORDERED_TO_CORRECT: 1, UNREACHABLE_AT_REGISTERED_ADDRESS: 1 }, refusalsPercent: 30,
  }));
  await platform.settle();
});

afterAll(() => platform?.[Symbol.asyncDispose]());

const planner = () => platform.as(officer(district.market, 'PLANNER'));
const data = async <T>(asked: Promise<{ data: T | null; errors: readonly unknown[] }>): Promise<T> => {
  const answer = await asked;
  expect(answer.errors).toEqual([]);
  if (answer.data === null) throw new Error('no data');
  return answer.data;
};

describe('the whole path of the Chongqing standard, through the gateway', () => {
  test('[CQ-E] the task went through its states in the order of clauses 8.2 to 8.8', async () => {
    const { task: found } = await data(planner().ask<{ task: { state: string; history: { state: string; at: string }[] } }>('query($id: ID!) { task(id: $id) { state history { state at } } }', { id: task.taskId }));
    expect(found.state).toBe('CLOSED');
    expect(found.history.map(({ state }) => state)).toEqual(['DRAFT', 'SCHEME_AGREED', 'READY', 'DRAWING', 'DISPATCHED', 'TEAMED', 'IN_PROGRESS', 'COMPLETED', 'CLOSED']);
    const times = found.history.map(({ at }) => Date.parse(at));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  test('[CQ-4.1-b] the departments of the task see it, another does not', async () => {
    const TASK = 'query($id: ID!) { task(id: $id) { taskNumber } }';
    for (const department of [district.market, district.fire]) {
      expect(await data(platform.as(officer(department, 'PLANNER')).ask(TASK, { id: task.taskId }))).toEqual({ task: { taskNumber: task.taskNumber } });
    }
    const { data: seen, errors } = await platform.as(officer(district.culture, 'PLANNER')).ask<{ task: unknown }>(TASK, { id: task.taskId });
    expect(seen?.task).toBeNull();
    expect(errors[0]?.extensions?.code).toBe('FORBIDDEN');
  });

  test('every step was refused to those who must not do it', () => {
    const told = new Set(play.refusals.map(({ operation, code }) => `${operation} ${code}`));
    expect([...told].toSorted()).toEqual([
      'addEvidence FORBIDDEN', 'addInspectionItem FORBIDDEN', 'agreeJointItem FORBIDDEN', 'agreePlanEntry FORBIDDEN', 'agreeScheme FORBIDDEN', 'archiveDossier FORBIDDEN', 'assignItems LEADER_ONLY',
      'closeVisit LEADER_ONLY', 'commitRandomness FORBIDDEN', 'completeTask FORBIDDEN', 'confirmObjectDraw FORBIDDEN', 'confirmRecord FORBIDDEN', 'createAnnualPlan FORBIDDEN', 'createItemList FORBIDDEN', 'createTask FORBIDDEN',
      'dispatchObjectList FORBIDDEN', 'drawInspectors FORBIDDEN', 'drawObjects FORBIDDEN', 'formTeam FORBIDDEN', 'importInspectionObjects FORBIDDEN', 'openFollowUp FORBIDDEN', 'openRecord FORBIDDEN',
      'prepareObjectDraw FORBIDDEN', 'publishAnnualPlan FORBIDDEN', 'publishItemList FORBIDDEN', 'publishResult FORBIDDEN', 'recordRefusal FORBIDDEN', 'recordResult FORBIDDEN', 'saveDepartment FORBIDDEN',
      'saveGuide FORBIDDEN', 'saveInspector FORBIDDEN', 'savePlanEntry FORBIDDEN', 'savePlanEntry NOT_ITEM_LEAD', 'saveRecordItem ITEM_NOT_ASSIGNED', 'saveScheme FORBIDDEN', 'scheduleVisit FORBIDDEN',
      'scheduleVisit LEADER_ONLY', 'sendNotice FORBIDDEN', 'signRecord FORBIDDEN', 'startInspection FORBIDDEN', 'submitAnnualPlan FORBIDDEN', 'submitItemList FORBIDDEN', 'submitRecord LEADER_ONLY',
    ]);
  });

  test('the draw can be run again, and anybody verifies it with what the front door hands out', async () => {
    const verdict = await checkCertificate(play.player, platform.url, task.drawId);
    expect(verdict.identical).toBe(true);
    expect(verdict.offline.filter(({ passed }) => !passed)).toEqual([]);
    expect(verdict.offline.map(({ code }) => code)).toContain('FRAME_DRAW');
    expect(verdict.valid).toBe(true);
  });

  test('[SAMR-2.4-a] the public finds seed, population hash and algorithm of the finished draw, and with them it is verified', async () => {
    const DRAW = 'query($id: ID!) { publicDraws(id: $id, first: 5) { nodes { seed populationHash algorithm } } verifyDraw(id: $id) { identical } }';
    const { publicDraws, verifyDraw } = await data(platform.as(null).ask<{ publicDraws: { nodes: unknown[] }; verifyDraw: unknown }>(DRAW, { id: task.drawId }));
    const { objectDraw } = await data(planner().ask<{ objectDraw: { certificate: string } }>('query($id: ID!) { objectDraw(id: $id) { certificate } }', { id: task.drawId }));
    const { seed, intent } = JSON.parse(objectDraw.certificate) as { seed: string; intent: { frameRoot: string; algorithm: string } };
    expect(publicDraws.nodes).toEqual([{ seed, populationHash: intent.frameRoot, algorithm: intent.algorithm }]);
    expect(verifyDraw).toEqual({ identical: true });
  });

  test('[CQ-8.8.1-d] what was published is found by the public under the entity', async () => {
    const RESULTS = 'query($uscc: String!) { publicResults(uscc: $uscc, first: 10) { nodes { name uscc code taskNumber department { id } receipts { channel } } } }';
    for (const { objectId } of task.visits) {
      const { inspectionObject } = await data(planner().ask<{ inspectionObject: { uscc: string } }>('query($id: ID!) { inspectionObject(id: $id) { uscc } }', { id: objectId }));
      const { publicResults } = await data(platform.as(null).ask<{ publicResults: { nodes: { uscc: string; taskNumber: string; department: { id: string } }[] } }>(RESULTS, { uscc: inspectionObject.uscc }));
      expect(publicResults.nodes.map(({ taskNumber }) => taskNumber)).toEqual([task.taskNumber, task.taskNumber]);
      expect(new Set(publicResults.nodes.map(({ department }) => department.id))).toEqual(new Set([district.market.id, district.fire.id]));
    }
  });
});
