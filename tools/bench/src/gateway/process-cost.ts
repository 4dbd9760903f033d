import { readFileSync, readdirSync } from 'node:fs';

const TICKS_PER_SECOND = 100;

interface Stat {
  readonly parent: number;
  readonly ownTicks: number;
  /** Of children that have ended. */
  readonly endedTicks: number;
}

const fileOf = (pid: number, name: string): string | undefined => {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return undefined; // ended, or a system without /proc
  }
};

function statOf(pid: number): Stat | undefined {
  const text = fileOf(pid, 'stat');
  if (text === undefined) return undefined;
  const fields = text.slice(text.lastIndexOf(') ') + 2).split(' ').map(Number);
  const [parent = 0, user = 0, system = 0, endedUser = 0, endedSystem = 0] = [fields[1], fields[11], fields[12], fields[13], fields[14]];
  return { parent, ownTicks: user + system, endedTicks: endedUser + endedSystem };
}

/** A process and all that it has started: PostgreSQL has one for every connection, our gateway one for its planner. */
export function familyOf(pid: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const parent = statOf(Number(name))?.parent;
    if (parent !== undefined) children.set(parent, [...children.get(parent) ?? [], Number(name)]);
  }
  const family = [pid];
  for (const member of family) family.push(...children.get(member) ?? []);
  return family;
}

/** Milliseconds of processor time that these processes have used; undefined where the system does not tell. */
export function cpuMs(pids: readonly number[]): number | undefined {
  const stats = pids.map(statOf);
  if (stats.length > 0 && stats.every((stat) => stat === undefined)) return undefined;
  return stats.reduce((sum, stat) => sum + (stat === undefined ? 0 : stat.ownTicks + stat.endedTicks), 0) * (1_000 / TICKS_PER_SECOND);
}

/** Megabytes that these processes hold, what they share counted for each; undefined where the system does not tell. */
export function residentMb(pids: readonly number[]): number | undefined {
  const held = pids.flatMap((pid) => {
    const [, kb] = /VmRSS:\s+(\d+)/.exec(fileOf(pid, 'status') ?? '') ?? [];
    return kb === undefined ? [] : [Number(kb) / 1_024];
  });
  return held.length === 0 ? undefined : held.reduce((sum, mb) => sum + mb, 0);
}
