import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { businessClock } from '../city/clock-file.ts';
import type { Account } from '../issuer/accounts.ts';
import { startPlatform } from '../platform/platform.ts';
import { perService } from '../platform/services.ts';
import { clockFileOf, readSettings, type Settings } from '../platform/settings.ts';
import { freePorts } from '../play/free-port.ts';
import { settle } from '../play/settle.ts';

/** A platform on which the demo is played. */
export interface Stage extends AsyncDisposable {
  readonly url: string;
  readonly tokenFor: (account: Account) => Promise<string>;
  readonly moveTo: (instant: string) => Promise<void>;
  readonly settled: () => Promise<void>;
  /** Business time. */
  readonly now: () => Date;
  readonly dataDir: string;
  /** Set when the platform is the demo's own: its registry can be filled from a file, and its clock moved. */
  readonly own: { readonly settings: Settings; readonly registryUrl: string } | undefined;
}

const SETTLING_MS = 1_800_000; // a register of millions is told in thousands of batches

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(3_000) })).ok;
  } catch {
    return false;
  }
}

/** The development issuer behind the gateway gives a token for any account that is described in full. */
const tokenThrough = (url: string) => async (account: Account): Promise<string> => {
  const response = await fetch(`${url}/graphiql/accounts`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(account) });
  const grant: { readonly access_token?: string } = JSON.parse(await response.text());
  if (grant.access_token === undefined) throw new Error(`no token for ${account.sub}: the platform at ${url} has no development issuer`);
  return grant.access_token;
};

/** The platform that runs at PORT, where the demo leaves the clock alone: others are at work there. */
export async function findStage(env: NodeJS.ProcessEnv, root: string): Promise<Stage | undefined> {
  const settings = readSettings(env, root);
  const url = `http://127.0.0.1:${settings.port}`;
  if (!await isReady(url)) return undefined;
  const { now } = businessClock(clockFileOf(settings));
  return { url, tokenFor: tokenThrough(url), moveTo: async () => undefined, settled: async () => undefined, now, dataDir: settings.dataDir, own: undefined, [Symbol.asyncDispose]: async () => undefined };
}

export interface OwnStageOptions {
  /** Same purpose, same data directory: a demo that was killed goes on where it was. */
  readonly purpose: string;
  readonly keep: boolean;
  readonly say: (message: string) => void;
  readonly signal: AbortSignal;
}

/** A platform of the demo's own, on free ports and in a directory that is gone when the demo has come to its end. */
export async function openStage(env: NodeJS.ProcessEnv, root: string, { purpose, keep, say, signal }: OwnStageOptions): Promise<Stage> {
  const given = env['DATA_DIR'];
  const dataDir = given ?? join(tmpdir(), `sortition-demo-${createHash('sha256').update(`${root}\0${purpose}`).digest('hex').slice(0, 12)}`);
  const settings = readSettings({ ...env, DATA_DIR: dataDir, PORT: String(await freePorts(8)), CITY_SIZE: '0', LOG_LEVEL: env['LOG_LEVEL'] ?? 'warn' }, root);
  const platform = await startPlatform({ settings, say, signal });
  const { issuer, databases } = platform;
  if (issuer === undefined) throw new Error('the demo signs everybody in itself: start it without OIDC_ISSUER');
  const clock = businessClock(clockFileOf(settings));
  return {
    url: platform.url,
    tokenFor: issuer.tokenFor,
    moveTo: async (instant) => clock.moveTo(instant),
    now: clock.now,
    dataDir,
    settled: () => settle(perService((service) => databases[service].ownerUrl ?? databases[service].appUrl), SETTLING_MS),
    own: { settings, registryUrl: databases.registry.appUrl },
    [Symbol.asyncDispose]: async () => {
      await platform[Symbol.asyncDispose]();
      if (given === undefined && !keep) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
