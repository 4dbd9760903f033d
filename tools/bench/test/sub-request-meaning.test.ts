import { expect, it } from 'vitest';
import { meaningOf } from '../src/gateway/sub-request-meaning.ts';

const meaning = (query: string, variables?: Record<string, unknown>): string => meaningOf(JSON.stringify({ query, variables }));

it('is the same whether a value is written out or sent beside', () => {
  const written = meaning('query A { tasks(filter: OPEN, first: 20, of: [{ id: "1" }]) { id } }');
  expect(meaning('query B($f: F, $n: Int, $of: [In!]) { tasks(filter: $f, first: $n, of: $of) { id } }', { f: 'OPEN', n: 20, of: [{ id: '1' }] })).toBe(written);
});

it('is another for another value or another selection', () => {
  const all = [meaning('{ tasks(first: 20) { id } }'), meaning('{ tasks(first: 21) { id } }'), meaning('{ tasks(first: 20) { id name } }'), meaning('query ($n: Int) { tasks(first: $n) { id } }')];
  expect(new Set(all).size).toBe(4);
});
