import { afterAll, beforeAll, expect, it } from 'vitest';
import { startGateway } from '../../src/start-gateway.ts';
import { LINE_FAULTS } from './faulty-lines.ts';
import { FAULTS } from './faulty-subgraph.ts';
import { outageInspector, type InspectOutage, type Outage } from './inspect-outage.ts';
import { SERVICES, startPlatform, type Platform } from './platform.ts';

let platform: Platform;
let inspect: InspectOutage;
beforeAll(async () => {
  platform = await startPlatform(startGateway, { takesSeveral: true });
  inspect = await outageInspector(platform);
}, 120_000);
afterAll(async () => {
  await platform[Symbol.asyncDispose]();
});

/** Lines are read in the same way whoever wrote them, so each fault is played by some of the services, and each service plays many. */
const inTurn = (fault: Outage['fault'], nth: number, times: number): Outage[] =>
  Array.from({ length: times }, (_, time) => ({ service: SERVICES[(nth + 2 * time) % SERVICES.length] ?? 'registry', fault }));

it.each([...FAULTS.flatMap((fault, nth) => inTurn(fault, nth, 1)), ...LINE_FAULTS.flatMap((fault, nth) => inTurn(fault, nth, 2))])('$service, asked for several at once, $fault: it costs only its own fields', async (outage) => {
  const { requestsOfSeveral } = platform.subgraphs[outage.service];
  const before = requestsOfSeveral();
  expect(await inspect(outage)).toEqual([]);
  if (outage.fault !== 'refuses connections') expect(requestsOfSeveral()).toBeGreaterThan(before);
}, 60_000);
