import type { DeepReadonly } from '@sortition/profiles';

interface Sent {
  readonly mandatory: boolean;
  readonly state: 'PENDING' | 'DELIVERED';
}

/** Whether a sending has reached its channels: all mandatory ones, or one where the profile says that one is enough. Optional ones never count. CQ 8.8.1, GA art.46. */
export function reachedItsChannels(rule: 'ALL_OF' | 'ONE_OF', messages: readonly Sent[]): boolean {
  const mandatory = messages.filter((message) => message.mandatory);
  const delivered = mandatory.filter(({ state }) => state === 'DELIVERED').length;
  return rule === 'ONE_OF' && mandatory.length > 0 ? delivered > 0 : delivered === mandatory.length;
}

export interface Destination {
  readonly channel: string;
  readonly mandatory: boolean;
}

/** One destination for each channel; a channel that is both is mandatory. */
export const destinationsOf = (mandatory: DeepReadonly<readonly string[]>, optional: readonly string[]): Destination[] => [
  ...[...new Set(mandatory)].map((channel) => ({ channel, mandatory: true })),
  ...[...new Set(optional)].filter((channel) => !mandatory.includes(channel)).map((channel) => ({ channel, mandatory: false })),
];
