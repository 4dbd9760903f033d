/** The words for the reasons that the pure libraries give in `details.reason`; any other reason is shown as it is. */
export const REFUSAL_REASONS: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  BLANK_SPACE: { zh: '含有空白字符', en: 'it contains blank space' },
  FULL_WIDTH: { zh: '含有全角字符', en: 'it contains full-width characters' },
  LOWER_CASE: { zh: '含有小写字母', en: 'it contains lower-case letters' },
  LENGTH: { zh: '长度不符', en: 'its length is wrong' },
  CHARACTER: { zh: '含有不允许的字符', en: 'it contains a character that is not allowed' },
  DIVISION: { zh: '其中的行政区划码不是六位数字', en: 'its division code is not six digits' },
  CHECK_CHARACTER: { zh: '校验码不符', en: 'its check character is wrong' },
  CHECK_DIGIT: { zh: '校验码不符', en: 'its check digit is wrong' },
  BIRTHDAY: { zh: '出生日期不存在', en: 'its day of birth does not exist' },
  UNKNOWN_DIVISION: { zh: '没有此行政区划代码', en: 'there is no such division code' },
  NOT_IN_FORCE: { zh: '该行政区划代码在当日未使用', en: 'the division code was not in use on that day' },
  UNKNOWN_INDUSTRY: { zh: '没有此行业代码', en: 'there is no such industry code' },
  SECTION: { zh: '门类字母与行业代码不符', en: 'its letter is not the section of its digits' },
  NOT_A_DAY: { zh: '不是有效日期', en: 'it is not a day' },
  NOT_A_POSITIVE_INTEGER: { zh: '不是正整数', en: 'it is not a positive whole number' },
};
