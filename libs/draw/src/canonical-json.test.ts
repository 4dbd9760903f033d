import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson, isCanonicalJson } from './canonical-json.ts';
import { isPlainText } from './plain-text.ts';

test('keys are sorted at every depth and nothing else is added', () => {
  expect(canonicalJson({ b: [1, { z: null, a: true }], a: '抽"取\\🎲' })).toBe('{"a":"抽\\"取\\\\🎲","b":[1,{"a":true,"z":null}]}');
});

test('a text, be it of ASCII alone or not, is written as JSON writes it', () => {
  const text = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('a', ' ', '!', '"', '#', '[', '\\', ']', '~', '渝', '\u2028', '🎲') })).filter(isPlainText);
  fc.assert(fc.property(text, (each) => { expect(canonicalJson(each)).toBe(JSON.stringify(each)); }), { numRuns: 500 });
});

test.each([[0.5], [Number.MAX_SAFE_INTEGER + 1], [-0], [Number.NaN], ['a\nb'], ['\ud83c'], [undefined], [{ a: undefined }], [10n]])('%s has no canonical text', (value) => {
  expect(() => canonicalJson(value)).toThrow('invariant broken');
});

test.each([
  ['{ "a" : [ 1,\n\t2 ] }', true],
  ['{"a":[1,2]}', true],
  ['{"a":[1,2.0]}', false],
  ['{"a":[9],"a":[1,2]}', false],
  ['{"\\u0061":[1,2]}', false],
])('%s is canonical but for white space: %s', (text, expected) => {
  expect(isCanonicalJson(text, JSON.parse(text))).toBe(expected);
});

test('white space inside a string counts', () => {
  expect(isCanonicalJson('{"a":"x  y"}', { a: 'x y' })).toBe(false);
});

test('what JSON writes is canonical where it is the canonical text, and only there', () => {
  const key = fc.constantFrom('a', 'b', 'B', '10', '9', '渝', '🎲', '\uFFFD', 'a b');
  const { value: json } = fc.letrec((tie) => ({
    value: fc.oneof({ depthSize: 'small' }, fc.constantFrom(null, true, 0, -1, 12, '', 'x', '渝"', '🎲'), fc.array(tie('value'), { maxLength: 3 }), fc.dictionary(key, tie('value'), { maxKeys: 4 })),
  }));
  const found = new Set<boolean>();
  fc.assert(fc.property(json, (value) => {
    const text = JSON.stringify(value);
    const isCanonical = text === canonicalJson(value);
    found.add(isCanonical);
    expect(isCanonicalJson(text, JSON.parse(text))).toBe(isCanonical);
  }), { numRuns: 500 });
  expect(found.size).toBe(2);
});

test.each([['[0.5]'], ['["\u007f"]'], ['{"\u0085":1}']])('%j is never taken for canonical, though JSON writes it so', (text) => {
  expect(() => isCanonicalJson(text, JSON.parse(text))).toThrow('invariant broken');
});
