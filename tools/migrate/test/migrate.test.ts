import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { provisionDatabase } from '@sortition/embedded-postgres';

const migrate = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  spawnSync(process.execPath, ['--import', 'tsx', join(import.meta.dirname, '../src/migrate.ts'), ...args], { encoding: 'utf8', env: { ...process.env, ...env } });

test('an operator migrates a service by hand, and a second time changes nothing', async () => {
  const { ownerUrl, appUrl } = await provisionDatabase(process.env['TEST_POSTGRES_URL'] ?? '', 'sampling', `migrate_by_hand_${process.pid}`);
  const env = { SAMPLING_OWNER_DATABASE_URL: ownerUrl, SAMPLING_DATABASE_URL: appUrl };
  expect(migrate([], env)).toMatchObject({ status: 0, stdout: expect.stringMatching(/^sampling: applied \d{14}_.*\.sql/) });
  expect(migrate(['sampling'], env)).toMatchObject({ status: 0, stdout: 'sampling: up to date\n' });
});

test('a service that does not exist, and one without its URLs, are refused by name', () => {
  expect(migrate(['lottery'])).toMatchObject({ status: 2, stderr: expect.stringContaining('there is no service "lottery"') });
  expect(migrate(['planning'])).toMatchObject({ status: 1, stderr: expect.stringContaining('PLANNING_OWNER_DATABASE_URL') });
  expect(migrate([])).toMatchObject({ status: 2, stderr: expect.stringContaining('npm run migrate') });
});
