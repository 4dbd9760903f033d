export { askSubgraph, type Answer, type Question } from './ask-subgraph.ts';
export { startEventSource, type EventSource } from './event-source.ts';
export { startTestSubgraph, type TestSubgraph, type TestSubgraphOptions } from './test-subgraph.ts';
export { testDatabase, type TestDatabase, type TestDatabaseOptions } from './test-database.ts';
export { testEnvironment } from './test-environment.ts';
export { testGatewayKey, testKeyRing, type KeyPair, type KeyRing } from './test-keys.ts';
