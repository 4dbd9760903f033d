/** What an enterprise does: its industry (GB/T 4754), and the type of inspection object that item lists know it by. */
export interface Trade {
  readonly code: string;
  readonly weight: number;
  /** Word in the enterprise's name. */
  readonly word: string;
  readonly scope: string;
  readonly objectType: string;
  /** Of a hundred, how many are individual businesses (个体工商户). */
  readonly individual: number;
  /** Of a hundred, how many are of high and of medium risk. */
  readonly risk: readonly [high: number, medium: number];
}

export const TRADES: readonly Trade[] = [
  { code: '6210', weight: 150, word: '餐饮', scope: '餐饮服务（依法须经批准的项目，经相关部门批准后方可开展经营活动）', objectType: '餐饮服务经营者', individual: 70, risk: [12, 40] },
  { code: '6220', weight: 60, word: '快餐', scope: '快餐服务；预包装食品销售', objectType: '餐饮服务经营者', individual: 75, risk: [10, 42] },
  { code: '6231', weight: 30, word: '茶馆', scope: '茶座服务；饮品制售；食品销售', objectType: '餐饮服务经营者', individual: 60, risk: [6, 34] },
  { code: '5212', weight: 80, word: '超市', scope: '食品、日用百货、五金零售；烟草制品零售', objectType: '商场超市', individual: 55, risk: [6, 30] },
  { code: '5211', weight: 25, word: '百货', scope: '日用百货、服装鞋帽、化妆品零售', objectType: '商场超市', individual: 20, risk: [8, 32] },
  { code: '6121', weight: 20, word: '酒店', scope: '住宿服务；会议服务', objectType: '住宿场所', individual: 10, risk: [14, 46] },
  { code: '6129', weight: 35, word: '宾馆', scope: '住宿服务', objectType: '住宿场所', individual: 65, risk: [16, 44] },
  { code: '9011', weight: 14, word: '歌城', scope: '歌舞娱乐服务；酒水、小吃零售', objectType: '娱乐场所', individual: 30, risk: [26, 50] },
  { code: '9013', weight: 14, word: '网络会所', scope: '互联网上网服务', objectType: '互联网上网服务营业场所', individual: 20, risk: [18, 48] },
  { code: '5265', weight: 12, word: '加油站', scope: '汽油、柴油零售；预包装食品零售', objectType: '成品油经营企业', individual: 5, risk: [40, 45] },
  { code: '5169', weight: 12, word: '化工贸易', scope: '危险化学品经营（按许可证核定的范围经营）；化工产品批发', objectType: '危险化学品企业', individual: 2, risk: [52, 40] },
  { code: '2614', weight: 10, word: '化工', scope: '有机化学原料制造、销售', objectType: '危险化学品企业', individual: 0, risk: [58, 36] },
  { code: '5167', weight: 16, word: '农资', scope: '农药、肥料、农膜、种子销售', objectType: '农资经营者', individual: 50, risk: [12, 38] },
  { code: '8425', weight: 20, word: '门诊部', scope: '医疗服务', objectType: '医疗机构', individual: 15, risk: [18, 46] },
  { code: '8411', weight: 5, word: '医院', scope: '综合医院医疗服务', objectType: '医疗机构', individual: 0, risk: [22, 50] },
  { code: '8040', weight: 50, word: '美容美发', scope: '生活美容、理发服务；化妆品零售', objectType: '公共场所经营者', individual: 85, risk: [4, 26] },
  { code: '1411', weight: 14, word: '食品', scope: '糕点、面包制造；食品销售', objectType: '食品生产企业', individual: 15, risk: [22, 48] },
  { code: '1512', weight: 8, word: '酒业', scope: '白酒酿造、销售', objectType: '食品生产企业', individual: 25, risk: [20, 46] },
  { code: '3360', weight: 10, word: '表面处理', scope: '金属表面处理及热处理加工', objectType: '排污单位', individual: 10, risk: [36, 46] },
  { code: '2319', weight: 18, word: '印务', scope: '包装装潢印刷、其他印刷品印刷', objectType: '排污单位', individual: 20, risk: [10, 44] },
  { code: '7291', weight: 12, word: '旅行社', scope: '国内旅游和入境旅游招徕、组织、接待业务', objectType: '旅行社', individual: 0, risk: [10, 36] },
  { code: '8111', weight: 40, word: '汽车维修', scope: '汽车修理与维护；汽车配件零售', objectType: '机动车维修经营者', individual: 55, risk: [8, 34] },
  { code: '7040', weight: 30, word: '房地产租赁', scope: '房地产租赁经营；物业管理', objectType: '一般企业', individual: 5, risk: [4, 22] },
  { code: '6513', weight: 45, word: '软件科技', scope: '软件开发、销售；信息系统集成服务', objectType: '一般企业', individual: 2, risk: [2, 14] },
  { code: '7243', weight: 40, word: '企业咨询', scope: '企业管理咨询；商务信息咨询', objectType: '一般企业', individual: 3, risk: [4, 18] },
  { code: '5181', weight: 40, word: '贸易', scope: '食用农产品、建筑材料、机电设备销售；贸易代理', objectType: '一般企业', individual: 10, risk: [4, 22] },
  { code: '4790', weight: 35, word: '建筑工程', scope: '房屋建筑和市政基础设施工程施工（凭资质证书执业）', objectType: '一般企业', individual: 2, risk: [10, 34] },
];
