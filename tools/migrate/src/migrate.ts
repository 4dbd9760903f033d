import { join } from 'node:path';
import { migrateDatabase, migrateJobs } from '@sortition/service-kit';
import { migrationDrift } from './migration-drift.ts';

const SERVICES = ['registry', 'planning', 'sampling', 'inspection', 'disclosure'];
const apps = join(import.meta.dirname, '../../../apps');

const USAGE = `npm run migrate [-- SERVICE …]   bring the databases of <SERVICE>_OWNER_DATABASE_URL up to date (default: all that are named)
npm run migrate -- --check       fail when the tables in the code say more than the migrations`;

/** Migrates one service for operators who do not let it migrate itself. */
async function migrate(service: string): Promise<void> {
  const [ownerUrl, appUrl] = ['OWNER_DATABASE_URL', 'DATABASE_URL'].map((name) => process.env[`${service.toUpperCase()}_${name}`]);
  if (ownerUrl === undefined || appUrl === undefined) throw new Error(`${service}: both ${service.toUpperCase()}_OWNER_DATABASE_URL and ${service.toUpperCase()}_DATABASE_URL are needed, the one to migrate, the other for the role that is granted the use`);
  const appRole = decodeURIComponent(new URL(appUrl).username);
  const applied = await migrateDatabase({ ownerUrl, appRole, migrationsDir: join(apps, service, 'migrations') });
  await migrateJobs(ownerUrl, appRole);
  console.log(`${service}: ${applied.length === 0 ? 'up to date' : `applied ${applied.join(', ')}`}`);
}

function reportDrift(): boolean {
  const drifted = SERVICES.flatMap((service) => {
    const sql = migrationDrift(join(apps, service));
    return sql === undefined ? [] : [{ service, sql }];
  });
  for (const { service, sql } of drifted) console.error(`${service}: its tables differ from its migrations. Run drizzle-kit generate --name WHAT-IT-DOES in apps/${service}:\n${sql}`);
  if (drifted.length === 0) console.log('tables and migrations agree');
  return drifted.length > 0;
}

const args = process.argv.slice(2);
if (args.includes('--check')) {
  process.exit(reportDrift() ? 1 : 0);
}
const named = args.length > 0 ? args : SERVICES.filter((service) => process.env[`${service.toUpperCase()}_OWNER_DATABASE_URL`] !== undefined);
const unknown = named.find((service) => !SERVICES.includes(service));
if (named.length === 0 || unknown !== undefined) {
  console.error(unknown === undefined ? USAGE : `there is no service "${unknown}"\n${USAGE}`);
  process.exit(2);
}
for (const service of named) await migrate(service);
