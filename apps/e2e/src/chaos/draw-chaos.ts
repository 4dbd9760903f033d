import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PostgresServer } from '@sortition/embedded-postgres';
import { workspace } from '../supergraph-now.ts';
import { bundleSampling } from './bundle-sampling.ts';
import { dice } from './dice.ts';
import { DrawClient, Refused, type ToldDraw } from './draw-client.ts';
import { LEAD, multiplyTasks, query, setDrawStage, type DrawStage } from './draw-stage.ts';
import { changedAnswers, compareDraws, type DrawVerdict, type ToldTask } from './draw-verdict.ts';
import { Mortal } from './mortal.ts';
import type { Mistake } from './planted-mistakes.ts';

/** Where the services kill themselves, in turn: with the work done but not committed, with the answer kept, and committed but not told. */
const POINTS = ['before_commit', 'after_commit', 'answer_stored'] as const;
const CALLS_PER_DRAW = 3.2;
const ASKED_AGAIN = 300;

export interface DrawChaos {
  readonly draws: number;
  /** How often services kill themselves, and how often a service, a connection's backend or the whole database is killed from outside. */
  readonly kills: { readonly points: number; readonly services: number; readonly backends: number; readonly postmasters: number };
  readonly lanes: number;
  /** LARGE: population and draw are worked on by jobs, after their callers were answered. */
  readonly frames?: 'SMALL' | 'LARGE';
  readonly mistake?: Mistake;
  readonly number: number;
  readonly say?: (message: string) => void;
}

export interface ChaosReport extends DrawVerdict {
  /** Calls that were refused although they were the first, or repeats of it. */
  readonly refused: number;
  /** Results of a second attempt to draw under another key. */
  readonly secondResults: number;
  readonly changedAnswers: number;
  readonly kills: Readonly<Record<string, number>>;
  readonly seconds: number;
}

const keyOf = (taskId: string, attempt: number): string => `draw-${taskId}-${attempt}`;

/** Draws for every task with callers that never give up, while everything keeps dying; then compares. */
export async function runDrawChaos(server: PostgresServer, chaos: DrawChaos): Promise<ChaosReport> {
  const began = performance.now();
  const folder = mkdtempSync(join(workspace, 'apps/e2e/.chaos-'));
  const stage = await setDrawStage(server, chaos.draws, chaos.mistake);
  const roll = dice(chaos.number);
  const bundle = await bundleSampling(folder, chaos.mistake, chaos.frames ?? 'SMALL');
  let isArmed = false;
  const services = stage.environments.map((env) => {
    const nextPoint = crashPlan(chaos, roll);
    return new Mortal(bundle, env, () => (isArmed ? nextPoint() : undefined));
  });
  try {
    for (const service of services) service.live();
    await multiplyTasks(stage);
    isArmed = true;
    for (const service of services) service.renew();
    const played = await play(stage, server, services, chaos, roll);
    await Promise.all(services.map((service) => service.mend()));
    const client = new DrawClient(stage.urls, stage.gateway, LEAD, () => 1); // one service at a time
    const sample = played.told.filter((_, i) => i % Math.ceil(played.told.length / ASKED_AGAIN) === 0);
    const report = { ...await compareDraws(stage.adminUrl, played.told), changedAnswers: await changedAnswers(client, sample, keyOf) };
    const deaths = services.flatMap((service) => Object.entries(service.deaths)).reduce<Record<string, number>>((sum, [how, n]) => ({ ...sum, [how]: (sum[how] ?? 0) + n }), {});
    return { ...report, refused: played.refused, secondResults: played.secondResults, kills: { ...deaths, ...played.killed }, seconds: Math.round((performance.now() - began) / 1_000) };
  } finally {
    await Promise.all(services.map((service) => service.end()));
    await stage[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Each life gets its place to die, spread so that the wanted number of deaths falls into the run. */
function crashPlan({ draws, kills }: DrawChaos, roll: (sides: number) => number): () => string | undefined {
  const passes = Math.max(2, Math.floor((1.6 * draws * CALLS_PER_DRAW) / Math.max(1, kills.points)));
  let life = roll(POINTS.length);
  return () => (kills.points === 0 ? undefined : `${POINTS[life++ % POINTS.length]}:${1 + roll(passes)}`);
}

interface Played {
  readonly told: readonly ToldTask[];
  readonly refused: number;
  readonly secondResults: number;
  readonly killed: Readonly<Record<string, number>>;
}

async function play(stage: DrawStage, server: PostgresServer, services: readonly Mortal[], chaos: DrawChaos, roll: (sides: number) => number): Promise<Played> {
  const told: ToldTask[] = [];
  let refused = 0;
  let secondResults = 0;
  let next = 0;
  const client = new DrawClient(stage.urls, stage.gateway, LEAD, roll);
  const lane = async (): Promise<void> => {
    for (let taskId = stage.taskIds[next++]; taskId !== undefined; taskId = stage.taskIds[next++]) {
      try {
        const draws = await drawTask(client, taskId, next % 20 === 0);
        if (next % 10 === 0 && await client.succeedsAgain(taskId, `again-${taskId}`)) secondResults += 1;
        told.push({ taskId, draws });
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        if (refused++ < 3) chaos.say?.(error.message);
      }
    }
  };
  const isOver = (): boolean => told.length + refused >= stage.taskIds.length;
  const lanes = Promise.all(Array.from({ length: chaos.lanes }, lane)).finally(() => { next = stage.taskIds.length; });
  const [killed] = await Promise.all([kill(stage, server, services, chaos, () => (isOver() ? 1 : (told.length + refused) / stage.taskIds.length), roll), lanes]);
  return { told, refused, secondResults, killed };
}

/** Prepares, draws and confirms; where wanted, a first result is given up, as the rules allow before confirmation. */
async function drawTask(client: DrawClient, taskId: string, givesUp: boolean): Promise<ToldDraw[]> {
  const draws: ToldDraw[] = [];
  for (let attempt = 1; attempt <= (givesUp ? 2 : 1); attempt++) {
    await client.finish(await client.insist('prepareObjectDraw', `prepare-${taskId}-${attempt}`, { taskId }));
    const draw = await client.finish(await client.insist('drawObjects', keyOf(taskId, attempt), { taskId }));
    draws.push(draw);
    if (givesUp && attempt === 1) await client.insist('voidDraw', `void-${taskId}`, { drawId: draw.id, reason: '演练：放弃' });
    else await client.insist('confirmObjectDraw', `confirm-${taskId}`, { drawId: draw.id });
  }
  return draws;
}

/** Kills from outside, in a mixed order spread over the run. */
async function kill(stage: DrawStage, server: PostgresServer, services: readonly Mortal[], { kills, say }: DrawChaos, progress: () => number, roll: (sides: number) => number): Promise<Record<string, number>> {
  const victims = [...Array(kills.services).fill('service'), ...Array(kills.backends).fill('backend'), ...Array(kills.postmasters).fill('postmaster')];
  for (let i = victims.length - 1; i > 0; i--) {
    const j = roll(i + 1);
    [victims[i], victims[j]] = [victims[j], victims[i]];
  }
  const killed = { backend: 0, postmaster: 0 };
  for (const [i, victim] of victims.entries()) {
    while (progress() < (i + 0.5) / (victims.length + 0.5) && progress() < 1) await sleep(20);
    if (progress() === 1) break;
    if (victim === 'service') services[roll(services.length)]?.murder();
    else if (victim === 'postmaster') killed.postmaster += Number(shoot(server.pid));
    else killed.backend += Number(shoot(await busyBackend(stage, roll)));
    if (i % 25 === 24) say?.(`${Math.round(progress() * 100)} % drawn, ${i + 1} killed from outside`);
  }
  return killed;
}

async function busyBackend({ adminUrl }: DrawStage, roll: (sides: number) => number): Promise<number> {
  const rows = await query<{ pid: number }>(adminUrl, "select pid from pg_stat_activity where usename = 'sampling_app' and datname = current_database() order by (state = 'active') desc, pid limit 6");
  return rows[roll(Math.max(1, rows.length))]?.pid ?? 0;
}

function shoot(pid: number): boolean {
  if (pid <= 0) return false;
  try {
    return process.kill(pid, 'SIGKILL');
  } catch {
    return false; // gone already
  }
}
