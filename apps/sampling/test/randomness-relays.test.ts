import { createServer, type Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readDrandUrls } from '../src/randomness/fetch-beacons.ts';
import { BEACON, OTHER_SIGNATURE, SIGNATURE, SUNDAY, asOwner, prepare, readyTask, sourcesOf } from './randomness-under-test.ts';
import { lead, objectRoster, startSamplingUnderTest, units, type Sampling } from './sampling-under-test.ts';

const PATH = '/52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971/public/1000';
const answers: Record<string, () => { readonly status: number; readonly body: string }> = {
  broken: () => ({ status: 500, body: 'no' }),
  chatting: () => ({ status: 200, body: '<html>' }),
  lying: () => ({ status: 200, body: JSON.stringify({ round: 1000, signature: OTHER_SIGNATURE }) }),
  true: () => ({ status: 200, body: JSON.stringify({ round: 1000, randomness: 'ignored', signature: SIGNATURE }) }),
};
let honest = false;
const asked: string[] = [];
let relay: Server;
let sampling: Sampling;

beforeAll(async () => {
  relay = createServer((request, response) => {
    const [, name = '', ...rest] = (request.url ?? '').split('/');
    asked.push(`${name} /${rest.join('/')}`);
    const { status, body } = (name === 'true' && !honest ? answers['broken'] : answers[name])?.() ?? { status: 404, body: '' };
    response.writeHead(status).end(body);
  });
  await new Promise<void>((resolve) => { relay.listen(0, '127.0.0.1', resolve); });
  const address = relay.address();
  const base = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  process.env['DRAND_URLS'] = ['http://127.0.0.1:9/nobody', ...['broken', 'chatting', 'lying', 'true'].map((name) => `${base}/${name}${name === 'true' ? '/' : ''}`)].join(' ');
  sampling = await startSamplingUnderTest(SUNDAY);
  await sampling.hear('registry', objectRoster(1, units(60)));
});
afterAll(async () => {
  delete process.env['DRAND_URLS'];
  await sampling[Symbol.asyncDispose]();
  relay.close();
});

async function minutePasses(): Promise<void> {
  await asOwner(sampling, "select graphile_worker.add_job('fetchBeacons', '{}'::json)");
  for (let i = 0; i < 300 && (await asOwner(sampling, "select 1 from graphile_worker.jobs where task_identifier = 'fetchBeacons'")).length > 0; i++) await sleep(50);
}

it('asks relays in their order when the round has begun, believes none that cannot show the signature, and goes on where they fail', async () => {
  const { id } = await prepare(sampling, await readyTask(sampling), [['BEACON', BEACON]]);
  const beacon = async () => (await sourcesOf(sampling, lead, id)).get(BEACON);
  sampling.setTime('2023-08-23T23:59:23+08:00');
  await minutePasses();
  expect(asked).toEqual([]);

  sampling.setTime('2023-08-23T23:59:25+08:00');
  await minutePasses();
  expect([...new Set(asked)]).toEqual(['broken', 'chatting', 'lying', 'true'].map((name) => `${name} ${PATH}`));
  expect(await beacon()).toMatchObject({ state: 'AWAITED', value: null });

  honest = true;
  await minutePasses();
  expect(await beacon()).toMatchObject({ state: 'GIVEN', encoding: 'HEX', value: SIGNATURE });
  asked.length = 0;
  await minutePasses();
  expect(asked).toEqual([]);
  expect((await sampling.emitted('RandomnessGiven')).filter(({ payload }) => payload['source'] === BEACON)).toHaveLength(1);
});

it('asks nobody where no relay is named, and refuses what is no address', () => {
  expect([readDrandUrls(undefined), readDrandUrls(' ')]).toEqual([[], []]);
  expect(readDrandUrls(' https://api.drand.sh\n https://drand.cloudflare.com ')).toEqual(['https://api.drand.sh', 'https://drand.cloudflare.com']);
  for (const wrong of ['drand', 'ftp://x', 'https://']) expect(() => readDrandUrls(wrong), wrong).toThrow(/DRAND_URLS/);
});
