import { createHash } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson } from '@sortition/service-kit';
import type { MessageRow } from './channel-message.store.ts';

/** A way to make something public. Delivering the same message twice gives the same receipt and publishes once. */
export interface Channel {
  readonly kind: 'OWN_REGISTER' | 'HTTP';
  /** The receipt number; throws when the channel did not take the message. */
  deliver(message: MessageRow): Promise<string>;
}

const letterOf = ({ id, subjectKind, subjectId, revision, operation, payload }: MessageRow) => ({ messageId: id, subjectKind, subjectId, revision, operation, payload });

/** The platform's own public register, for channels that have no endpoint here: what it takes stands in the `public…` queries. Its receipt is the hash of what it took. */
export const ownRegister: Channel = {
  kind: 'OWN_REGISTER',
  deliver: async (message) => `REG-${createHash('sha256').update(canonicalJson({ channel: message.channel, ...letterOf(message) })).digest('hex')}`,
};

const TIMEOUT_MS = 15_000;
const receipt = z.object({ receiptNumber: z.string().min(1).max(200) });

/** Another system. It is given the message id as idempotency key, and answers 2xx with `{"receiptNumber": …}`. */
export const httpChannel = (url: string): Channel => ({
  kind: 'HTTP',
  deliver: async (message) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': message.id },
      body: JSON.stringify({ channel: message.channel, ...letterOf(message) }),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const body = await response.text();
    if (!response.ok) throw new Error(`the channel answered ${response.status}`);
    const answered = receipt.safeParse(body.startsWith('{') ? JSON.parse(body) : undefined);
    if (!answered.success) throw new Error('the channel answered without a receipt number');
    return answered.data.receiptNumber;
  },
});

export type ChannelUrls = Readonly<Record<string, string>>;

/** `CHANNEL_URLS`: a JSON object from the name of a channel to the URL that takes its messages. */
export function readChannelUrls(setting: string | undefined): ChannelUrls {
  const parsed = z.record(z.string(), z.url({ protocol: /^https?$/ })).safeParse(JSON.parse(setting ?? '{}'));
  if (!parsed.success) throw new Error(`configuration: CHANNEL_URLS ${parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ')}`);
  return parsed.data;
}

export function channelNamed(urls: ChannelUrls, name: string): Channel {
  const url = urls[name];
  return url === undefined ? ownRegister : httpChannel(url);
}
