import { connectionOf, loadById, loadGroup, mutate, pageOf, read, type Connection, type ServiceContext } from '@sortition/service-kit';
import { loadDepartment } from '../department/department.resolvers.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import type { ObjectRow } from '../inspection-object/inspection-object.store.ts';
import { rulesOf } from '../rules-of.ts';
import { classesOf, GENERAL, lastPushes, UNCLASSIFIED, unmatchedClasses, type CreditRiskClassRow, type CreditRiskPushRow } from './credit-risk.store.ts';
import { importCreditRiskClasses, refreshCreditData } from './import-credit-risk-classes.ts';

export type CreditRiskClassPage = Connection<CreditRiskClassRow>;

/** Classes are of enterprises; a site or a product shows those of the unit that answers for it. */
async function classesOfObject(context: ServiceContext, { uscc, profile }: ObjectRow): Promise<readonly CreditRiskClassRow[]> {
  if (uscc === null) return [];
  const { code } = rulesOf(profile);
  return (await loadGroup(context, 'credit-classes', uscc, (row: CreditRiskClassRow) => row.uscc, classesOf)).filter((row) => row.profile === code);
}

export const creditRiskResolvers: Resolvers = {
  Query: {
    unmatchedClassifications: async (_source, args, context) => {
      const page = pageOf(args);
      const department = await loadDepartment(context, context.identity.department);
      const rows = department === null ? [] : await read(context, (tx) => unmatchedClasses(tx, department.profile, page));
      return connectionOf(rows, page, ({ uscc, scheme }) => [uscc, scheme]);
    },
  },
  Mutation: {
    importCreditRiskClasses: (_source, { input }, context) => mutate(context, 'importCreditRiskClasses', input, importCreditRiskClasses),
    refreshCreditData: (_source, { input }, context) => mutate(context, 'refreshCreditData', input, refreshCreditData),
  },
  InspectionObject: {
    creditRiskClass: async (object, _args, context) => {
      const known = (await classesOfObject(context, object)).find(({ scheme }) => scheme === GENERAL);
      if (known !== undefined || object.uscc === null) return known ?? null;
      const push = await loadById(context, 'credit-push', rulesOf(object.profile).code, (row: CreditRiskPushRow) => row.profile, lastPushes);
      if (push?.completedAt == null) return null;
      const { profile, source, completedAt } = push;
      return { profile, source, uscc: object.uscc, scheme: GENERAL, riskClass: UNCLASSIFIED, classifiedOn: completedAt.toISOString().slice(0, 10), pushId: push.id, receivedAt: completedAt };
    },
    professionalClasses: async (object, _args, context) => (await classesOfObject(context, object)).filter(({ scheme }) => scheme !== GENERAL),
  },
};
