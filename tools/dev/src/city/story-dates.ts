import type { TaskDates } from '../play/joint-task.ts';
import type { Period } from '../play/play-annual-plan.ts';
import type { TaskSketch } from './data/year.ts';

const DAY_MS = 86_400_000;

/** So many days later, moved off the weekend. */
function later(day: string, days: number): string {
  const then = new Date(Date.parse(day) + days * DAY_MS);
  const weekday = then.getUTCDay();
  return new Date(then.getTime() + (weekday === 0 ? 1 : weekday === 6 ? 2 : 0) * DAY_MS).toISOString().slice(0, 10);
}

const at = (day: string, time: string): string => `${day}T${time}:00+08:00`;

/** The steps of a task, a few days after each other, and published well within the limit unless the story says otherwise. */
export function datesOf({ created, publishedOn }: TaskSketch): TaskDates {
  const scheme = later(created, 2);
  const drawn = later(scheme, 2);
  const teamed = later(drawn, 2);
  const noticed = later(teamed, 2);
  const inspected = later(noticed, 4);
  const completed = later(inspected, 4);
  return {
    created: at(created, '09:30'),
    scheme: at(scheme, '10:00'),
    drawn: at(drawn, '14:00'),
    teamed: at(teamed, '10:30'),
    noticed: at(noticed, '15:00'),
    inspected: at(inspected, '09:40'),
    completed: at(completed, '16:20'),
    published: at(publishedOn ?? later(completed, 8), '11:00'),
  };
}

export const periodOf = ({ created, periodEnds }: TaskSketch): Period => ({ from: later(created, 4), to: periodEnds ?? (later(created, 60) > '2026-12-18' ? '2026-12-18' : later(created, 60)) });
