import { readFileSync, statSync } from 'node:fs';
import type { Clock } from '@sortition/kernel';

/** The business clock. In development a file may shift it, so that a whole supervision year can be played in minutes. */
export function openClock(clockFile: string | undefined, environment: string): Clock {
  if (clockFile === undefined || environment === 'production') return () => new Date();
  let readAt = -1;
  let offsetMs = 0;
  return () => {
    const changedAt = statSync(clockFile, { throwIfNoEntry: false })?.mtimeMs ?? -1;
    if (changedAt !== readAt && changedAt !== -1) {
      const content: unknown = JSON.parse(readFileSync(clockFile, 'utf8'));
      if (typeof content === 'object' && content !== null && 'offsetMs' in content && typeof content.offsetMs === 'number') offsetMs = content.offsetMs;
      readAt = changedAt;
    }
    return new Date(Date.now() + offsetMs);
  };
}
