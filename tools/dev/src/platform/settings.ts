import { join, resolve } from 'node:path';
import { perService, type PerService, type ServiceName } from './services.ts';

/** A database of one's own: the app role's URL, and the owner's when the service may migrate it itself. */
export interface ExternalDatabase {
  readonly appUrl: string;
  readonly ownerUrl: string | undefined;
}

export interface Settings {
  readonly root: string;
  /** Port of the gateway; the inner ports follow it. */
  readonly port: number;
  readonly dataDir: string;
  readonly external: PerService<ExternalDatabase | undefined>;
  /** An OIDC issuer instead of the development issuer. */
  readonly oidcIssuer: string | undefined;
  readonly citySize: number;
  readonly citySeed: string;
  readonly logLevel: string;
}

/** Shifts the business time of all services, `{"offsetMs": n}`; there is none until somebody writes it. */
export const clockFileOf = ({ dataDir }: Settings): string => join(dataDir, 'clock.json');

type Environment = Readonly<Record<string, string | undefined>>;

function wholeNumber(env: Environment, name: string, standard: number, max: number): number {
  const text = env[name] ?? String(standard);
  if (!/^\d+$/.test(text) || Number(text) > max) throw new Error(`${name}=${text}: it must be a whole number up to ${max}`);
  return Number(text);
}

function externalDatabase(env: Environment, service: ServiceName): ExternalDatabase | undefined {
  const prefix = service.toUpperCase();
  const appUrl = env[`${prefix}_DATABASE_URL`];
  const ownerUrl = env[`${prefix}_OWNER_DATABASE_URL`];
  if (appUrl === undefined && ownerUrl !== undefined) throw new Error(`${prefix}_OWNER_DATABASE_URL needs ${prefix}_DATABASE_URL beside it`);
  return appUrl === undefined ? undefined : { appUrl, ownerUrl };
}

/** Everything that the environment may change about `npm start`. */
export function readSettings(env: Environment, root: string): Settings {
  return {
    root,
    port: wholeNumber(env, 'PORT', 4000, 65_000),
    dataDir: resolve(root, env['DATA_DIR'] ?? '.data'),
    external: perService((service) => externalDatabase(env, service)),
    oidcIssuer: env['OIDC_ISSUER'],
    citySize: wholeNumber(env, 'CITY_SIZE', 20_000, 100_000_000),
    citySeed: env['CITY_SEED'] ?? 'sortition',
    logLevel: env['LOG_LEVEL'] ?? 'info',
  };
}
