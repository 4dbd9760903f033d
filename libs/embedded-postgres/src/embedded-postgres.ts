export { AlreadyRunning } from './launcher-lock.ts';
export { databaseUrl, provisionDatabase, rolePassword, type ProvisionedDatabase } from './provision-database.ts';
export { startPostgres, type PostgresOptions, type PostgresServer } from './start-postgres.ts';
export { startThrowAwayPostgres } from './throw-away-postgres.ts';
