import { dirname, join } from 'node:path';
import type { Account } from '../issuer/accounts.ts';
import { openKeys } from '../platform/keys.ts';
import { perService, type PerService } from '../platform/services.ts';
import type { ExternalDatabase } from '../platform/settings.ts';
import { graphqlClient, type GraphqlClient } from '../play/graphql-client.ts';
import { openPlayer } from '../play/player.ts';
import { settle } from '../play/settle.ts';
import { chanceOf } from './chance.ts';
import { businessClock } from './clock-file.ts';
import { departmentsOf } from './department.ts';
import { enterpriseAt } from './enterprise.ts';
import { importRosters } from './import-rosters.ts';
import { inspectorsOf } from './inspector.ts';
import { departmentFinder } from './item-list.ts';
import { enterDepartments, enterExperts, enterInspectors, enterItemLists, enterProjects, enterRecusals } from './load-directories.ts';
import { playYear } from './play-year.ts';
import { rostersOf, type Roster } from './roster.ts';
import { CITY_BEGINS } from './year.ts';

export interface CityToLoad {
  readonly databases: PerService<ExternalDatabase>;
  readonly gatewayUrl: string;
  readonly tokenFor: (account: Account) => Promise<string>;
  readonly clockFile: string;
  readonly size: number;
  readonly seed: string;
  readonly onProgress: (message: string) => void;
  readonly signal?: AbortSignal;
}

/** A city that can be asked already. */
export interface FurnishedCity {
  /** Lets the others move in and plays the year; resolves when all of it is told. */
  playOn(): Promise<void>;
}

/** News of every object goes to the draw service before the first task, however many there are. */
const SETTLING_MS = 1_800_000;
const NEWS_MS = 60_000;
const OUTAGE_MS = 60_000;

/** Nobody waits for a platform that is being stopped. */
const untilStopped = (client: GraphqlClient, signal: AbortSignal | undefined): GraphqlClient => ({
  ask: async (...question) => {
    signal?.throwIfAborted();
    return client.ask(...question);
  },
});

/**
 * Departments, item lists, inspectors and objects, all by the same ways that a city's departments would take: through the
 * gateway and the importer. Whatever is there already is left as it is, so that a load that was killed simply begins again.
 */
export async function loadCity({ databases, gatewayUrl, tokenFor, clockFile, size, seed, onProgress: say, signal }: CityToLoad): Promise<FurnishedCity> {
  const dataDir = dirname(clockFile);
  const clock = businessClock(clockFile);
  clock.moveTo(`${CITY_BEGINS}T09:00:00+08:00`);
  const owners = perService((service) => databases[service].ownerUrl ?? databases[service].appUrl);
  const player = openPlayer({
    client: untilStopped(graphqlClient({ url: gatewayUrl, tokenFor }), signal), seed: `city ${seed} ${size}`, outageMs: OUTAGE_MS, newsMs: NEWS_MS,
    moveTo: async (instant) => clock.moveTo(instant), settled: () => settle(owners, SETTLING_MS),
  });
  const chanceAt = chanceOf(seed);
  const departments = departmentsOf(seed);
  await enterDepartments(player, departments);
  say(`${departments.length} departments 部门`);

  const { personalData } = await openKeys(dataDir, process.env['PERSONAL_DATA_KEY']);
  const find = departmentFinder(departments);
  const importing = {
    ownerOf: ({ jurisdiction, owner }: Roster) => find(jurisdiction.code, owner).id, directory: join(dataDir, 'city'),
    env: { REGISTRY_DATABASE_URL: databases.registry.appUrl, PERSONAL_DATA_KEY: personalData, DATA_DIR: dataDir, CLOCK_FILE: clockFile, NODE_ENV: 'development' },
  };
  const [register, ...others] = rostersOf(chanceAt, size).filter(({ rows }) => rows > 0);
  await importRosters(register === undefined ? [] : [register], importing, say);

  return {
    playOn: async () => {
      const inspectors = [...inspectorsOf(seed, chanceAt, departments)];
      const [lists] = await Promise.all([enterItemLists(player, departments), enterInspectors(player, departments, inspectors)]);
      await enterExperts(player, departments);
      await enterProjects(player, chanceAt, departments);
      await importRosters(others, importing, say);
      say(`${lists.size} item lists 抽查事项清单, ${inspectors.length} inspectors 执法检查人员`);
      if (register !== undefined) await enterRecusals(player, inspectors, (place) => enterpriseAt(chanceAt, register.jurisdiction, place % register.rows).code);
      await playYear({ player, size, departments, inspectors, lists, say, signal });
    },
  };
}
