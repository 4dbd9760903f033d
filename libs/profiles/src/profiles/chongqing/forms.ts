import { silent, text } from '../../answer.ts';
import { optional, required, split } from '../../form-column.ts';
import type { Form, FormsAnswers } from '../../schema/form.schema.ts';
import { recordForm } from '../standard-record.ts';

const CQ_A1: Form = {
  code: 'CQ_A1',
  zh: '部门联合“双随机、一公开”抽查事项清单',
  columns: [
    optional('serialNo', '序号'),
    required('field', '抽查领域'),
    required('name', '抽查事项'),
    required('objectType', '检查对象'),
    required('leadDepartment', '发起部门'),
    required('participatingDepartments', '配合部门'),
    optional('remark', '备注'),
  ],
  signatureBlock: false,
};

const CQ_B1: Form = {
  code: 'CQ_B1',
  zh: '检查对象名录库（行政相对人（组织/个人））',
  columns: [
    required('name', '行政相对人名称'),
    required('code', '行政相对人编码'),
    required('inspectionAddress', '检查地址'),
    required('contactPhone', '检查联系电话'),
    required('district', '所属区县'),
    required('counterpartNature', '行政相对人性质'),
    required('divisionCode', '行政区划代码'),
  ],
  signatureBlock: false,
};

const CQ_B2: Form = {
  code: 'CQ_B2',
  zh: '检查对象名录库（场地场所）',
  columns: [
    required('siteName', '场地场所'),
    required('area', '所在地区'),
    required('division', '行政区划'),
    required('responsibleUnit', '责任单位'),
    required('responsibleUnitUscc', '责任单位统一社会信用代码'),
    required('responsiblePerson', '责任人'),
    required('responsiblePersonIdType', '责任人证件类型'),
    required('responsiblePersonIdNo', '责任人证件编码'),
    required('siteUse', '场所用途'),
    required('siteScale', '场所规模'),
    required('inUseFrom', '投入使用开始时间'),
    required('serviceLife', '使用寿命'),
    required('inspectionAddress', '检查地址'),
    required('contactPhone', '检查联系电话'),
    required('district', '所属区县'),
    required('counterpartNature', '行政相对人性质'),
    required('divisionCode', '行政区划代码'),
  ],
  signatureBlock: false,
};

const CQ_B3: Form = {
  code: 'CQ_B3',
  zh: '检查对象名录库（产品）',
  columns: [
    required('licenceNo', '生产许可证编号'),
    required('enterpriseName', '企业名称'),
    required('uscc', '统一社会信用代码'),
    required('issuedOn', '发证日期'),
    required('validUntil', '有效期至'),
    required('inspectionAddress', '检查地址'),
    required('contactPhone', '检查联系电话'),
    required('district', '所属区县'),
    required('counterpartNature', '行政相对人性质'),
    required('divisionCode', '行政区划代码'),
  ],
  signatureBlock: false,
};

const CQ_C1: Form = {
  code: 'CQ_C1',
  zh: '执法检查人员名录库',
  columns: [
    optional('serialNo', '序号'),
    required('name', '姓名'),
    required('phone', '电话'),
    required('district', '所属区县'),
    required('department', '所属部门'),
    required('category', '人员类别'),
    required('specialties', '业务专长'),
  ],
  signatureBlock: false,
};

const CQ_D1: Form = {
  code: 'CQ_D1',
  zh: '年度抽查工作计划表',
  columns: [
    optional('serialNo', '序号'),
    required('name', '计划名称'),
    required('leadDepartment', '发起部门'),
    required('participatingDepartments', '配合部门'),
    split('items', '抽查事项', [['items.lead', '发起部门'], ['items.participants', '配合部门']]),
    required('objectScope', '抽查对象'),
    required('period', '抽查时间'),
    required('ratio', '抽查比例'),
    required('objectCount', '抽取对象数量（户）'),
  ],
  signatureBlock: false,
};

/** F.1 prints no cell for the signatures that 8.6.5 and 8.7.1 demand, so the block is added. */
const CQ_F1 = recordForm('CQ_F1', '部门联合“双随机、一公开”抽查情况记录表');

export const forms: FormsAnswers = {
  forms: {
    templates: text([CQ_A1, CQ_B1, CQ_B2, CQ_B3, CQ_C1, CQ_D1, CQ_F1], '附录A-附录F'),
    issuer: silent(),
  },
};
