import { dayOf, invariant, refuse } from '@sortition/kernel';
import { resolveProfile, type Profile } from '@sortition/profiles';
import { actOf, loadById, read, readAs, systemIdentity, unwrap, type ServiceContext, type Tx } from '@sortition/service-kit';
import { findDepartment } from '../department/department.store.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { countIndicator, departmentsWithoutTask, itemsWithoutTask, rankIndicator, type IndicatorScope } from './indicator.store.ts';
import { burdenLimit, INDICATOR_NAMES, INDICATORS, lastMonths, periodIsInOrder, shareOf, warningThreshold, type IndicatorName } from './indicator.rules.ts';
import { burdenByCreditClass, weighYear, type Weight } from './burden.store.ts';
import { countBurdened, countResults, countVisits, listBurdened, listWarnings, overviewOf } from './statistics.store.ts';

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

const figureOf = async (context: ServiceContext, name: IndicatorName, scope: IndicatorScope) =>
  ({ name, ...await indicatorOf(context, name, scope), from: scope.from, to: scope.to, definition: INDICATORS[name] });

export interface BurdenFacts { readonly year: number; readonly wanted: number | null; readonly divisionCode: string | null }
export interface StatisticsScope { readonly divisionCode: string | null }

const limitOf = async (context: ServiceContext, { wanted }: BurdenFacts): Promise<number> => unwrap(burdenLimit(await profileOfCaller(context), wanted));

/** Counted once for all the fields of a request that ask for it. */
async function weighed(context: ServiceContext, { year, divisionCode }: BurdenFacts): Promise<Weight> {
  const found = await loadById(context, `burden of ${divisionCode ?? 'all'}`, String(year), (row: Weight) => String(row.year), async (tx) => [await weighYear(tx, year, divisionCode)]);
  invariant(found !== null, 'every year can be weighed');
  return found;
}

export const statisticsResolvers: Resolvers = {
  Query: {
    indicator: async (_source, { name, ...scope }, context) => {
      unwrap(periodIsInOrder(scope));
      const missing = name === 'DEPARTMENT_COVERAGE' ? await read(context, (tx) => departmentsWithoutTask(tx, scope, MOST_NAMED)) : [];
      const uncovered = name === 'ITEM_COVERAGE' ? await read(context, (tx) => itemsWithoutTask(tx, scope, MOST_NAMED)) : [];
      return { ...await figureOf(context, name, scope), missingDepartments: missing.map((id) => ({ id })), missingItems: uncovered.map(({ id, name: itemName }) => ({ item: { id }, name: itemName })) };
    },
    indicatorRanking: async (_source, { indicator, first, ...scope }, context) => {
      unwrap(periodIsInOrder(scope));
      const rows = await readAll(context, (tx) => rankIndicator(tx, indicator, scope, dayOf(context.clock()), listed(first)));
      return rows.map(({ departmentId, ...counted }) => ({ department: { id: departmentId }, ...counted, value: shareOf(counted.numerator, counted.denominator) }));
    },
    exportAssessment: async (_source, scope, context) => {
      unwrap(periodIsInOrder(scope));
      const figures = [];
      for (const name of INDICATOR_NAMES) figures.push({ ...await figureOf(context, name, scope), missingDepartments: [], missingItems: [] });
      return figures;
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
    burden: ({ divisionCode }, { year, limit }) => ({ year, wanted: limit ?? null, divisionCode }),
    visits: async ({ divisionCode }, { groupBy, from, to }, context) => {
      unwrap(periodIsInOrder({ from, to }));
      return read(context, (tx) => countVisits(tx, groupBy, { from, to }, divisionCode));
    },
  },
  Burden: {
    limit: (facts, _args, context) => limitOf(context, facts),
    objectCount: async (facts, _args, context) => { const limit = await limitOf(context, facts); return read(context, (tx) => countBurdened(tx, facts.year, limit, facts.divisionCode)); },
    objects: async (facts, { first }, context) => {
      const limit = await limitOf(context, facts);
      return (await read(context, (tx) => listBurdened(tx, facts.year, limit, facts.divisionCode, listed(first)))).map(({ objectId, visits }) => ({ object: { id: objectId }, visits }));
    },
    visits: async (facts, _args, context) => (await weighed(context, facts)).visits,
    visitedObjects: async (facts, _args, context) => (await weighed(context, facts)).objects,
    visitsSaved: async (facts, _args, context) => (await weighed(context, facts)).saved,
    arbitrary: async (facts, _args, context) => (await weighed(context, facts)).arbitrary,
    multiHead: async (facts, _args, context) => (await weighed(context, facts)).multiHead,
    repeat: async (facts, _args, context) => (await weighed(context, facts)).repeat,
    byCreditClass: async ({ year, divisionCode }, _args, context) => (await read(context, (tx) => burdenByCreditClass(tx, year, divisionCode))).map((row) => ({ ...row, mean: row.visits / row.objects })),
  },
};
