import { describe, expect, it } from 'vitest';
import { planOf, subRequestKey, type SeenSubRequest } from '../src/gateway/sub-request-plan.ts';

const seen = (service: string, query: string, answeredBefore: readonly number[] = [], variables: Readonly<Record<string, unknown>> = {}): SeenSubRequest =>
  ({ service, body: JSON.stringify({ query, variables }), answeredBefore, bytes: 1 });

describe('the plan of the sub-requests that are sent by hand', () => {
  it('waits for what was always answered before', () => {
    const [plan] = planOf([[seen('planning', '{tasks}'), seen('sampling', '{draws}', [0])]]);
    expect(plan?.map(({ after }) => after)).toEqual([[], [0]]);
  });

  it('does not wait for what was once not yet answered, wherever it stands in the other request', () => {
    const first = [seen('registry', '{departments}'), seen('planning', '{tasks}'), seen('sampling', '{draws}', [0, 1])];
    const second = [seen('planning', '{tasks}', [], { division: '500112' }), seen('registry', '{departments}'), seen('sampling', '{draws}', [0])];
    expect(planOf([first, second]).map((plan) => plan.map(({ after }) => after))).toEqual([[[], [], [1]], [[], [], [0]]]);
  });

  it('tells the same query to two services apart, and sends every body as it was seen', () => {
    const request = [seen('registry', '{audit}'), seen('planning', '{audit}'), seen('planning', '{tasks}', [1])];
    const [plan] = planOf([request]);
    expect(plan?.at(2)?.after).toEqual([1]);
    expect(plan?.map(({ body }) => body)).toEqual(request.map(({ body }) => body));
  });
});

describe('the key of a recorded answer', () => {
  it('is another one for another service, caller or body', () => {
    const keys = [subRequestKey('a', 'x', '{}'), subRequestKey('b', 'x', '{}'), subRequestKey('a', 'y', '{}'), subRequestKey('a', 'x', '{ }')];
    expect(new Set(keys).size).toBe(4);
    expect(subRequestKey('a', 'x', '{}')).toBe(keys[0]);
  });
});
