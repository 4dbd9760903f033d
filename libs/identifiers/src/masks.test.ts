import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskCitizenId, maskName, maskPhone } from './identifiers.ts';

describe('masks', () => {
  test.each([
    [maskCitizenId, '11010519491231002X', '110*************2X'],
    [maskCitizenId, '110105491231002', '110**********02'],
    [maskCitizenId, '1101051949', '**********'],
    [maskPhone, '13800138000', '138****8000'],
    [maskPhone, '+8613800138000', '+86*******8000'],
    [maskPhone, '023-67890123', '023*****0123'],
    [maskPhone, '67890123', '******23'],
    [maskPhone, '110', '***'],
    [maskName, '张三', '张*'],
    [maskName, '欧阳娜娜', '欧***'],
    [maskName, '𠮷田', '𠮷*'],
    [maskName, '张', '*'],
    [maskName, '', ''],
  ])('%o(%s) is %s', (mask, text, masked) => {
    expect(mask(text)).toBe(masked);
  });

  test('keep the length, and hide more than half of every number and all but the first character of a name', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(...'0123456789X张李')).map((parts) => parts.join('')), (text) => {
      for (const mask of [maskCitizenId, maskName]) {
        expect(mask(text)).toHaveLength(text.length);
        expect(mask(text).replaceAll('*', '').length).toBeLessThanOrEqual(text.length / 2);
      }
      expect(maskPhone(text)).toHaveLength(text.length);
      expect(maskPhone(text).replaceAll('*', '').length).toBeLessThanOrEqual(7);
    }));
  });
});
