import { drandRoundOf, verifyBeacon, type DrandRound } from '@sortition/draw';
import { readAs, systemIdentity, type JobContext } from '@sortition/service-kit';
import { newId } from '@sortition/kernel';
import { lockSource } from './awaited-source.ts';
import { findBegunBeacons } from './randomness.store.ts';
import { giveBeacon } from './submit-beacon.ts';

const PATIENCE_MS = 5_000;
const AT_ONCE = 50;

/** Base addresses of drand relays, separated by blanks; none means that signatures are pasted by hand, and nothing is ever asked. */
export function readDrandUrls(setting: string | undefined): readonly string[] {
  const urls = (setting ?? '').split(/\s+/).filter((url) => url !== '');
  const wrong = urls.find((url) => !URL.canParse(url) || !/^https?:/.test(url));
  if (wrong !== undefined) throw new Error(`configuration: DRAND_URLS holds ${wrong}, which is no address`);
  return urls;
}

const signatureIn = (answer: unknown): string => (typeof answer === 'object' && answer !== null && 'signature' in answer && typeof answer.signature === 'string' ? answer.signature : '');

/** The signature of a round from the first address that gives a true one. What they say is verified, so it does not matter whose they are. */
async function fetchSignature(urls: readonly string[], { chain, round }: DrandRound, complain: (url: string, reason: unknown) => void): Promise<string | null> {
  for (const url of urls) {
    try {
      const answer = await fetch(`${url.replace(/\/$/, '')}/${chain.hash}/public/${round}`, { signal: AbortSignal.timeout(PATIENCE_MS), redirect: 'error' });
      if (!answer.ok) throw new Error(`answered ${answer.status}`);
      const signature = signatureIn(await answer.json());
      if (verifyBeacon({ chain, round }, signature)) return signature;
      throw new Error('not the signature of the round');
    } catch (reason) {
      complain(url, reason);
    }
  }
  return null;
}

/** Brings the signatures of beacon rounds that have begun. Without a network they are pasted instead. */
export async function fetchBeacons(context: JobContext, urls: readonly string[]): Promise<void> {
  const now = context.clock();
  const asking = { identity: systemIdentity('sampling'), now, trace: newId(), operation: 'fetchBeacons' };
  const begun = urls.length === 0 ? [] : await readAs(context.database.read, asking, (tx) => findBegunBeacons(tx, now, AT_ONCE));
  for (const { drawId, source } of begun) {
    const round = drandRoundOf(source);
    const signature = round === null ? null : await fetchSignature(urls, round, (url, reason) => context.log.warn({ url, source, reason: String(reason) }, 'no beacon from this relay'));
    if (signature === null) continue;
    await context.transact('fetchBeacons', async (tx, act) => {
      const locked = await lockSource(tx, drawId, source, 'BEACON');
      return locked.ok ? giveBeacon(tx, act, locked.value, signature) : locked;
    });
  }
}
