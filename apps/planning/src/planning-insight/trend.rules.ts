import type { Day } from '@sortition/kernel';

export type ProblemTrend = 'RISING' | 'STEADY' | 'FALLING';

/** The month of a day and the eleven before it, from the first. */
export function yearOfMonths(today: Day): string[] {
  const last = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1;
  return Array.from({ length: 12 }, (_, index) => {
    const month = last - 11 + index;
    return `${Math.floor(month / 12)}-${((month % 12) + 1).toString().padStart(2, '0')}`;
  });
}

const sum = (counts: readonly number[]): number => counts.reduce((all, each) => all + each, 0);

/** The newer half of the months against the older. */
export function trendOf(counts: readonly number[]): ProblemTrend {
  const middle = Math.floor(counts.length / 2);
  const [older, newer] = [sum(counts.slice(0, middle)), sum(counts.slice(middle))];
  return newer > older ? 'RISING' : newer < older ? 'FALLING' : 'STEADY';
}
