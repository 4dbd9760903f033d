import { silent, text } from '../answer.ts';
import type { ProfileText } from '../schema/profile.schema.ts';
import { directory } from './guian/directory.ts';
import { disclosure } from './guian/disclosure.ts';
import { draw } from './guian/draw.ts';
import { forms } from './guian/forms.ts';
import { identity } from './guian/identity.ts';
import { inspection } from './guian/inspection.ts';
import { itemList } from './guian/item-list.ts';
import { plan } from './guian/plan.ts';
import { platform } from './guian/platform.ts';
import { report } from './guian/report.ts';
import { result } from './guian/result.ts';
import { task } from './guian/task.ts';

/** Gui'an New Area: classes A and B are inspected by one department, class C jointly. */
export const GUIAN: ProfileText = {
  code: 'GA',
  zh: '贵安新区',
  extends: 'SAMR',
  sourceDocument: text('《贵安新区市场监管领域“双随机、一公开”监管实施细则（试行）》', '标题'),
  legalBasis: text([
    { title: '优化营商环境条例', number: '国务院令第722号' },
    { title: '国务院关于在市场监管领域全面推行部门联合“双随机、一公开”监管的意见', number: '国发〔2019〕5号' },
  ], 'art.1'),
  effectiveFrom: silent(),
  ...identity, ...platform, ...itemList, ...directory, ...plan, ...task,
  ...draw, ...inspection, ...result, ...disclosure, ...report, ...forms,
};
