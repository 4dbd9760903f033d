import { dayOf } from '@sortition/kernel';
import { actOf, loadById, mutate, readAs, systemIdentity } from '@sortition/service-kit';
import type { Resolvers } from '../generated/resolvers.ts';
import { findCirculars, findReports } from './periodic-report.store.ts';
import type { ReportFigures } from './periodic-report.table.ts';
import { issueReportCircular, missingReports, submitReport } from './submit-report.ts';

export interface ReportMade { readonly reportId: string }
export interface CircularMade { readonly circularId: string }

const figuresOf = (figures: ReportFigures) => Object.entries(figures).map(([name, value]) => ({ name, value }));

export const periodicReportResolvers: Resolvers = {
  Query: {
    // who reported is no secret among departments, what it reported is
    overdueReports: async (_source, { kind, period, divisionCode }, context) => {
      const missing = await readAs(context.database.read, { ...actOf(context, 'read'), identity: systemIdentity(context.service) }, (tx) => missingReports(tx, kind, period, divisionCode ?? null));
      const today = dayOf(context.clock());
      return missing.filter(({ dueOn }) => dueOn < today).map(({ departmentId, ...report }) => ({ ...report, department: { id: departmentId } }));
    },
  },
  Mutation: {
    submitMonthlyReport: (_source, { input }, context) => mutate(context, 'submitMonthlyReport', input, submitReport('MONTHLY')),
    submitQuarterlyDemandReport: (_source, { input }, context) => mutate(context, 'submitQuarterlyDemandReport', input, submitReport('QUARTERLY_DEMAND')),
    issueReportCircular: (_source, { input }, context) => mutate(context, 'issueReportCircular', input, issueReportCircular),
  },
  PeriodicReportPayload: { report: ({ reportId }, _args, context) => loadById(context, 'periodic report', reportId, (row) => row.id, findReports) },
  ReportCircularPayload: { circular: ({ circularId }, _args, context) => loadById(context, 'report circular', circularId, (row) => row.id, findCirculars) },
  PeriodicReport: { department: ({ departmentId }) => ({ id: departmentId }), figures: ({ figures }) => figuresOf(figures) },
  ReportCircular: { figures: ({ figures }) => figuresOf(figures), missingDepartments: ({ missingDepartmentIds }) => missingDepartmentIds.map((id) => ({ id })) },
};
