import type { AuditCode } from './audited-draw.ts';

/** What each check asks, for those who read the report. */
export const AUDIT_WORDS = {
  TICKETS_UNIFORM: { zh: '号票是否均匀分布', en: 'tickets are spread evenly, given that they are the smallest' },
  THRESHOLDS: { zh: '入选号票线是否合乎抽取数与总体数', en: 'thresholds lie where size and population put them' },
  THRESHOLD_EXTREME: { zh: '有无某次抽取的入选号票线异常', en: 'no single threshold is too extreme for chance' },
  PLACES_EVEN: { zh: '名录各部分被抽中的机会是否相等', en: 'no part of the directory is drawn more than another' },
  PLACES_IRREGULAR: { zh: '抽中位置有无等距规律', en: 'drawn places have no regular distance (no draw at intervals)' },
  ROTATION: { zh: '抽中对象有无轮流规律', en: 'drawn objects do not go round' },
  WEEKDAYS: { zh: '结果是否与星期几无关', en: 'results do not depend on the day of the week' },
  MONTHS: { zh: '结果是否与月份无关', en: 'results do not depend on the month' },
  LEFT_OUT: { zh: '有无从未进入抽样框的对象或未抽取的层', en: 'no eligible object stays out of all frames, and no stratum gives none' },
  NEVER_DRAWN: { zh: '有无对象长期未被抽中', en: 'no object stays undrawn for longer than chance explains' },
  DRAWN_TOO_OFTEN: { zh: '有无对象被抽中过多', en: 'no object is drawn more often than chance explains' },
  COUNTS_SPREAD: { zh: '各对象被抽中次数的离散程度是否正常', en: 'how often objects are drawn scatters as much as chance makes it' },
  LISTS_ALIKE: { zh: '有无两次抽取结果过于相似', en: 'no two lists share more than chance explains' },
  OBJECT_PAIRS: { zh: '有无两个对象总是一同被抽中', en: 'no two objects are drawn together again and again' },
  INSPECTOR_OBJECT_PAIRS: { zh: '有无检查人员反复检查同一对象', en: 'no inspector meets the same object again and again' },
  INSPECTOR_ROTATION: { zh: '检查人员有无轮流规律', en: 'inspectors do not go round' },
  SEEDS_REUSED: { zh: '有无重复使用的种子', en: 'no seed is used twice' },
  RESULTS_GIVEN_UP: { zh: '有无部门反复放弃抽取结果', en: 'no department gives up results again and again' },
  REVEALS_WITHHELD: { zh: '有无部门反复不揭示随机数', en: 'no department withholds its randomness again and again' },
} as const satisfies Record<AuditCode, { readonly zh: string; readonly en: string }>;
