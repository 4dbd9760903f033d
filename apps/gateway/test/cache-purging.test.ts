import { afterEach, describe, expect, it, vi } from 'vitest';
import { MAX_SILENCE_MS } from '../src/caching/feed-follower.ts';
import type { Gateway } from '../src/start-gateway.ts';
import { startNoticeBoard, type NoticeBoard } from './fixtures/notice-board.ts';

const NOTICE = '{ notice(id: "1") { text } }';
const NAMED = '{ notice(id: "1") { text department { name } } }';
const TOTAL = '{ notices { total } }';
const DEPARTMENT = '{ department(id: "d1") { name } }';

let board: NoticeBoard | undefined;
afterEach(async () => {
  await board?.[Symbol.asyncDispose]();
  board = undefined;
});

async function open(options: Parameters<typeof startNoticeBoard>[0] = {}): Promise<NoticeBoard> {
  board = await startNoticeBoard(options);
  return board;
}

const textAt = async ({ post }: NoticeBoard, at?: Gateway): Promise<unknown> => (await post(NOTICE, { at })).data?.['notice'];
const seen = ({ disclosure, registry }: NoticeBoard): number => disclosure.seen.length + registry.seen.length;

/** Whether the answer is kept at the moment. */
async function isKept(on: NoticeBoard, query: string, at?: Gateway): Promise<boolean> {
  const before = seen(on);
  await on.post(query, { at });
  return seen(on) === before;
}

async function keep(on: NoticeBoard, ...queries: readonly string[]): Promise<void> {
  for (const query of queries) {
    await on.post(query);
    expect(await isKept(on, query), query).toBe(true);
  }
}

/** A service holds back what it has read until it is released. */
function hold({ state }: NoticeBoard): () => void {
  let release = (): void => {};
  state.hold = new Promise((resolve) => { release = () => resolve(); });
  return () => {
    state.hold = undefined;
    release();
  };
}

const toldWithin = { timeout: 2_000, interval: 20 };
const heard = (): Promise<void> => new Promise((resolve) => { setTimeout(resolve, 300); });

describe('a change', () => {
  it('is read within moments of being told, at every gateway, and none of them knows of another', async () => {
    const on = await open({ gateways: 3 });
    for (const at of on.gateways) {
      await textAt(on, at);
      expect(await isKept(on, NOTICE, at)).toBe(true);
    }
    on.state.text = '更正';
    on.feeds.disclosure.tell('PublicDataChanged', ['Notice']);
    await Promise.all(on.gateways.map((at) => vi.waitFor(async () => { expect(await textAt(on, at)).toEqual({ text: '更正' }); }, toldWithin)));
    for (const at of on.gateways) expect(await isKept(on, NOTICE, at)).toBe(true);
  });

  it('drops what is made of it, pages and counts too, and nothing else', async () => {
    const on = await open();
    await keep(on, NOTICE, NAMED, TOTAL, DEPARTMENT);
    on.feeds.disclosure.tell('PublicDataChanged', ['Notice']);
    await heard();
    expect([await isKept(on, DEPARTMENT), await isKept(on, NOTICE), await isKept(on, NAMED), await isKept(on, TOTAL)]).toEqual([true, false, false, false]);
    await keep(on, NOTICE, NAMED);
    on.feeds.registry.tell('PublicDataChanged', ['Department']);
    await heard();
    expect([await isKept(on, NOTICE), await isKept(on, DEPARTMENT), await isKept(on, NAMED)]).toEqual([true, false, false]);
  });

  it.each([
    ['an event that it does not know', 'SomethingNew', null],
    ['types that it does not know', 'PublicDataChanged', ['Notice', 'Rumour']],
    ['no types', 'PublicDataChanged', null],
  ] as const)('of which it is told by %s drops all of that service', async (_what, type, changed) => {
    const on = await open();
    await keep(on, NOTICE, TOTAL, NAMED, DEPARTMENT);
    on.feeds.disclosure.tell(type, changed);
    await heard();
    expect([await isKept(on, DEPARTMENT), await isKept(on, NOTICE), await isKept(on, NAMED), await isKept(on, TOTAL)]).toEqual([true, false, false, false]);
  });

  it('that is nobody\'s reading drops nothing', async () => {
    const on = await open();
    await keep(on, NOTICE, DEPARTMENT);
    on.feeds.disclosure.tell('TaskCompleted');
    await heard();
    expect([await isKept(on, NOTICE), await isKept(on, DEPARTMENT)]).toEqual([true, true]);
  });

  it('that comes while an answer is made keeps that answer from being kept', async () => {
    const on = await open();
    const release = hold(on);
    const early = textAt(on);
    await vi.waitFor(() => { expect(on.state.asked).toBe(1); }, toldWithin);
    on.state.text = '停止公示';
    on.feeds.disclosure.tell('PublicDataChanged', ['Notice']);
    await heard();
    release();
    expect(await early, 'it has read the first version').toEqual({ text: '第一版' });
    expect(await textAt(on)).toEqual({ text: '停止公示' });
  });

  it('that comes while an answer is made keeps that answer from whoever asks later', async () => {
    const on = await open();
    const release = hold(on);
    const early = textAt(on); // has read the first version
    await vi.waitFor(() => { expect(on.state.asked).toBe(1); }, toldWithin);
    on.state.text = '停止公示';
    on.feeds.disclosure.tell('PublicDataChanged', ['Notice']);
    await heard();
    const late = textAt(on);
    await vi.waitFor(() => { expect(on.state.asked, 'the later one asks for itself').toBe(2); }, toldWithin);
    release();
    expect(await early).toEqual({ text: '第一版' });
    expect(await late).toEqual({ text: '停止公示' });
    expect(await textAt(on)).toEqual({ text: '停止公示' });
  });

  it('that is not settled yet is heeded at once, and again until it is', async () => {
    const on = await open();
    await keep(on, NOTICE);
    on.feeds.disclosure.tell('PublicDataChanged', ['Notice'], false);
    await heard();
    expect(await isKept(on, NOTICE)).toBe(false);
    await heard();
    await on.post(NOTICE);
    await heard();
    expect(await isKept(on, NOTICE), 'an earlier change may still appear').toBe(false);
    on.feeds.disclosure.settle();
    await heard();
    await on.post(NOTICE);
    expect(await isKept(on, NOTICE)).toBe(true);
  });
});

describe('a feed', () => {
  it('that has more to tell than it says at once, and nothing of it settled, takes away all that rests on its service', async () => {
    const on = await open();
    await keep(on, NOTICE, DEPARTMENT);
    for (let count = 0; count < 1_000; count += 1) on.feeds.disclosure.tell('TaskCompleted', null, false);
    on.feeds.disclosure.tell('PublicDataChanged', ['Notice'], false);
    await heard();
    expect([await isKept(on, NOTICE), await isKept(on, DEPARTMENT)]).toEqual([false, true]);
    on.feeds.disclosure.settle();
    await vi.waitFor(async () => { expect(await isKept(on, NOTICE)).toBe(true); }, { timeout: 5_000, interval: 100 });
  });

  it.each(['hang', 'error'] as const)('that falls silent (%s) takes away what rests on its service, and only that; when it is heard again all of it is asked for anew', async (fault) => {
    const on = await open();
    await keep(on, NOTICE, NAMED, DEPARTMENT);
    on.feeds.disclosure.fault = fault;
    await vi.waitFor(async () => { expect(await isKept(on, NOTICE)).toBe(false); }, { timeout: MAX_SILENCE_MS + 2_000, interval: 100 });
    expect(await isKept(on, NOTICE), 'nor is anything kept in the meantime').toBe(false);
    expect(await isKept(on, NAMED)).toBe(false);
    expect(await isKept(on, DEPARTMENT)).toBe(true);
    expect(await (await fetch(`${on.gateways[0]?.url}/health`)).json()).toMatchObject({ subgraphs: { disclosure: { feedFollowed: false }, registry: { feedFollowed: true } } });
    on.state.text = '没有听到的更正'; // told to nobody
    on.feeds.disclosure.fault = undefined;
    await on.followed();
    expect(await textAt(on)).toEqual({ text: '没有听到的更正' });
    expect(await isKept(on, NOTICE)).toBe(true);
  }, 20_000);

  it('that may not be read leaves nothing kept', async () => {
    const on = await open({ env: { CACHE_BYTES: '0' } });
    await on.post(NOTICE);
    expect(await isKept(on, NOTICE)).toBe(false);
    expect([on.feeds.disclosure.asked(), on.feeds.disclosure.refused()]).toEqual([0, 0]);
  });

  it('is asked for in the gateway\'s own name', async () => {
    const on = await open();
    expect(on.feeds.disclosure.asked()).toBeGreaterThan(0);
    expect(on.feeds.disclosure.refused()).toBe(0);
  });
});

it('keeps within its bytes, and no answer that would crowd out the others', async () => {
  const on = await open({ env: { CACHE_BYTES: '40000' } });
  on.state.text = '长'.repeat(1_500);
  await on.post(NOTICE);
  expect(await isKept(on, NOTICE), 'over a sixteenth of all').toBe(false);
  on.state.text = '短';
  for (let id = 0; id < 100; id += 1) await on.post(`{ notice(id: "x${id}") { text } }`);
  const text = await (await fetch(`${on.gateways[0]?.url}/metrics`)).text();
  const bytes = Number(/sortition_public_answer_bytes\{service="gateway"\} (\d+)/.exec(text)?.[1]);
  expect(bytes).toBeGreaterThan(20_000);
  expect(bytes).toBeLessThanOrEqual(40_000);
  expect([await isKept(on, '{ notice(id: "x99") { text } }'), await isKept(on, '{ notice(id: "x0") { text } }')]).toEqual([true, false]);
});
