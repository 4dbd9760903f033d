import { startSubgraph, type ServiceConfig, type Subgraph, type SubgraphOptions } from '@sortition/service-kit';
import { channelResolvers } from './channel/channel.resolvers.ts';
import { DELIVER } from './channel/channel-message.store.ts';
import { readChannelUrls, type ChannelUrls } from './channel/channels.ts';
import { deliverToChannel } from './channel/deliver-to-channel.ts';
import { resumeDeliveries } from './channel/resume-deliveries.ts';
import { correctionResolvers } from './correction/correction.resolvers.ts';
import { creditResolvers } from './credit/credit.resolvers.ts';
import { publicAnnualPlanResolvers } from './public-annual-plan/public-annual-plan.resolvers.ts';
import { publicDrawResolvers } from './public-draw/public-draw.resolvers.ts';
import { publicItemListResolvers } from './public-item-list/public-item-list.resolvers.ts';
import { publicResultResolvers } from './public-result/public-result.resolvers.ts';
import { publicTaskResolvers } from './public-task/public-task.resolvers.ts';
import { publicationResolvers } from './publication/publication.resolvers.ts';
import { statisticsResolvers } from './statistics/statistics.resolvers.ts';
import { stopPublicationResolvers } from './stop-publication/stop-publication.resolvers.ts';
import { subscriptions } from './subscriptions.ts';

const modules = [
  publicationResolvers, channelResolvers, correctionResolvers, stopPublicationResolvers, publicResultResolvers, publicItemListResolvers, publicAnnualPlanResolvers,
  publicTaskResolvers, publicDrawResolvers, creditResolvers, statisticsResolvers,
];

const resolvers = modules.reduce<Record<string, object>>((merged, module) => {
  for (const [type, fields] of Object.entries(module)) merged[type] = { ...merged[type], ...fields };
  return merged;
}, {});

/** Starts disclosure (公示): what is owed to the public, what it reads, and what is counted. `CHANNEL_URLS` names the channels that have an endpoint. */
export const startDisclosure = (config: ServiceConfig, options?: SubgraphOptions, channels: ChannelUrls = readChannelUrls(process.env['CHANNEL_URLS'])): Promise<Subgraph> => startSubgraph({
  name: 'disclosure',
  resolvers: () => resolvers,
  subscriptions: () => subscriptions,
  jobs: () => ({ [DELIVER]: deliverToChannel(channels), resumeDeliveries }),
  crontab: '*/10 * * * * resumeDeliveries',
}, config, options);
