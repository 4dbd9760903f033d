import { dayOf, refuse } from '@sortition/kernel';
import { resolveProfile, type Profile } from '@sortition/profiles';
import { actOf, read, readAs, systemIdentity, unwrap, type ServiceContext, type Tx } from '@sortition/service-kit';
import { findDepartment } from '../department/department.store.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { countIndicator, departmentsWithoutTask, type IndicatorScope } from './indicator.store.ts';
import { burdenLimit, INDICATORS, lastMonths, periodIsInOrder, shareOf, warningThreshold, type IndicatorName } from './indicator.rules.ts';
import { countBurdened, countResults, listBurdened, listWarnings, overviewOf } from './statistics.store.ts';

const MOST_GROUPS = 1_000;
const MOST_NAMED = 200;
const DEFAULT_LIST = 20;

/** The rules of the caller's department; of the national text for those who have none. */
async function profileOfCaller(context: ServiceContext): Promise<Profile> {
  const { department } = context.identity;
  const own = department === null ? undefined : await read(context, (tx) => findDepartment(tx, department));
  return unwrap(resolveProfile(own?.profile ?? 'SAMR'));
}

const listed = (first: number | null | undefined): number => {
  const wanted = first ?? DEFAULT_LIST;
  return wanted >= 1 && wanted <= MOST_NAMED ? wanted : unwrap(refuse('INVALID_VALUE', null, { field: 'first', min: 1, max: MOST_NAMED }));
};

/** Counts are the same for whoever asks: they are taken over all records, and tell nothing of a single one. */
const readAll = <T>(context: ServiceContext, work: (tx: Tx) => Promise<T>): Promise<T> =>
  readAs(context.database.read, { ...actOf(context, 'read'), identity: systemIdentity(context.service) }, work);

async function indicatorOf(context: ServiceContext, name: IndicatorName, scope: IndicatorScope) {
  const counted = await readAll(context, (tx) => countIndicator(tx, name, scope, dayOf(context.clock())));
  return { ...counted, value: shareOf(counted.numerator, counted.denominator) };
}

export interface BurdenFacts { readonly year: number; readonly limit: number; readonly divisionCode: string | null }
export interface StatisticsScope { readonly divisionCode: string | null }

export const statisticsResolvers: Resolvers = {
  Query: {
    indicator: async (_source, { name, ...scope }, context) => {
      unwrap(periodIsInOrder(scope));
      const missing = name === 'DEPARTMENT_COVERAGE' ? await read(context, (tx) => departmentsWithoutTask(tx, scope, MOST_NAMED)) : [];
      return { name, ...await indicatorOf(context, name, scope), from: scope.from, to: scope.to, definition: INDICATORS[name], missingDepartments: missing.map((id) => ({ id })) };
    },
    trend: async (_source, { indicator, months, divisionCode }, context) => {
      const periods = unwrap(lastMonths(dayOf(context.clock()), months ?? 12));
      return Promise.all(periods.map(async (period) => ({ month: period.from, ...await indicatorOf(context, indicator, { ...period, divisionCode }) })));
    },
    statistics: (_source, { divisionCode }) => ({ divisionCode: divisionCode ?? null }),
    riskWarnings: async (_source, { groupBy, from, to, divisionCode, threshold, first }, context) => {
      unwrap(periodIsInOrder({ from, to }));
      const limit = unwrap(warningThreshold(await profileOfCaller(context), threshold));
      const by = groupBy ?? 'OBJECT';
      const warnings = await read(context, (tx) => listWarnings(tx, by, { from, to }, divisionCode ?? null, limit, listed(first)));
      return warnings.map((warning) => ({ by, ...warning, object: by === 'OBJECT' ? { id: warning.key } : null, share: warning.problems / warning.results }));
    },
    disclosureOverview: async (_source, { divisionCode }, context) => ({ divisionCode, ...await readAll(context, (tx) => overviewOf(tx, divisionCode, dayOf(context.clock()))) }),
  },
  Statistics: {
    results: async ({ divisionCode }, { groupBy, from, to }, context) => {
      unwrap(periodIsInOrder({ from, to }));
      if (groupBy.length < 1 || groupBy.length > 3) return unwrap(refuse('INVALID_VALUE', null, { field: 'groupBy', min: 1, max: 3 }));
      const counts = await read(context, (tx) => countResults(tx, groupBy, { from, to }, divisionCode, MOST_GROUPS));
      if (counts.length > MOST_GROUPS) return unwrap(refuse('TOO_MANY_ROWS', null, { max: MOST_GROUPS }));
      return counts.map(({ keys, results, problems }) => ({ groups: groupBy.map((by, index) => ({ by, key: keys[index] ?? null })), results, problems }));
    },
    burden: async ({ divisionCode }, { year, limit }, context) => ({ year, limit: unwrap(burdenLimit(await profileOfCaller(context), limit)), divisionCode }),
  },
  Burden: {
    objectCount: ({ year, limit, divisionCode }, _args, context) => read(context, (tx) => countBurdened(tx, year, limit, divisionCode)),
    objects: async ({ year, limit, divisionCode }, { first }, context) =>
      (await read(context, (tx) => listBurdened(tx, year, limit, divisionCode, listed(first)))).map(({ objectId, visits }) => ({ object: { id: objectId }, visits })),
  },
};
