import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { differencesFrom } from '../src/gateway/answers.ts';

const stops: (() => void)[] = [];
afterEach(() => stops.splice(0).forEach((stop) => stop()));

const answering = (answer: unknown): Promise<string> => new Promise((listening) => {
  const server = createServer((_request, response) => response.end(JSON.stringify(answer)));
  stops.push(() => void server.close());
  server.listen(0, '127.0.0.1', () => listening(`http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`));
});
const request = { body: '{}', authorization: undefined };
const tasks = (...names: readonly string[]): unknown => ({ data: { tasks: { nodes: names.map((name) => ({ name, id: 1 })) } } });

describe('the comparison of answers', () => {
  it('finds nothing in the same data, whatever the order of its fields', async () => {
    const other = await answering({ data: { tasks: { nodes: [{ id: 1, name: 'a' }] } }, extensions: { cost: 1 } });
    expect(await differencesFrom(await answering(tasks('a')), new Map([['ours', other]]), [request])).toEqual(new Map());
  });

  it.each([
    ['another value', tasks('a', 'c'), 'data.tasks.nodes.1.name: "b" beside "c"'],
    ['a missing row', tasks('a'), 'data.tasks.nodes.1: {"name":"b","id":1} beside undefined'],
    ['errors beside the right data', { ...Object(tasks('a', 'b')), errors: [{ message: 'late' }] }, 'errors: [{"message":"late"}]'],
  ])('names who gives %s, and where', async (_what, answer, difference) => {
    const wrong = await differencesFrom(await answering(tasks('a', 'b')), new Map([['hive', await answering(answer)]]), [request, request]);
    expect([...wrong]).toEqual([['hive', difference]]);
  });

  it('refuses to compare with an answer that holds nothing', async () => {
    await expect(differencesFrom(await answering(tasks()), new Map(), [request])).rejects.toThrow('the reference answers nothing');
    await expect(differencesFrom(await answering({ data: null, errors: [{ message: 'no' }] }), new Map(), [request])).rejects.toThrow('the reference answers nothing');
  });
});
