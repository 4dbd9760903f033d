import { err, type Result } from '@sortition/kernel';

/** Everything that can be wrong with a log, in the two languages of the platform. */
export const LOG_FAULTS = {
  NOTE_MALFORMED: { zh: '检查点不是规范的签名文本', en: 'the checkpoint is not a well-formed signed note' },
  KEY_MALFORMED: { zh: '密钥文本无效', en: 'the key is not well-formed' },
  POLICY_MALFORMED: { zh: '验证策略文件无效', en: 'the policy is not well-formed' },
  CHECKPOINT_MALFORMED: { zh: '检查点内容无效', en: 'the text of the checkpoint is not a checkpoint' },
  SIGNATURE_INVALID: { zh: '已知密钥的签名不成立', en: 'a signature of a known key does not verify' },
  LOG_SIGNATURE_MISSING: { zh: '没有日志自身的签名', en: 'the log itself has not signed' },
  ORIGIN_UNKNOWN: { zh: '检查点属于另一日志', en: 'the checkpoint is of another log' },
  WITNESSES_MISSING: { zh: '见证部门的联署不足', en: 'too few witnesses have cosigned' },
  SPLIT_VIEW: { zh: '日志出现分叉：同一规模而根不同', en: 'split view: two checkpoints of the same size have different roots' },
  ROLLED_BACK: { zh: '日志比先前见过的短', en: 'the log is shorter than it has been seen before' },
  INCONSISTENT: { zh: '后一检查点没有包含前一检查点的全部条目', en: 'the later checkpoint does not begin with all entries of the earlier one' },
  NOT_INCLUDED: { zh: '该条目不在检查点所述的日志中', en: 'the entry is not in the log of the checkpoint' },
  ENTRY_MALFORMED: { zh: '条目不规范', en: 'the entry is not well-formed' },
  ENTRY_OUT_OF_PLACE: { zh: '条目序号不连续', en: 'the entries are not numbered without gaps' },
  OPENING_MALFORMED: { zh: '公开内容不规范', en: 'the opening is not well-formed' },
  CONTENT_CHANGED: { zh: '内容与条目所承诺的不符', en: 'the content is not what the entry committed to' },
  SEALED_CHANGED: { zh: '开封内容与条目所承诺的不符', en: 'the unsealed part is not what the entry committed to' },
  ROOT_DIFFERS: { zh: '由条目算出的根与检查点不同', en: 'the root of the entries is not that of the checkpoint' },
  SIZE_DIFFERS: { zh: '条目数与检查点不同', en: 'the number of entries is not that of the checkpoint' },
  RECEIPT_MALFORMED: { zh: '日志回执不规范', en: 'the log receipt is not well-formed' },
} as const satisfies Record<string, { readonly zh: string; readonly en: string }>;

export type LogFaultCode = keyof typeof LOG_FAULTS;

/** What is wrong, and where: the number of an entry, the name of a key. */
export interface LogFault {
  readonly code: LogFaultCode;
  readonly at: string | number | null;
}

export type Checked<T> = Result<T, LogFault>;

export const fault = (code: LogFaultCode, at: string | number | null = null): Result<never, LogFault> => err({ code, at });
