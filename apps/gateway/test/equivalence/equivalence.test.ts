import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CASE_KINDS } from './coverage.ts';
import { PLANTED_FAULTS, bundlePlay } from './planted-faults.ts';
import { playCases, type Played } from './play-cases.ts';

const told = ({ differences }: Played): string =>
  differences.map(({ seed, query, variables, leftDuring, expected, answered }) => `${seed} ${leftDuring ?? ''}\n${query}\n${JSON.stringify(variables)}\nexpected ${JSON.stringify(expected)}\nanswered ${JSON.stringify(answered)}`).join('\n\n');

it('answers random operations on random supergraphs as one server would that held everything', async () => {
  const played = await playCases({ cases: 2_000, seed: 'ordinary', casesPerSupergraph: 40, stopAfter: 3 });
  expect(told(played)).toBe('');
  expect(played.cases).toBeGreaterThanOrEqual(2_000);
  expect(CASE_KINDS.filter((kind) => played.coverage[kind] === 0)).toEqual([]);
}, 400_000);

it('answers like the stock executor wherever that one answers as one server would', async () => {
  const played = await playCases({ cases: 60, seed: 'stock', casesPerSupergraph: 12, stopAfter: 3, stockEvery: 1 });
  expect(told(played)).toBe('');
  expect(played.stock.asked).toBe(played.cases);
  expect(played.stock.different).toBeLessThan(played.cases / 2);
}, 400_000);

describe('the suite catches', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(import.meta.dirname, '../../.planted-'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
  });

  it.each(PLANTED_FAULTS)('$name', async (fault) => {
    const { playCases: playFaulty }: { playCases: typeof playCases } = await import(await bundlePlay(fault, folder));
    const { differences } = await playFaulty({ cases: 2_000, seed: 'ordinary', casesPerSupergraph: 40, stopAfter: 1 });
    expect(differences.length).toBeGreaterThan(0);
  }, 400_000);
});
