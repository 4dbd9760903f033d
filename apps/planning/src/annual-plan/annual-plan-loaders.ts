import { loadById, paged, type Paged, type ServiceContext } from '@sortition/service-kit';
import { countPlans, findPlans, listPlans, planPosition, type AnnualPlanRow, type PlanFilter } from './annual-plan.store.ts';

export const loadPlan = (context: ServiceContext, id: string): Promise<AnnualPlanRow | null> => loadById(context, 'annualPlan', id, (row) => row.id, findPlans);

export type AnnualPlanPage = Paged<AnnualPlanRow>;

/** One page of the plans that the caller may see. */
export const planConnection = (context: ServiceContext, filter: PlanFilter, args: { readonly first?: number | null | undefined; readonly after?: string | null | undefined }): AnnualPlanPage =>
  paged(context, args, { rows: (tx, page) => listPlans(tx, filter, page), total: (tx) => countPlans(tx, filter), positionOf: planPosition });
