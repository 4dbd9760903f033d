import fc from 'fast-check';
import { expect, test } from 'vitest';
import { frameLinesOf } from './frame-lines.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test('lines come out whole wherever the bytes are cut', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: fc.constantFrom('a', '企', '🎲', '\t', '\r'), minLength: 1 })), fc.integer({ min: 1, max: 7 }), (lines, step) => {
      const data = bytes(lines.map((line) => `${line}\n`).join(''));
      const chunks = Array.from({ length: Math.ceil(data.length / step) }, (_, i) => data.subarray(i * step, (i + 1) * step));
      expect([...frameLinesOf(chunks)]).toEqual(lines);
    }),
  );
});

test.each([
  ['no LF at the end', bytes('a\nb'), ['a', '']],
  ['bytes that are no UTF-8', Uint8Array.of(0x61, 0x0a, 0xff, 0x0a), ['']],
  ['a character cut at the end', Uint8Array.of(0x61, 0x0a, 0xe4, 0xbc), ['a', '']],
  ['an empty line', bytes('a\n\n'), ['a', '']],
  ['a byte order mark, which is not hidden', bytes('\ufeffa\n'), ['\ufeffa']],
])('%s', (_title, data, lines) => {
  expect([...frameLinesOf([data])]).toEqual(lines);
});
