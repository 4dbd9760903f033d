/** Where a crash would hurt most. Crash tests make a service kill itself here; in production the switch is never read. */
export type CrashPoint = 'before_commit' | 'after_commit' | 'event_applied' | 'cursor_moved' | 'feed_served' | 'answer_stored' | 'log_appended';

interface Plan {
  readonly point: CrashPoint;
  remaining: number;
}

let plan: Plan | undefined;

/** `CRASH_AT=after_commit:3` kills the process the third time that it passes the point. */
export function armCrashPoint(setting: string | undefined, environment: string): void {
  const [, point, count] = /^([a-z_]+):(\d+)$/.exec(setting ?? '') ?? [];
  plan = environment === 'production' || point === undefined ? undefined : { point: point as CrashPoint, remaining: Number(count) };
}

export function crashPoint(point: CrashPoint): void {
  if (plan?.point !== point) return;
  plan.remaining -= 1;
  if (plan.remaining === 0) process.kill(process.pid, 'SIGKILL');
}
