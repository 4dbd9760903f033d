import { expect, it } from 'vitest';
import { tableOf } from '../src/figures.ts';

it('lines figures up, with few digits where few are known', () => {
  expect(tableOf({ title: 'T', json: {}, figures: [{ name: 'a', value: 1234.5, unit: 'rows/s' }, { name: 'longer', value: 0.012345, unit: 's', note: 'n' }] })).toBe('T\n  a        1,235 rows/s\n  longer  0.0123 s   n');
});
