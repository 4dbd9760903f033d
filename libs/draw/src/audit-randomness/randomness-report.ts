import { AUDIT_WORDS } from './audit-words.ts';
import type { AuditCode, Finding } from './audited-draw.ts';

export type Verdict = 'PASSED' | 'FAILED' | 'TOO_FEW';

/** One check as it is published. */
export interface AuditedCheck extends Finding {
  /** The chance corrected for all the other checks (Holm). */
  readonly adjusted: number | null;
  readonly verdict: Verdict;
  readonly words: { readonly zh: string; readonly en: string };
}

/** The self-audit of randomness (随机性自审计) over a whole history. */
export interface RandomnessReport {
  readonly format: 'sortition/randomness-audit/v1';
  /** How often, at most, an honest history is suspected by this report as a whole. */
  readonly falseAlarmRate: number;
  readonly draws: number;
  readonly checks: readonly AuditedCheck[];
  readonly passed: boolean;
}

/** So rarely is an honest history suspected: once in a hundred reports. */
export const FALSE_ALARM_RATE = 0.01;

/** Judges all findings together: whoever asks twenty questions gets a strange answer sooner or later, and Holm's procedure allows for it. */
export function judge(draws: number, findings: readonly Finding[]): RandomnessReport {
  const adjusted = holm(findings);
  const checks = findings.map((each): AuditedCheck => {
    const corrected = adjusted.get(each.code) ?? null;
    const verdict = verdictOf(each, corrected);
    return { ...each, adjusted: corrected, verdict, words: AUDIT_WORDS[each.code] };
  });
  return { format: 'sortition/randomness-audit/v1', falseAlarmRate: FALSE_ALARM_RATE, draws, checks, passed: checks.every(({ verdict }) => verdict !== 'FAILED') };
}

function verdictOf({ faults }: Finding, adjusted: number | null): Verdict {
  if (faults !== null) return faults === 0 ? 'PASSED' : 'FAILED';
  if (adjusted === null) return 'TOO_FEW';
  return adjusted < FALSE_ALARM_RATE ? 'FAILED' : 'PASSED';
}

function holm(findings: readonly Finding[]): Map<AuditCode, number> {
  const ascending = findings.flatMap(({ code, pValue }) => (pValue === null ? [] : [{ code, pValue }])).toSorted((a, b) => a.pValue - b.pValue);
  let floor = 0;
  return new Map(ascending.map(({ code, pValue }, i) => {
    floor = Math.max(floor, Math.min(1, (ascending.length - i) * pValue));
    return [code, floor];
  }));
}
