import { describe, expect, it } from 'vitest';
import { profileInForce, SHIPPED_PROFILES } from '@sortition/profiles';
import { entryRulesOf } from '../inspection-object/entry-rules.ts';
import { formReader } from './read-form-row.ts';
import { registerReader } from './read-register-row.ts';
import { detectFormat, type RosterFormat } from './roster-format.ts';

const found = profileInForce(SHIPPED_PROFILES, 'CQ', '2026-01-05');
if (!found.ok) throw new Error('no profile');
const rules = entryRulesOf(found.value, '2026-01-05');

function formatOf(header: readonly string[]): RosterFormat {
  const format = detectFormat(rules.profile, header);
  if ('problem' in format) throw new Error(format.problem);
  return format;
}

const REGISTER = ['企业名称', '统一社会信用代码', '所在省份', '地区', '注册地址'];
const register = ['示例餐饮有限公司', '91500105YY00000100', '重庆', '江北', '重庆市江北区示例路1号'];
const FORM_B1 = ['行政相对人名称', '行政相对人编码', '检查地址', '检查联系电话', '所属区县', '行政相对人性质', '行政区划代码'];
const counterpart = ['示例餐饮有限公司', '91500105YY00000100', '示例路1号', '000-00000001', '江北', '组织', '500105'];
const NOTES = ['分类标注', '风险等级', '信用等级'];
const notes = ['CLASS:餐饮服务；RISK:重点', 'HIGH', 'B'];

describe('notes of the departments beside the columns of a file (CQ 5.2.1, 8.3.3)', () => {
  it('are taken from a register', () => {
    const format = formatOf([...REGISTER, ...NOTES]);
    expect(registerReader(rules, format)([...register, ...notes]).fields).toMatchObject({ tags: ['CLASS:餐饮服务', 'RISK:重点'], riskLevel: 'HIGH', creditLevel: 'B' });
  });

  it('are taken from a form', () => {
    const format = formatOf([...FORM_B1, ...NOTES]);
    expect(formReader(rules, format)([...counterpart, 'CLASS:餐饮服务', 'N/A', '']).fields).toMatchObject({ tags: ['CLASS:餐饮服务'], riskLevel: null, creditLevel: null });
  });

  it('may be left out', () => {
    expect(registerReader(rules, formatOf(REGISTER))(register).fields).toMatchObject({ tags: [], riskLevel: null, creditLevel: null });
    expect(formReader(rules, formatOf(FORM_B1))(counterpart).fields).toMatchObject({ tags: [], riskLevel: null, creditLevel: null });
  });
});
