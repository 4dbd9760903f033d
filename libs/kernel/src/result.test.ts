import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { all, assertOk, err, invariant, ok, refuse, type Result } from './kernel.ts';

describe('a result', () => {
  test('carries its value or its error, never both', () => {
    expect(ok(1)).toEqual({ ok: true, value: 1 });
    expect(err('no')).toEqual({ ok: false, error: 'no' });
  });

  test('is unwrapped by who has proved success, and names the error to who has not', () => {
    expect(assertOk(ok(['a']))).toEqual(['a']);
    expect(() => assertOk(refuse('NOT_FOUND', null, { id: 'x-1' }))).toThrow(/NOT_FOUND.*x-1/);
  });

  test('of many is all the values in order, or the first failure', () => {
    const result = fc.oneof(fc.integer().map((value): Result<number, string> => ok(value)), fc.string().map((error): Result<number, string> => err(error)));
    fc.assert(fc.property(fc.array(result), (results) => {
      const firstFailure = results.find((each) => !each.ok);
      const combined = all(results);
      if (firstFailure !== undefined) expect(combined).toBe(firstFailure);
      else expect(combined).toEqual(ok(results.map((each) => (each.ok ? each.value : Number.NaN))));
    }));
  });
});

describe('an invariant', () => {
  test('is silent while it holds and throws its own words when broken', () => {
    expect(() => invariant(true, 'holds')).not.toThrow();
    expect(() => invariant(0, 'a frame has at least one unit')).toThrow('invariant broken: a frame has at least one unit');
  });
});

describe('a refusal', () => {
  test('carries its code, the clause it rests on and its details', () => {
    expect(refuse('DRAW_LOCKED', 'CQ 8.4.3')).toEqual({ ok: false, error: { kind: 'refusal', code: 'DRAW_LOCKED', clause: 'CQ 8.4.3', details: {} } });
  });
});
