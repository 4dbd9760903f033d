const CHECKS = {
  TEXT: { zh: '文本为规范 JSON，无重复或变形的字段', en: 'the text is canonical JSON, without repeated or disguised fields' },
  FORM: { zh: '证书格式完整，字段无多无少', en: 'the certificate has exactly the fields of its format' },
  INTENT_HASH: { zh: '抽取意向的哈希一致', en: 'the hash of the intent is right' },
  INTENT_ORDER: { zh: '意向中的各清单按规范排序且无重复', en: 'the lists of the intent are in canonical order and name nothing twice' },
  FRAME_COUNT: { zh: '各层总体数之和等于抽样框总数', en: 'the populations of the strata add up to the frame' },
  STRATUM_SIZES: { zh: '各层样本量按比例与取整规则重新计算一致', en: 'the size of each stratum follows from its ratio and rounding' },
  RANDOMNESS: { zh: '随机数来源与意向中事先指定的一致', en: 'the randomness comes from exactly the sources that the intent named' },
  COMMITMENTS: { zh: '各方揭示的随机数与其事先承诺一致', en: 'what was revealed is what had been committed to' },
  BEACONS: { zh: '公共信标签名有效，且该轮次在意向确定之后', en: 'each beacon is a round of a pinned chain that began after the intent, under its valid signature' },
  SEED: { zh: '种子由意向与全部随机数重新计算一致', en: 'the seed follows from the intent and all contributions' },
  RESULT_COUNTS: { zh: '各层抽中数与意向一致，无重复', en: 'each stratum gives as many units as intended, none twice' },
  TICKETS: { zh: '每个单位的号票重新计算一致', en: 'the ticket of each unit is right' },
  ORDER: { zh: '抽中与候补按号票从小到大排列', en: 'drawn and reserve are in the order of their tickets' },
  THRESHOLDS: { zh: '各层入选号票线一致', en: 'the threshold of each stratum is its last drawn ticket' },
  RESULT_ROOT: { zh: '抽取结果的默克尔根一致', en: 'the Merkle root of the result is right' },
  MATCH: { zh: '按种子重新匹配检查人员，结果相同', en: 'matching again from the seed gives the same teams' },
  CERTIFICATE_HASH: { zh: '证书哈希一致', en: 'the hash of the certificate is right' },
  FRAME_LINES: { zh: '抽样框各行规范、按单位编号升序、无重复', en: 'the lines of the frame are canonical and ascend by unit id, none twice' },
  FRAME_ROOT: { zh: '抽样框的默克尔根与意向一致', en: 'the Merkle root of the frame is the one of the intent' },
  FRAME_STRATA: { zh: '抽样框各层数量与意向一致', en: 'the strata of the frame count what the intent says' },
  FRAME_DRAW: { zh: '由抽样框与种子重新抽取，结果相同', en: 'drawing again from the frame and the seed gives the same units' },
  OPENING_FORM: { zh: '开封文件格式完整，字段无多无少', en: 'the opening has exactly the fields of its format' },
  OPENING_INTENT: { zh: '开封文件属于本次密封抽取', en: 'the opening belongs to this draw, which is sealed' },
  OPENING_LEAF: { zh: '开封所得叶子与层标记与抽样框、抽取结果一致', en: 'the opened leaf stands in its place in the frame and in the result' },
  OPENING_WHOLE: { zh: '无单位重复开封，层与标记一一对应；全部开封时恰为整个抽样框', en: 'no unit is opened twice, strata and labels belong to each other one to one, and all openings together are the frame' },
} as const satisfies Record<string, { readonly zh: string; readonly en: string }>;

export type CheckCode = keyof typeof CHECKS;

/** Every code that a verifier may answer with. */
export const CHECK_CODES: readonly string[] = Object.keys(CHECKS);

/** One thing that was verified. */
export interface Check {
  readonly code: CheckCode;
  readonly passed: boolean;
  readonly message: { readonly zh: string; readonly en: string };
}

/** A check that passed when there is no fault, or failed at the place that the fault names. */
export function checkOf(code: CheckCode, fault: string | null): Check {
  const { zh, en } = CHECKS[code];
  if (fault === null) return { code, passed: true, message: { zh, en } };
  return { code, passed: false, message: { zh: `未通过：${zh}（${fault}）`, en: `failed: ${en} (${fault})` } };
}

/** A draw is valid when something was checked and nothing failed. */
export const allPassed = (checks: readonly Check[]): boolean => checks.length > 0 && checks.every(({ passed }) => passed);
