import { dayOf } from '@sortition/kernel';
import type { Tx } from '@sortition/service-kit';
import { countByMonth, type MonthlyCount } from './planning-insight.store.ts';
import { trendOf, yearOfMonths, type ProblemTrend } from './trend.rules.ts';

type Spot = Pick<MonthlyCount, 'source' | 'field' | 'divisionCode'>;

const keyOf = ({ source, field, divisionCode }: Spot): string => JSON.stringify([source, field, divisionCode]);

interface PlanningInsight extends Spot {
  readonly count: number;
  readonly trend: ProblemTrend;
  readonly months: readonly { readonly month: string; readonly count: number }[];
}

const AT_MOST = 200;

/** The hot spots of the last twelve months, the most frequent first. SY art.12(5). */
export async function planningInsights(tx: Tx, now: Date, field: string | null | undefined, region: string | null | undefined): Promise<PlanningInsight[]> {
  const today = dayOf(now);
  const year = yearOfMonths(today);
  const counted = await countByMonth(tx, `${year[0]}-01`, today, field, region);
  const spots = new Map(counted.map(({ source, field: of, divisionCode }) => [keyOf({ source, field: of, divisionCode }), { source, field: of, divisionCode }]));
  const signals = new Map(counted.map((each) => [`${keyOf(each)}${each.month}`, each.signals]));
  const insights = [...spots].map(([key, spot]) => {
    const months = year.map((month) => ({ month, count: signals.get(`${key}${month}`) ?? 0 }));
    const counts = months.map(({ count }) => count);
    return { ...spot, count: counts.reduce((all, each) => all + each, 0), trend: trendOf(counts), months };
  });
  return insights.toSorted((a, b) => b.count - a.count || (a.divisionCode < b.divisionCode ? -1 : 1)).slice(0, AT_MOST);
}
