import { join } from 'node:path';
import { provisionDatabase, startPostgres, type PostgresServer } from '@sortition/embedded-postgres';
import type { Ports } from './ports.ts';
import { SERVICES, perService, type PerService } from './services.ts';
import type { ExternalDatabase, Settings } from './settings.ts';

export interface Databases {
  readonly urls: PerService<ExternalDatabase>;
  /** Undefined when every service was given a database of its own. */
  readonly server: PostgresServer | undefined;
}

export const databaseName = (service: string): string => `sortition_${service}`;

/** The embedded cluster with a database and two roles per service, or those that the environment names. */
export async function openDatabases(settings: Settings, ports: Ports, say: (message: string) => void): Promise<Databases> {
  const { external } = settings;
  if (SERVICES.every((service) => external[service] !== undefined)) {
    return { urls: perService((service) => external[service] ?? unreachable(service)), server: undefined };
  }
  const server = await startPostgres({ directory: join(settings.dataDir, 'postgres'), port: ports.postgres, onRestart: (reason) => say(`${reason}; starting it again`) });
  try {
    const made = new Map<string, ExternalDatabase>();
    for (const service of SERVICES) made.set(service, external[service] ?? await provisionDatabase(server.url(), service, databaseName(service)));
    return { urls: perService((service) => made.get(service) ?? unreachable(service)), server };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

function unreachable(service: string): never {
  throw new Error(`no database for ${service}`);
}
