import { z } from 'zod';
import { said } from '../answer.ts';
import { code, codes } from './vocabulary.ts';

export const TRACE_MODES = ['APPEND_ONLY_HASH_CHAIN'] as const;
export type TraceMode = (typeof TRACE_MODES)[number];

export const MOBILE_FUNCTIONS = [
  'SCAN', 'OBJECT_INFORMATION', 'EVIDENCE', 'REMOTE_APPROVAL', 'ON_SITE_DATA', 'TASK_RECEIPT', 'ON_SITE_COLLECTION',
  'RESULT_ENTRY', 'INFORMATION_QUERY', 'RISK_WARNING',
] as const;
export type MobileFunction = (typeof MOBILE_FUNCTIONS)[number];

export const EVIDENCE_KINDS = ['PHOTO', 'VIDEO', 'AUDIO', 'FILE'] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

export const CREDIT_RISK_FEEDS = ['NONE', 'FULL_PUSH', 'REAL_TIME'] as const;
export type CreditRiskFeed = (typeof CREDIT_RISK_FEEDS)[number];

export const OFF_SITE_MEANS = ['REMOTE', 'MOBILE', 'EARLY_WARNING', 'INTERNET_PLUS'] as const;
export type OffSiteMeans = (typeof OFF_SITE_MEANS)[number];

/** 平台与对接 */
export const platformSchema = z.strictObject({
  platform: z.strictObject({
    /** Platform of record 工作平台. */
    ofRecord: said(code),
    routing: z.strictObject({
      /** Platforms on which tasks about market entities may run. */
      marketEntity: said(codes),
      /** Platforms on which all other tasks may run. */
      other: said(codes),
    }),
    /** Whether the draw is made on the platform of record outside and imported with its proof. */
    externalDraw: said(z.boolean()),
  }),
  integration: z.strictObject({
    /** System on which the platform rests. */
    baseSystem: said(code),
    /** Systems with which data are exchanged. */
    adapters: said(codes),
    /** Whether existing departmental platforms are joined 整合融合. */
    departmentPlatforms: said(z.boolean()),
    /** 避免数据重复录入、多头报送. */
    idempotentImport: said(z.boolean()),
    /** Whether clues go to the case-handling system 执法办案系统. */
    caseSystem: said(z.boolean()),
    /** Whether credit data are exchanged 信用数据. */
    creditData: said(z.boolean()),
    creditRisk: z.strictObject({
      /** Whether the credit-risk classification system is connected. */
      connected: said(z.boolean()),
      /** General credit-risk classes 通用结果. */
      general: said(z.enum(CREDIT_RISK_FEEDS)),
      /** Professional credit-risk classes 专业分类结果. */
      professional: said(z.enum(CREDIT_RISK_FEEDS)),
    }),
  }),
  audit: z.strictObject({
    /** How the whole-process trace is kept 全过程留痕. */
    mode: said(z.enum(TRACE_MODES)),
  }),
  mobile: z.strictObject({
    /** 移动终端. */
    enabled: said(z.boolean()),
    /** What the mobile page offers. */
    functions: said(z.array(z.enum(MOBILE_FUNCTIONS))),
    /** 过程数据现场处理 without a network. */
    offline: said(z.boolean()),
  }),
  evidence: z.strictObject({
    /** 检查取证. */
    kinds: said(z.array(z.enum(EVIDENCE_KINDS))),
  }),
  offSite: z.strictObject({
    /** 非现场监管. */
    promoted: said(z.array(z.enum(OFF_SITE_MEANS))),
  }),
});
export type PlatformAnswers = z.infer<typeof platformSchema>;
