import { silent, text } from '../answer.ts';
import type { ProfileText } from '../schema/profile.schema.ts';
import { directory } from './chongqing/directory.ts';
import { disclosure } from './chongqing/disclosure.ts';
import { draw } from './chongqing/draw.ts';
import { forms } from './chongqing/forms.ts';
import { identity } from './chongqing/identity.ts';
import { inspection } from './chongqing/inspection.ts';
import { itemList } from './chongqing/item-list.ts';
import { plan } from './chongqing/plan.ts';
import { platform } from './chongqing/platform.ts';
import { report } from './chongqing/report.ts';
import { result } from './chongqing/result.ts';
import { task } from './chongqing/task.ts';

/** Chongqing. The text has lost its numbers: clauses count its headings, third-level numbers its paragraphs. */
export const CHONGQING: ProfileText = {
  code: 'CQ',
  zh: '重庆市',
  extends: 'SAMR',
  sourceDocument: text('《市场监管领域部门联合“双随机、一公开”监管工作规范》', '前言'),
  legalBasis: text([], '2'),
  effectiveFrom: silent(),
  ...identity, ...platform, ...itemList, ...directory, ...plan, ...task,
  ...draw, ...inspection, ...result, ...disclosure, ...report, ...forms,
};
