/** The roles that a token can carry, as the authority model names them; ties to one task are no roles of a person. */
export const ROLES = {
  LIST_MANAGER: '清单管理员',
  COUNTY_GOVERNMENT: '县区人民政府经办人',
  DIRECTORY_MANAGER: '名录库管理员',
  PLANNER: '计划制定人',
  BUSINESS_DIVISION: '业务处室经办人',
  LEGAL_REVIEWER: '政策法规审核人',
  JUSTICE_REVIEWER: '司法行政审核人',
  COORDINATOR: '联席会议办公室经办人',
  DEPARTMENT_HEAD: '部门负责人',
  DEPARTMENT_DEPUTY_HEAD: '部门分管负责人',
  DEPARTMENT_PRINCIPAL_HEAD: '部门主要负责人',
  INSPECTOR: '执法检查人员',
  TEAM_LEADER: '检查组组长',
  EXPERT: '专家',
  RECHECKER: '复核人员',
  PUBLICATION_APPROVER: '公示审批人',
  SUPERVISOR: '上级业务部门监督人',
  CASE_SYSTEM: '执法办案系统',
  AUDITOR: '审计人员',
  ANALYST: '统计分析人员',
  PLATFORM_ADMIN: '平台运行维护人员',
} as const;

export type Role = keyof typeof ROLES;
