import { asc } from 'drizzle-orm';
import { among, type Tx } from '@sortition/service-kit';
import { thirdPartyReport } from './third-party-report.table.ts';

export type ThirdPartyReportRow = typeof thirdPartyReport.$inferSelect;

export const insertThirdPartyReport = (tx: Tx, row: ThirdPartyReportRow): Promise<unknown> => tx.insert(thirdPartyReport).values(row);

export const listThirdPartyReports = (tx: Tx, recordIds: readonly string[]): Promise<ThirdPartyReportRow[]> =>
  tx.select().from(thirdPartyReport).where(among(thirdPartyReport.recordId, recordIds)).orderBy(asc(thirdPartyReport.id));
