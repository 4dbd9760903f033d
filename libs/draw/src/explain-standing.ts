import type { HashAlgorithm } from './hash.ts';
import type { UnitStanding } from './unit-standing.ts';

/** A standing in words, and the command with which anyone computes the ticket again. */
export interface StandingExplanation {
  readonly zh: readonly string[];
  readonly en: readonly string[];
  /** A shell command that prints the ticket. */
  readonly command: string;
}

const DIGEST = { 'SHA-256': 'sha256sum', SM3: 'openssl dgst -sm3' } as const satisfies Record<HashAlgorithm, string>;

const WORDS = {
  DRAWN: { zh: '抽中', en: 'drawn' },
  RESERVE: { zh: '未抽中，列为候补', en: 'not drawn, but in reserve' },
  NOT_DRAWN: { zh: '未抽中', en: 'not drawn' },
  NOT_IN_FRAME: { zh: '不在抽样框内，未参加本次抽取', en: 'not in the frame, so it took no part in this draw' },
  UNLISTED: { zh: '不在抽中与候补名单内；是否参加抽取须由抽样框核对', en: 'neither drawn nor in reserve; only the frame can tell whether it took part' },
} as const satisfies Record<UnitStanding['standing'], { readonly zh: string; readonly en: string }>;

/** Says where a unit stands, and shows the arithmetic. */
export function explainStanding(hash: HashAlgorithm, { unitId, standing, stratum, weight, ticket, hashed, place }: UnitStanding): StandingExplanation {
  const { zh, en } = WORDS[standing];
  const command = `printf "$(echo ${hashed} | sed 's/../\\\\x&/g')" | ${DIGEST[hash]}`;
  const winner = weight === 1 ? { zh: '', en: '' } : { zh: `（权重 ${weight}，共 ${weight} 张号票，取最小的一张）`, en: ` (of weight ${weight}, so the smallest of its ${weight} tickets)` };
  const made = { zh: `号票 = ${hash}(种子 ‖ 1f ‖ 编号)${winner.zh} = ${ticket}`, en: `ticket = ${hash}(seed ‖ 1f ‖ id)${winner.en} = ${ticket}` };
  const verdict = { zh: `${unitId}：${zh}`, en: `${unitId}: ${en}` };
  if (stratum === null || standing === 'NOT_IN_FRAME') return { zh: [verdict.zh, made.zh], en: [verdict.en, made.en], command };
  const { key, population, size, threshold } = stratum;
  const within = standing === 'DRAWN' ? '≤' : '>';
  const line = threshold === null ? { zh: [], en: [] } : { zh: [`本层入选号票线：${ticket} ${within} ${threshold}`], en: [`against the threshold of its stratum: ${ticket} ${within} ${threshold}`] };
  return {
    zh: [verdict.zh, made.zh, `层 ${key}：共 ${population} 个，抽 ${size} 个；按号票从小到大排第 ${place ?? '?'} 位`, ...line.zh],
    en: [verdict.en, made.en, `stratum ${key}: ${size} of ${population} are drawn; by ticket, the smallest first, it has place ${place ?? '?'}`, ...line.en],
    command,
  };
}
