import { assumed, text } from '../../answer.ts';
import { optional, required } from '../../form-column.ts';
import type { Form, FormsAnswers } from '../../schema/form.schema.ts';
import { recordForm } from '../standard-record.ts';

const SY_INSPECTION_NOTICE: Form = {
  code: 'SY_INSPECTION_NOTICE',
  zh: '沈阳市市场监督管理局行政检查告知书',
  columns: [
    required('entityName', '检查对象'),
    required('inspectionTime', '检查时间'),
    required('items[].itemId', '检查事项'),
    optional('materials', '需准备的资料'),
  ],
  signatureBlock: true,
};

const SY_MONTHLY: Form = {
  code: 'SY_MONTHLY',
  zh: '沈阳市市场监督管理局局内各处室“双随机、一公开”监管落实情况月报表',
  columns: [
    required('division', '处室'),
    required('month', '月份'),
    required('tasks', '抽查任务数'),
    required('objects', '检查对象数'),
    required('problems', '发现问题数'),
    required('published', '公示结果数'),
  ],
  signatureBlock: false,
};

/** The text names the forms of Shenyang and shows none of them: their columns are assumed. */
export const forms: FormsAnswers = {
  forms: {
    templates: assumed([recordForm('SY_REGISTRATION_FORM', '沈阳市市场监督管理局行政检查登记表'), SY_INSPECTION_NOTICE, SY_MONTHLY], 'art.14(3)'),
    issuer: text('CITY_BUREAU', 'art.5(2)'),
  },
};
