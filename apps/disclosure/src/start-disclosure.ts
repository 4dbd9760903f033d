import { mergeResolvers, startSubgraph, type ServiceConfig, type Subgraph, type SubgraphOptions } from '@sortition/service-kit';
import type { SigningKey } from '@sortition/transparency-log';
import { channelResolvers } from './channel/channel.resolvers.ts';
import { DELIVER } from './channel/channel-message.store.ts';
import { readChannelUrls, type ChannelUrls } from './channel/channels.ts';
import { deliverToChannel } from './channel/deliver-to-channel.ts';
import { resumeDeliveries } from './channel/resume-deliveries.ts';
import { correctionResolvers } from './correction/correction.resolvers.ts';
import { creditResolvers } from './credit/credit.resolvers.ts';
import { publicFeedbackResolvers } from './feedback/public-feedback.resolvers.ts';
import { handlingDecisionResolvers } from './handling-decision/handling-decision.resolvers.ts';
import { disciplineNoticeResolvers } from './joint-discipline/discipline-notice.resolvers.ts';
import { performanceResolvers } from './performance/performance.resolvers.ts';
import { publicAnnualPlanResolvers } from './public-annual-plan/public-annual-plan.resolvers.ts';
import { GROW_LOG } from './public-log/append-to-log.ts';
import { auditLog } from './public-log/check-log.ts';
import { growLog } from './public-log/grow-log.ts';
import { readLogKey } from './public-log/log-key.ts';
import { logRoutes } from './public-log/log-routes.ts';
import { publicLogResolvers } from './public-log/public-log.resolvers.ts';
import { publicDrawResolvers } from './public-draw/public-draw.resolvers.ts';
import { publicItemListResolvers } from './public-item-list/public-item-list.resolvers.ts';
import { publicResultResolvers } from './public-result/public-result.resolvers.ts';
import { publicTaskResolvers } from './public-task/public-task.resolvers.ts';
import { publishedMaterialResolvers } from './published-material/published-material.resolvers.ts';
import { publicationResolvers } from './publication/publication.resolvers.ts';
import { periodicReportResolvers } from './report/periodic-report.resolvers.ts';
import { selfCheckResolvers } from './self-check/self-check.resolvers.ts';
import { statisticsResolvers } from './statistics/statistics.resolvers.ts';
import { stopPublicationResolvers } from './stop-publication/stop-publication.resolvers.ts';
import { subscriptions } from './subscriptions.ts';

const modules = [
  publicationResolvers, channelResolvers, correctionResolvers, stopPublicationResolvers, publicResultResolvers, publicItemListResolvers, publicAnnualPlanResolvers,
  publicTaskResolvers, publicDrawResolvers, creditResolvers, statisticsResolvers,
  performanceResolvers, handlingDecisionResolvers, publishedMaterialResolvers, disciplineNoticeResolvers, selfCheckResolvers, periodicReportResolvers,
];

/** What disclosure works with besides its database. */
export interface Outside {
  readonly channels: ChannelUrls;
  /** Signs the public log; without it the log grows unsigned. */
  readonly logKey: SigningKey | undefined;
}

/** `CHANNEL_URLS` names the channels that have an endpoint, `LOG_SIGNING_KEY` or `LOG_SIGNING_KEY_FILE` the key of the public log. */
export const readOutside = (env: Readonly<Record<string, string | undefined>>): Outside => ({ channels: readChannelUrls(env['CHANNEL_URLS']), logKey: readLogKey(env) });

/** Starts disclosure (公示): what is owed to the public, what it reads, what is counted, and the log that nobody can rewrite. */
export const startDisclosure = (config: ServiceConfig, options?: SubgraphOptions, { channels, logKey }: Outside = readOutside({ ...process.env, NODE_ENV: config.NODE_ENV })): Promise<Subgraph> => startSubgraph({
  name: 'disclosure',
  resolvers: ({ personalData }) => mergeResolvers([...modules, publicFeedbackResolvers(personalData), publicLogResolvers(logKey)]),
  subscriptions: () => subscriptions,
  jobs: () => ({ [DELIVER]: deliverToChannel(channels), resumeDeliveries, [GROW_LOG]: growLog(logKey), auditLog }),
  // the log grows with what enters it; the minute is for what a crash left
  crontab: `*/10 * * * * resumeDeliveries\n* * * * * ${GROW_LOG}\n7 * * * * auditLog`,
  routes: logRoutes(logKey),
}, config, options);
