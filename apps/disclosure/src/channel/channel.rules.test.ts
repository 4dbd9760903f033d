import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { destinationsOf, reachedItsChannels } from './channel.rules.ts';

const message = fc.record({ mandatory: fc.boolean(), state: fc.constantFrom('PENDING' as const, 'DELIVERED' as const) });

describe('a sending has reached its channels', () => {
  it('when every mandatory one has given its receipt, whatever the optional ones do', () => {
    fc.assert(fc.property(fc.array(message), (messages) => {
      expect(reachedItsChannels('ALL_OF', messages)).toBe(messages.every(({ mandatory, state }) => !mandatory || state === 'DELIVERED'));
    }));
  });

  it('where one is enough, when one mandatory one has; without any there is nothing to wait for', () => {
    fc.assert(fc.property(fc.array(message), (messages) => {
      const mandatory = messages.filter((each) => each.mandatory);
      expect(reachedItsChannels('ONE_OF', messages)).toBe(mandatory.length === 0 || mandatory.some(({ state }) => state === 'DELIVERED'));
    }));
  });
});

it('names each channel once, and a mandatory one is never only optional', () => {
  expect(destinationsOf(['A', 'B', 'A'], ['B', 'C', 'C'])).toEqual([{ channel: 'A', mandatory: true }, { channel: 'B', mandatory: true }, { channel: 'C', mandatory: false }]);
});
