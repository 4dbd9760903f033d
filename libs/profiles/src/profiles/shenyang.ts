import { silent, text } from '../answer.ts';
import type { ProfileText } from '../schema/profile.schema.ts';
import { directory } from './shenyang/directory.ts';
import { disclosure } from './shenyang/disclosure.ts';
import { draw } from './shenyang/draw.ts';
import { forms } from './shenyang/forms.ts';
import { identity } from './shenyang/identity.ts';
import { inspection } from './shenyang/inspection.ts';
import { itemList } from './shenyang/item-list.ts';
import { plan } from './shenyang/plan.ts';
import { platform } from './shenyang/platform.ts';
import { report } from './shenyang/report.ts';
import { result } from './shenyang/result.ts';
import { task } from './shenyang/task.ts';

/** Shenyang: one bureau with its divisions and districts. The text ends at article 17. */
export const SHENYANG: ProfileText = {
  code: 'SY',
  zh: '沈阳市',
  extends: 'SAMR',
  sourceDocument: text('《沈阳市市场监督管理局“双随机、一公开”抽查工作细则》', '标题'),
  legalBasis: text([
    { title: '国务院关于在市场监管领域全面推行部门联合“双随机、一公开”监管的意见', number: '国发〔2019〕5号' },
    { title: '市场监管总局关于全面推进“双随机、一公开”监管工作的通知', number: '国市监信〔2019〕38号' },
    { title: '辽宁省人民政府关于印发辽宁省全面推行部门联合“双随机、一公开”监管实施方案的通知', number: '辽政发〔2020〕2号' },
    { title: '沈阳市人民政府关于全面推进部门联合“双随机、一公开”监管的实施方案', number: '沈政办发〔2020〕19号' },
  ], 'art.1'),
  effectiveFrom: silent(),
  ...identity, ...platform, ...itemList, ...directory, ...plan, ...task,
  ...draw, ...inspection, ...result, ...disclosure, ...report, ...forms,
};
