import { startSubgraph, type ServiceConfig, type Subgraph, type SubgraphOptions, type SubgraphServices } from '@sortition/service-kit';
import { caseMessageResolvers } from './case-message/case-message.resolvers.ts';
import { demandResolvers } from './demand/demand.resolvers.ts';
import { disciplineReferralResolvers } from './discipline/discipline-referral.resolvers.ts';
import { dossierResolvers } from './dossier/dossier.resolvers.ts';
import { evidenceResolvers } from './evidence/evidence.resolvers.ts';
import type { Resolvers } from './generated/resolvers.ts';
import { followUpResolvers } from './follow-up/follow-up.resolvers.ts';
import { watchCorrectionOrders } from './follow-up/watch-orders.ts';
import { guideResolvers } from './guide/guide.resolvers.ts';
import { noticeResolvers } from './notice/notice.resolvers.ts';
import { objectResolvers } from './object/object.resolvers.ts';
import { recordResolvers } from './record/record.resolvers.ts';
import { resultResolvers } from './result/result.resolvers.ts';
import { inspectionSubscriptions } from './subscriptions.ts';
import { dutyReportResolvers } from './duty/duty-report.resolvers.ts';
import { myTaskResolvers } from './duty/my-task.resolvers.ts';
import { inspectionResolvers } from './visit/inspection.resolvers.ts';

/** One map out of those of the aggregates; Query and Mutation have fields in several. */
function resolversOf({ personalData }: Pick<SubgraphServices, 'personalData'>): object {
  const parts: readonly Resolvers[] = [
    inspectionResolvers, noticeResolvers(personalData), recordResolvers(personalData), evidenceResolvers, resultResolvers, followUpResolvers, dossierResolvers, objectResolvers, myTaskResolvers, dutyReportResolvers,
    guideResolvers, demandResolvers(personalData), disciplineReferralResolvers, caseMessageResolvers,
  ];
  const merged: Record<string, object> = {};
  for (const [type, fields] of parts.flatMap((part) => Object.entries(part))) merged[type] = { ...merged[type], ...fields };
  return merged;
}

/** The inspection service: visits, records, evidence, results, follow-ups, dossiers. CQ 8.6, 8.7, 9. */
export const startInspection = (config: ServiceConfig, options?: SubgraphOptions): Promise<Subgraph> => startSubgraph({
  name: 'inspection',
  resolvers: resolversOf,
  subscriptions: () => inspectionSubscriptions,
  jobs: () => ({ watchCorrectionOrders }),
  crontab: '17 * * * * watchCorrectionOrders',
}, config, options);
