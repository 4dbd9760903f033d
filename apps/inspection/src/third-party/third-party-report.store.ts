import { asc } from 'drizzle-orm';
import { among, byKeys, type Tx } from '@sortition/service-kit';
import { thirdPartyReport } from './third-party-report.table.ts';

export type ThirdPartyReportRow = typeof thirdPartyReport.$inferSelect;

export const insertThirdPartyReport = (tx: Tx, row: ThirdPartyReportRow): Promise<unknown> => tx.insert(thirdPartyReport).values(row);

export const listThirdPartyReports = byKeys((tx, recordIds) => tx.select().from(thirdPartyReport).where(among(thirdPartyReport.recordId, recordIds)).orderBy(asc(thirdPartyReport.id)));
