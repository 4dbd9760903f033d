import { LOG_FAULTS, type LogFault } from '@sortition/transparency-log';

/** One thing that was looked at, and what came of it. */
export interface LogFinding {
  readonly passed: boolean;
  readonly code: string;
  readonly message: { readonly zh: string; readonly en: string };
}

export const found = (code: string, zh: string, en: string): LogFinding => ({ passed: true, code, message: { zh, en } });

export const broken = ({ code, at }: LogFault): LogFinding => {
  const { zh, en } = LOG_FAULTS[code];
  return { passed: false, code, message: at === null ? { zh, en } : { zh: `${zh}（${at}）`, en: `${en} (${at})` } };
};

export const isValid = (findings: readonly LogFinding[]): boolean => findings.length > 0 && findings.every(({ passed }) => passed);

export function verdictText(findings: readonly LogFinding[]): string {
  const lines = findings.flatMap(({ passed, code, message }) => [`${passed ? '✓' : '✗'} ${code}`, `    ${message.zh}`, `    ${message.en}`]);
  return [...lines, '', ...(isValid(findings) ? ['结论：有效', 'verdict: VALID'] : ['结论：无效', 'verdict: INVALID'])].join('\n');
}
