import { silent, text } from '../answer.ts';
import type { ProfileText } from '../schema/profile.schema.ts';
import { directory } from './national/directory.ts';
import { disclosure } from './national/disclosure.ts';
import { draw } from './national/draw.ts';
import { forms } from './national/forms.ts';
import { identity } from './national/identity.ts';
import { inspection } from './national/inspection.ts';
import { itemList } from './national/item-list.ts';
import { plan } from './national/plan.ts';
import { platform } from './national/platform.ts';
import { report } from './national/report.ts';
import { result } from './national/result.ts';
import { task } from './national/task.ts';

/** The national policy, which answers where a local text is silent. Clause 2.7 is 二（七）; 四 is written 4. */
export const NATIONAL: ProfileText = {
  code: 'SAMR',
  zh: '国家市场监督管理总局',
  extends: null,
  sourceDocument: text('《市场监管总局关于全面深化“双随机、一公开”监管规范涉企行政检查服务高质量发展的意见》', '标题'),
  legalBasis: text([
    { title: '国务院关于在市场监管领域全面推行部门联合“双随机、一公开”监管的意见', number: '国发〔2019〕5号' },
  ], '4'),
  effectiveFrom: silent(),
  ...identity, ...platform, ...itemList, ...directory, ...plan, ...task,
  ...draw, ...inspection, ...result, ...disclosure, ...report, ...forms,
};
