import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { freshKey, people, startCity, type City } from './disclosure-fixture.ts';
import { createTask, endInspection, formResult, publicationOf, visitOf } from './events.ts';

interface Letter {
  readonly key: string | undefined;
  readonly body: { readonly messageId: string; readonly operation: string; readonly revision: number; readonly payload: Record<string, unknown> };
}

/** A system at the other end, which takes, fails, or is slow, as a test tells it. */
interface Receiver {
  readonly server: Server;
  readonly letters: Letter[];
  answer: (letter: Letter, times: number) => { readonly status: number; readonly body: string; readonly delayMs?: number };
}

const read = async (request: IncomingMessage): Promise<string> => {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
};

async function startReceiver(): Promise<Receiver & { readonly url: string }> {
  const letters: Letter[] = [];
  const receiver: Receiver = { letters, answer: () => ({ status: 200, body: '{}' }), server: createServer((request, response) => {
    void read(request).then((text) => {
      const letter: Letter = { key: request.headers['idempotency-key']?.toString(), body: JSON.parse(text) };
      letters.push(letter);
      const { status, body, delayMs = 0 } = receiver.answer(letter, letters.filter(({ key }) => key === letter.key).length);
      setTimeout(() => response.writeHead(status, { 'content-type': 'application/json' }).end(body), delayMs);
    });
  }) };
  await new Promise<void>((resolve) => { receiver.server.listen(0, '127.0.0.1', resolve); });
  return Object.assign(receiver, { url: `http://127.0.0.1:${(receiver.server.address() as AddressInfo).port}/necips` });
}

const accept = (letter: Letter) => ({ status: 200, body: JSON.stringify({ receiptNumber: `NECIPS-${letter.body.messageId}` }) });

let receiver: Awaited<ReturnType<typeof startReceiver>>;
let city: City;
beforeAll(async () => {
  receiver = await startReceiver();
  city = await startCity({ channels: { NECIPS: receiver.url, GZ_PROVINCIAL_PLATFORM: receiver.url } });
});
afterAll(async () => {
  await city[Symbol.asyncDispose]();
  receiver.server.close();
});
beforeEach(() => {
  receiver.letters.length = 0;
  receiver.answer = accept;
});

async function publish(profile = 'CQ', more: object = {}): Promise<string> {
  const task = await createTask(city, { profile });
  const visit = visitOf();
  await endInspection(city, task, visit, '2025-04-02T15:00:00+08:00');
  await formResult(city, task, visit, { profile });
  const id = await publicationOf(city, visit);
  if (profile === 'GA') await city.ask(people.approver1, 'mutation ($input: ApprovePublicationInput!) { approvePublication(input: $input) { publication { id } } }', { input: { idempotencyKey: freshKey(), publicationId: id, approve: true } });
  const answer = await city.ask(people.inspector1, 'mutation ($input: PublishResultInput!) { publishResult(input: $input) { publication { state } } }', { input: { idempotencyKey: freshKey(), publicationId: id, ...more } });
  expect(answer.errors).toEqual([]);
  return id;
}

interface Shown { readonly state: string; readonly receipts: readonly { readonly channel: string; readonly kind: string | null; readonly state: string; readonly receiptNumber: string | null; readonly attempts: number; readonly lastError: string | null }[] }
const show = async (id: string): Promise<Shown> =>
  ((await city.ask(people.inspector1, 'query ($id: ID!) { publication(id: $id) { state receipts { channel kind state receiptNumber attempts lastError } } }', { id })).data as { publication: Shown }).publication;
const becomes = (id: string, state: string) => vi.waitFor(async () => { expect((await show(id)).state).toBe(state); }, { timeout: 20_000, interval: 100 });
const necips = async (id: string) => (await show(id)).receipts.find(({ channel }) => channel === 'NECIPS');

describe('a channel with an endpoint', () => {
  it('[CQ-8.8.1-e] [CQ-4.1-a] takes the message over HTTP, and its own number is the receipt', async () => {
    const id = await publish();
    await becomes(id, 'PUBLISHED');
    const [letter] = receiver.letters;
    expect(await city.query("select 1 from disclosure.channel_message where subject_id = $1 and channel = 'NECIPS'", [id])).toHaveLength(1);
    expect(receiver.letters).toHaveLength(1);
    expect(letter?.key).toBe(letter?.body.messageId);
    expect(letter?.body).toMatchObject({ channel: 'NECIPS', operation: 'PUBLISH', revision: 1, subjectId: id, payload: { name: '重庆山城火锅有限公司', inspectedOn: '2025-04-02', code: 'NO_PROBLEM_FOUND' } });
    expect(await necips(id)).toMatchObject({ kind: 'HTTP', state: 'DELIVERED', receiptNumber: `NECIPS-${letter?.body.messageId}` });
  });

  it('is sent nothing that the public does not read', async () => {
    await becomes(await publish(), 'PUBLISHED');
    expect(Object.keys(receiver.letters[0]?.body.payload ?? {}).sort()).toEqual(['code', 'departmentId', 'departmentName', 'district', 'divisionCode', 'inspectedOn', 'items', 'kind', 'label', 'name', 'problemFound', 'publicationId', 'redactedFields', 'taskNumber', 'uscc']);
  });

  it('[CQ-8.8.1-e] that fails keeps the publication PUBLISHING and is tried again under the same key', async () => {
    receiver.answer = (letter, times) => (times === 1 ? { status: 503, body: 'down' } : accept(letter));
    const id = await publish();
    await vi.waitFor(async () => { expect(await necips(id)).toMatchObject({ state: 'PENDING', kind: 'HTTP', attempts: 1, lastError: 'the channel answered 503', receiptNumber: null }); }, { timeout: 10_000, interval: 50 });
    expect((await show(id)).state).toBe('PUBLISHING');
    expect((await city.ask(people.anonymous, 'query ($id: ID!) { publicResult(id: $id) { id } }', { id })).data).toEqual({ publicResult: null });
    await becomes(id, 'PUBLISHED');
    expect(new Set(receiver.letters.map(({ key }) => key)).size).toBe(1);
    expect(await necips(id)).toMatchObject({ attempts: 2, lastError: null });
  });

  it('that answers without a number has given no receipt', async () => {
    receiver.answer = (letter, times) => (times === 1 ? { status: 200, body: '{"ok":true}' } : accept(letter));
    const id = await publish();
    await vi.waitFor(async () => { expect((await necips(id))?.lastError).toBe('the channel answered without a receipt number'); }, { timeout: 10_000, interval: 50 });
    expect((await show(id)).state).toBe('PUBLISHING');
    await becomes(id, 'PUBLISHED');
  });

  it('[CQ-8.8.1-f] that is slow leaves it PUBLISHING although the other mandatory channel has its receipt', async () => {
    receiver.answer = (letter) => ({ ...accept(letter), delayMs: 1_500 });
    const id = await publish();
    await vi.waitFor(async () => {
      expect((await show(id)).receipts.map(({ channel, state }) => [channel, state])).toEqual([['CREDIT_CHINA_CQ', 'DELIVERED'], ['NECIPS', 'PENDING']]);
    }, { timeout: 1_400, interval: 20 });
    expect((await show(id)).state).toBe('PUBLISHING');
    await becomes(id, 'PUBLISHED');
  });

  it('[GA-art46-e] is not waited for in Gui’an when the other of the two has given its receipt', async () => {
    receiver.answer = () => ({ status: 500, body: '' });
    const id = await publish('GA', { secrecyCheck: true });
    await becomes(id, 'PUBLISHED');
    expect((await show(id)).receipts.map(({ channel, state }) => [channel, state])).toEqual([['DEPARTMENT_PORTAL', 'DELIVERED'], ['GZ_PROVINCIAL_PLATFORM', 'PENDING']]);
  });

  it('may repeat itself: a message that is delivered twice has one receipt and one final event', async () => {
    const id = await publish();
    await becomes(id, 'PUBLISHED');
    await city.query("select graphile_worker.add_job('deliverToChannel', json_build_object('messageId', id)) from disclosure.channel_message where subject_id = $1", [id]);
    await vi.waitFor(async () => { expect(await city.query("select 1 from graphile_worker.jobs where task_identifier = 'deliverToChannel' and attempts = 0")).toEqual([]); }, { timeout: 10_000, interval: 50 });
    expect(receiver.letters).toHaveLength(1);
    expect(await city.query("select 1 from kit.event where type = 'PublicationFinal' and payload ->> 'publicationId' = $1", [id])).toHaveLength(1);
  });
});
