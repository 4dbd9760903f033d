import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareUtf8, isPlainText } from './plain-text.ts';

const text = fc.string({ unit: fc.constantFrom('a', 'b', '企', '\ue000', '\uffff', '🎲', '𠀀', '\u{10ffff}'), maxLength: 5 });

test('texts are ordered as their UTF-8 bytes are', () => {
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(Math.sign(compareUtf8(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
    }),
  );
});

test('a character beyond U+FFFF comes after U+FFFF, unlike in the order of JavaScript', () => {
  expect(['🎲', '\uffff'].toSorted(compareUtf8)).toEqual(['\uffff', '🎲']);
});

test.each([['企业 🎲', true], ['a\tb', false], ['a\u001fb', false], ['\u0085', false], ['\udc00', false]])('%j is plain: %s', (value, expected) => {
  expect(isPlainText(value)).toBe(expected);
});
