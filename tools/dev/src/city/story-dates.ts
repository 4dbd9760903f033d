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

/** The steps of a task, a few days apart, and published well within the limit unless the story says otherwise. */
export function datesOf({ created, publishedOn }: TaskSketch): TaskDates {
  return {
    created: at(created, '09:30'),
    scheme: at(later(created, 2), '10:00'),
    drawn: at(later(created, 4), '14:00'),
    teamed: at(later(created, 6), '10:30'),
    noticed: at(later(created, 8), '15:00'),
    inspected: at(later(created, 12), '09:40'),
    completed: at(later(created, 16), '16:20'),
    published: at(publishedOn ?? later(created, 24), '11:00'),
  };
}

export const periodOf = ({ created, periodEnds }: TaskSketch): Period => ({ from: later(created, 4), to: periodEnds ?? (later(created, 60) > '2026-12-18' ? '2026-12-18' : later(created, 60)) });
