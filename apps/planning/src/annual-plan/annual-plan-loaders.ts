import { loadById, type ServiceContext } from '@sortition/service-kit';
import { readPage, type CountedConnection } from '../counted-connection.ts';
import { countPlans, findPlans, listPlans, planPosition, type AnnualPlanRow, type PlanFilter } from './annual-plan.store.ts';

export const loadPlan = (context: ServiceContext, id: string): Promise<AnnualPlanRow | null> => loadById(context, 'annualPlan', id, (row) => row.id, findPlans);

export type AnnualPlanPage = CountedConnection<AnnualPlanRow>;

/** One page of the plans that the caller may see. */
export const planConnection = (context: ServiceContext, filter: PlanFilter, args: { readonly first?: number | null | undefined; readonly after?: string | null | undefined }): Promise<AnnualPlanPage> =>
  readPage(context, args, { list: (tx, page) => listPlans(tx, filter, page), count: (tx) => countPlans(tx, filter), positionOf: planPosition });
