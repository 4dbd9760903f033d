import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { SERVICES, type PerService, type ServiceName } from '../platform/services.ts';

/** Whose feed each service follows. */
const FOLLOWED: PerService<readonly ServiceName[]> = {
  registry: ['planning', 'sampling', 'inspection', 'disclosure'],
  planning: ['registry', 'sampling', 'inspection', 'disclosure'],
  sampling: ['registry', 'planning', 'inspection'],
  inspection: ['registry', 'planning', 'sampling', 'disclosure'],
  disclosure: ['registry', 'planning', 'sampling', 'inspection'],
};

interface Standing {
  /** The last event that the service told; `0-0` before the first. */
  readonly head: string;
  readonly cursors: ReadonlyMap<string, string>;
  readonly dueJobs: number;
}

const POLL_MS = 50;

async function standingOf(client: pg.Client): Promise<Standing> {
  const heads = await client.query<{ position: string }>("select tx::text || '-' || seq::text as position from kit.event order by tx desc, seq desc limit 1");
  const cursors = await client.query<{ source: string; position: string }>("select source, tx::text || '-' || seq::text as position from kit.consumer_cursor");
  const jobs = await client.query<{ due: number }>("select case when to_regclass('graphile_worker.jobs') is null then 0 else (select count(*) from graphile_worker.jobs where run_at <= now() and attempts < max_attempts) end::int as due");
  return { head: heads.rows[0]?.position ?? '0-0', cursors: new Map(cursors.rows.map(({ source, position }) => [source, position])), dueJobs: jobs.rows[0]?.due ?? 0 };
}

/** What each service has still to hear or to do; nothing when all is settled. */
function unsettled(standings: PerService<Standing>): string[] {
  return SERVICES.flatMap((service) => [
    ...FOLLOWED[service].filter((source) => (standings[service].cursors.get(source) ?? '0-0') !== standings[source].head).map((source) => `${service} has not heard all of ${source}`),
    ...(standings[service].dueJobs > 0 ? [`${service} has ${standings[service].dueJobs} jobs to do`] : []),
  ]);
}

async function withClients<T>(urls: PerService<string>, work: (clients: ReadonlyMap<ServiceName, pg.Client>) => Promise<T>): Promise<T> {
  const clients = new Map(SERVICES.map((service) => [service, new pg.Client({ connectionString: urls[service] })]));
  try {
    for (const client of clients.values()) await client.connect();
    return await work(clients);
  } finally {
    await Promise.allSettled([...clients.values()].map((client) => client.end()));
  }
}

async function standings(clients: ReadonlyMap<ServiceName, pg.Client>): Promise<PerService<Standing>> {
  const read = await Promise.all(SERVICES.map(async (service) => {
    const client = clients.get(service);
    if (client === undefined) throw new Error(`no database of ${service}`);
    return [service, await standingOf(client)] as const;
  }));
  const [registry, planning, sampling, inspection, disclosure] = read.map(([, standing]) => standing);
  if (!registry || !planning || !sampling || !inspection || !disclosure) throw new Error('a service has no standing');
  return { registry, planning, sampling, inspection, disclosure };
}

/** What each service has still to hear or to do now. */
export const underWay = (urls: PerService<string>): Promise<string[]> => withClients(urls, async (clients) => unsettled(await standings(clients)));

/**
 * Resolves when every service has applied all that the others told and has done all its jobs. It looks twice, since what the last
 * event caused may itself be told. `urls` are databases of the owner role.
 */
export async function settle(urls: PerService<string>, patienceMs = 30_000): Promise<void> {
  await withClients(urls, async (clients) => {
    const begun = performance.now();
    let settledAt = '';
    for (;;) {
      const now = await standings(clients);
      const open = unsettled(now);
      const heads = SERVICES.map((service) => now[service].head).join(' ');
      if (open.length === 0 && heads === settledAt) return;
      settledAt = open.length === 0 ? heads : '';
      if (performance.now() - begun > patienceMs) throw new Error(`not settled after ${patienceMs} ms: ${open.join('; ')}`);
      await sleep(POLL_MS);
    }
  });
}
