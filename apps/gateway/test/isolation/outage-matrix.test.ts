import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway } from '../../src/start-gateway.ts';
import { FAULTS } from './faulty-subgraph.ts';
import { outageInspector, type InspectOutage } from './inspect-outage.ts';
import { SERVICES, startPlatform, type Platform } from './platform.ts';

let platform: Platform;
let inspect: InspectOutage;
beforeAll(async () => {
  platform = await startPlatform(startGateway);
  inspect = await outageInspector(platform);
}, 120_000);
afterAll(async () => {
  await platform[Symbol.asyncDispose]();
});

it('answers every document whole when everybody is well', async () => {
  const answers = await Promise.all(platform.documents.map(platform.ask));
  expect(answers.map(({ status, errors }) => ({ status, errors }))).toEqual(answers.map(() => ({ status: 200, errors: [] })));
  expect(JSON.stringify(answers.map(({ data }) => data))).not.toMatch(/:null[,}]/);
});

describe.each(SERVICES)('%s', (service) => {
  it.each(FAULTS)('%s: it costs only its own fields', async (fault) => {
    expect(await inspect({ service, fault })).toEqual([]);
  }, 60_000);
});
