export { askSubgraph, type Answer, type Question } from './ask-subgraph.ts';
export { testDatabase, type TestDatabase, type TestDatabaseOptions } from './test-database.ts';
export { testEnvironment } from './test-environment.ts';
export { testGatewayKey, testKeyRing, type KeyPair, type KeyRing } from './test-keys.ts';
