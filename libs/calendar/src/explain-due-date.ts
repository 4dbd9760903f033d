import type { Day } from '@sortition/kernel';
import { dayAfter } from './day-arithmetic.ts';
import type { DueDate, SkippedDay } from './due-date.ts';

/**
 * How a due date was counted, for the person it binds: the event's day, the holidays and weekend days passed over, the
 * weekend days that were worked, and the clause that gives the limit.
 */
export function explainDueDate(dueDate: DueDate, clause: string): { readonly zh: string; readonly en: string } {
  const weekends = dueDate.skipped.filter((skipped) => skipped.reason === 'WEEKEND').length;
  const holidays = holidayRuns(dueDate.skipped);
  const { start, due, days, madeUp } = dueDate;
  return {
    zh: [
      `依据${clause}，自${start}（当日不计）起第${days}个工作日为${due}`,
      ...(weekends > 0 ? [`扣除周末${weekends}天`] : []),
      ...(holidays.length > 0 ? [`扣除节假日：${holidays.map(({ name, span }) => `${name}（${span}）`).join('、')}`] : []),
      ...(madeUp.length > 0 ? [`调休上班计入：${madeUp.join('、')}`] : []),
      ...(dueDate.provisional ? ['次年节假日安排尚未公布，届时可能调整'] : []),
    ].join('；') + '。',
    en: [
      `Under ${clause}, working day ${days} after ${start} (not counted itself) is ${due}`,
      ...(weekends > 0 ? [`weekend days passed over: ${weekends}`] : []),
      ...(holidays.length > 0 ? [`holidays passed over: ${holidays.map(({ name, span }) => `${name} (${span})`).join(', ')}`] : []),
      ...(madeUp.length > 0 ? [`weekend days worked and counted: ${madeUp.join(', ')}`] : []),
      ...(dueDate.provisional ? ['the notice for the following year is not yet published and may move this day'] : []),
    ].join('; ') + '.',
  };
}

/** Adjacent days of one holiday as one span; an ordinary weekend inside a holiday divides it, as it is counted with the weekends. */
function holidayRuns(skipped: readonly SkippedDay[]): { readonly name: string; readonly span: string }[] {
  const runs: { name: string; first: Day; last: Day }[] = [];
  for (const { day, name } of skipped) {
    if (name === undefined) continue;
    const run = runs.at(-1);
    if (run?.name === name && dayAfter(run.last) === day) run.last = day;
    else runs.push({ name, first: day, last: day });
  }
  return runs.map(({ name, first, last }) => ({ name, span: first === last ? first : `${first}~${last}` }));
}
