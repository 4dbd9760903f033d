/**
 * Working days of the State Council's calendar, 2007 to 2026, as data. Limits of the regulations are counted here and explain
 * themselves. A year without a notice is `CALENDAR_MISSING`, never a guess from weekdays.
 */
export { addWorkingDays, isWorkingDay, workingDaysBetween, type DueDate, type SkippedDay } from './due-date.ts';
export { explainDueDate } from './explain-due-date.ts';
