import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readOptions } from '../src/gateway/bench-options.ts';
import { switchesOf } from '../src/gateway/contenders.ts';
import { benchDocuments, type Subjects } from '../src/gateway/documents.ts';

const root = join(import.meta.dirname, '../../..');
const several = (name: string, count: number): string[] => Array.from({ length: count }, (_one, n) => `${name}${n}`);
const subjects: Subjects = {
  coordinators: several('coordinator', 8), inspectors: several('inspector', 40), divisions: several('division', 9),
  results: Array.from({ length: 60 }, (_one, n) => ({ name: `重庆市示例${n}号餐饮有限公司` })),
};

describe('the requests of the gateway benchmark', () => {
  const documents = benchDocuments(root, ['heavy', 'middle', 'light'], subjects, 800);

  it('are all different, so that nothing can be shared between two', () => {
    for (const { requests } of documents) expect(new Set(requests.map(({ body, authorization }) => `${authorization} ${body}`)).size).toBe(800);
  });

  it('ask for what the document of docs/queries asks for when its page sizes are not given', () => {
    for (const { requests } of documents) expect(JSON.parse(requests[0]?.body ?? '').query).toMatch(/^query \w+\(/);
    expect(JSON.parse(documents[0]?.requests[0]?.body ?? '').query).toContain('$departments: Int! = 20, $inspections: Int! = 10');
  });

  it('come with a token where the document needs a caller, and without where it is public', () => {
    expect(documents.map(({ requests }) => requests.every(({ authorization }) => authorization?.startsWith('Bearer ') === true))).toEqual([true, true, false]);
  });

  it('are refused when the city has nothing to ask about', () => {
    expect(() => benchDocuments(root, ['light'], { ...subjects, results: [] }, 1)).toThrow('nothing to ask about');
  });
});

describe('the options of the gateway benchmark', () => {
  it('refuse what there is not, and say what there is', () => {
    expect(() => readOptions(['--documents', 'heavy,huge'])).toThrow('--documents huge: there are heavy, middle, light');
    expect(() => readOptions(['--rounds', '0'])).toThrow('a number above 0');
    expect(readOptions([])).toMatchObject({ subgraphs: 'live', modes: ['distinct', 'identical'], city: 20_000 });
  });

  it('give one contender its own switches, in every mode or in one', () => {
    const env = { BENCH_OURS__A: '1', BENCH_OURS_IDENTICAL__A: '2', BENCH_OURS_IDENTICAL__B: '3', BENCH_HIVE_ROUTER__C: '4', BENCH_HIVE__D: '5' };
    expect(switchesOf(env, 'ours', 'distinct')).toEqual({ A: '1' });
    expect(switchesOf(env, 'ours', 'identical')).toEqual({ A: '2', B: '3' });
    expect(switchesOf(env, 'hive-router', 'distinct')).toEqual({ C: '4' });
    expect(switchesOf(env, 'hive', 'identical')).toEqual({ D: '5' });
  });
});
