/** A kind of department that takes part in inspections. */
export interface DepartmentKind {
  readonly key: string;
  readonly name: string;
  readonly specialties: readonly string[];
  readonly modes: readonly string[];
}

export const DEPARTMENT_KINDS = [
  { key: 'AMR', name: '市场监督管理局', specialties: ['食品安全', '特种设备', '登记事项', '价格', '产品质量'], modes: ['ON_SITE', 'DOCUMENTARY', 'NETWORK_MONITORING'] },
  { key: 'FIRE', name: '消防救援机构', specialties: ['消防设施', '疏散通道', '用火用电'], modes: ['ON_SITE'] },
  { key: 'CULTURE', name: '文化和旅游局', specialties: ['娱乐场所', '上网服务', '旅行社', '演出市场'], modes: ['ON_SITE', 'NETWORK_MONITORING'] },
  { key: 'COMMERCE', name: '商务局', specialties: ['成品油流通', '单用途预付卡', '报废汽车回收'], modes: ['ON_SITE', 'DOCUMENTARY'] },
  { key: 'AGRICULTURE', name: '农业农村局', specialties: ['农药', '肥料', '兽药', '种子'], modes: ['ON_SITE', 'SAMPLING_TEST'] },
  { key: 'HEALTH', name: '卫生健康委员会', specialties: ['公共场所卫生', '医疗执业', '饮用水卫生'], modes: ['ON_SITE', 'SAMPLING_TEST'] },
  { key: 'EMERGENCY', name: '应急管理局', specialties: ['危险化学品', '工贸安全', '应急预案'], modes: ['ON_SITE', 'DOCUMENTARY'] },
  { key: 'ECOLOGY', name: '生态环境局', specialties: ['大气污染', '废水排放', '危险废物'], modes: ['ON_SITE', 'SAMPLING_TEST'] },
  { key: 'JUSTICE', name: '司法局', specialties: ['执法监督'], modes: ['DOCUMENTARY'] },
  { key: 'OFFICE', name: '双随机监管联席会议办公室', specialties: ['统筹协调'], modes: ['DOCUMENTARY'] },
] as const satisfies readonly DepartmentKind[];

export type DepartmentKindKey = (typeof DEPARTMENT_KINDS)[number]['key'];
