import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvLine, csvReader } from './csv-records.ts';

const read = (...pieces: string[]): (readonly string[])[] => {
  const reader = csvReader();
  return [...pieces.flatMap((piece) => reader.push(piece)), ...reader.end()].map(({ cells }) => cells);
};

test.each([
  ['a,b\n1,2\n', [['a', 'b'], ['1', '2']]],
  ['a,b\r\n1,2', [['a', 'b'], ['1', '2']]],
  ['"10,683.2(万)",N/A\n', [['10,683.2(万)', 'N/A']]],
  ['"say ""hi""",x\n', [['say "hi"', 'x']]],
  ['"two\nlines",x\ny,z\n', [['two\nlines', 'x'], ['y', 'z']]],
  ['经营范围"未闭合,x\n"ok"\n', [['经营范围"未闭合', 'x'], ['ok']]],
  ['"never closed,x\ny,z\n', [['"never closed', 'x'], ['y', 'z']]],
  ['a,,\n', [['a', '', '']]],
  ['a,"",b\n', [['a', '', 'b']]],
  ['\n\na\n', [['a']]],
])('%j', (text, cells) => {
  expect(read(text)).toEqual(cells);
});

test('whatever was written is read back, wherever the pieces break', () => {
  const cell = fc.string({ unit: fc.constantFrom('甲', 'a', ',', '"', '\n', '\r', ' '), maxLength: 6 });
  const row = fc.array(cell, { minLength: 2, maxLength: 5 });
  fc.assert(fc.property(fc.array(row, { maxLength: 6 }), fc.array(fc.nat(40), { maxLength: 5 }), (rows, breaks) => {
    const text = rows.map(csvLine).join('');
    const cuts = [...breaks.map((at) => Math.min(at, text.length)), text.length].sort((a, b) => a - b);
    expect(read(...cuts.map((cut, index) => text.slice(cuts[index - 1] ?? 0, cut)))).toEqual(rows);
  }), { numRuns: 500 });
});

test('a record knows the line on which it begins', () => {
  const reader = csvReader();
  expect(reader.push('h\n"a\nb"\nc\n').map(({ line }) => line)).toEqual([1, 2, 4]);
});
