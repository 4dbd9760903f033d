import { text } from '../answer.ts';
import type { ProfileText } from '../schema/profile.schema.ts';
import { directory } from './changchun/directory.ts';
import { disclosure } from './changchun/disclosure.ts';
import { draw } from './changchun/draw.ts';
import { forms } from './changchun/forms.ts';
import { identity } from './changchun/identity.ts';
import { inspection } from './changchun/inspection.ts';
import { itemList } from './changchun/item-list.ts';
import { plan } from './changchun/plan.ts';
import { platform } from './changchun/platform.ts';
import { report } from './changchun/report.ts';
import { result } from './changchun/result.ts';
import { task } from './changchun/task.ts';

/** Changchun, in force from the day of issue. */
export const CHANGCHUN: ProfileText = {
  code: 'CC',
  zh: '长春市',
  extends: 'SAMR',
  sourceDocument: text('《长春市市场监管领域部门联合“双随机、一公开”监管工作实施细则（试行）》', '长双随机办字〔2020〕3号'),
  legalBasis: text([
    { title: '国务院关于在市场监管领域全面推行部门联合“双随机、一公开”监管的意见', number: '国发〔2019〕5号' },
    { title: '吉林省人民政府办公厅关于印发在市场监管领域全面推行部门联合“双随机、一公开”监管工作实施办法的通知', number: '吉政办发〔2019〕32号' },
    { title: '关于印发长春市全面推行“双随机、一公开”监管工作实施意见的通知', number: '长双随机办字〔2019〕2号' },
  ], 'art.1'),
  effectiveFrom: text('2020-02-04', 'art.30'),
  ...identity, ...platform, ...itemList, ...directory, ...plan, ...task,
  ...draw, ...inspection, ...result, ...disclosure, ...report, ...forms,
};
