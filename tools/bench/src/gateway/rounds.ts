import type { ChildProcess } from 'node:child_process';
import { askChild } from './child.ts';
import type { ContenderName } from './contenders.ts';
import type { Load } from './load.ts';
import type { LoadTask, Target } from './load-process.ts';
import { cpuMs, familyOf, residentMb } from './process-cost.ts';
import { isSteady, rotated } from './statistics.ts';

/** Somebody who is measured. */
export interface Runner {
  readonly name: ContenderName;
  readonly target: Target;
  /** Undefined for the floor: it has no process between the client and the subgraphs. */
  readonly child: ChildProcess | undefined;
}

export interface Measured extends Load {
  /** Processor time of one request: in the gateway, and in each part of what is behind it; undefined where the system does not tell. */
  readonly gatewayCpuMs: number | undefined;
  readonly backendCpuMs: Readonly<Record<string, number>> | undefined;
  readonly residentMb: number | undefined;
}

export interface RoundsOptions {
  readonly loader: ChildProcess;
  /** Processes behind the gateways, by what they are a part of. */
  readonly backend: () => Readonly<Record<string, readonly number[]>>;
  readonly questions: string;
  readonly identical: boolean;
  readonly connections: number;
  readonly rounds: number;
  readonly ms: number;
  readonly say: (message: string) => void;
}

const WARM_UP_SLICES = 8;
const WARM_UP_SHARE = 0.08;
/** Where a round begins among the requests: the same for all, another in each round. */
const STRIDE = 37;

const perRequest = (before: number | undefined, after: number | undefined, requests: number): number | undefined => (before === undefined || after === undefined ? undefined : (after - before) / Math.max(1, requests));

const cpuOf = (parts: Readonly<Record<string, readonly number[]>>): Record<string, number> =>
  Object.fromEntries(Object.entries(parts).flatMap(([name, pids]) => (cpuMs(pids) === undefined ? [] : [[name, cpuMs(pids) ?? 0]])));

async function slice({ loader, backend, questions, identical, connections }: RoundsOptions, { target, child }: Runner, ms: number, from: number): Promise<Measured> {
  const pid = child?.pid;
  // Looked up each time: what a gateway has started may end, and another take its place.
  const gatewayCpu = (): number | undefined => (pid === undefined ? undefined : cpuMs(familyOf(pid)));
  const task: LoadTask = { questions, target, connections, ms, from, identical };
  const before = { gateway: gatewayCpu(), backend: cpuOf(backend()) };
  const load = await askChild<Load>(loader, { run: task });
  const after = { gateway: gatewayCpu(), backend: cpuOf(backend()) };
  const answered = load.requests + load.wrong;
  const behind = Object.entries(after.backend).map(([name, ms]): [string, number] => [name, perRequest(before.backend[name], ms, answered) ?? 0]);
  return {
    ...load,
    gatewayCpuMs: perRequest(before.gateway, after.gateway, answered),
    backendCpuMs: behind.length === 0 ? undefined : Object.fromEntries(behind),
    residentMb: pid === undefined ? undefined : residentMb(familyOf(pid)),
  };
}

/** Asks until three slices in a row go about as fast, or for long enough. */
async function warmUp(options: RoundsOptions, runner: Runner): Promise<void> {
  const rates: number[] = [];
  while (rates.length < WARM_UP_SLICES && !isSteady(rates, WARM_UP_SHARE)) rates.push((await slice(options, runner, options.ms / 2, rates.length * STRIDE)).requestsPerSecond);
}

/** Each round visits everybody, each time another first. */
export async function measure(options: RoundsOptions, runners: readonly Runner[]): Promise<Map<ContenderName, Measured[]>> {
  options.say(`warming up ${runners.map(({ name }) => name).join(', ')} with ${options.questions}, ${options.identical ? 'identical' : 'distinct'}`);
  for (const runner of runners) await warmUp(options, runner);
  const measured = new Map<ContenderName, Measured[]>(runners.map(({ name }) => [name, []]));
  for (let round = 0; round < options.rounds; round += 1) {
    for (const runner of rotated(runners, round)) {
      const one = await slice(options, runner, options.ms, round * STRIDE);
      measured.get(runner.name)?.push(one);
      options.say(`${options.questions} ${options.identical ? 'identical' : 'distinct'} round ${round + 1}, ${runner.name}: ${one.requestsPerSecond.toPrecision(3)} requests/s${one.wrong > 0 ? `, ${one.wrong} wrong: ${one.firstWrong ?? ''}` : ''}`);
    }
  }
  return measured;
}
