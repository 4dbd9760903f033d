import { startThrowAwayPostgres } from '@sortition/embedded-postgres';

/** One cluster for all the files of a run: that of `npm test`, or one of our own when a project's tests are run alone. */
export default async function startPostgresForRun(): Promise<(() => Promise<void>) | undefined> {
  if (process.env['TEST_POSTGRES_URL'] !== undefined) return undefined;
  const server = await startThrowAwayPostgres();
  process.env['TEST_POSTGRES_URL'] = server.url();
  return async () => {
    delete process.env['TEST_POSTGRES_URL']; // a watching run asks for a new one
    await server.stop();
  };
}
