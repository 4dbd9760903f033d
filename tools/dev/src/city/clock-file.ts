import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

/** The clock that all services of a development platform share. It only ever goes forward, or deadlines would be met twice. */
export interface BusinessClock {
  now(): Date;
  moveTo(instant: string): void;
}

const offsetIn = (file: string): number | undefined => {
  if (!existsSync(file)) return undefined;
  const { offsetMs }: { readonly offsetMs?: unknown } = JSON.parse(readFileSync(file, 'utf8'));
  return typeof offsetMs === 'number' ? offsetMs : undefined;
};

/** @param file where the services look for `{"offsetMs": n}`; the first move may go back, from the machine's time into the year of the play */
export function businessClock(file: string): BusinessClock {
  return {
    now: () => new Date(Date.now() + (offsetIn(file) ?? 0)),
    moveTo: (instant) => {
      const offsetMs = Date.parse(instant) - Date.now();
      const present = offsetIn(file);
      if (present !== undefined && present >= offsetMs) return;
      writeFileSync(`${file}.next`, JSON.stringify({ offsetMs })); // a service may be reading at this moment
      renameSync(`${file}.next`, file);
    },
  };
}
