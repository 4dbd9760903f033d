import { finding, type AuditCode, type Finding } from './audited-draw.ts';
import { binomialAtLeast } from './tail-probabilities.ts';

/** What a department did with the chances it had to interfere. */
export interface Conduct {
  readonly departmentId: string;
  /** How often it could have. */
  readonly times: number;
  /** How often it gave up a result that it had seen, or did not reveal what it had committed itself to. */
  readonly interfered: number;
}

/** Mishaps happen: so many of a hundred are believed of everybody. */
const TOLERATED = 0.05;

/** Whether some department interferes more often than mishaps explain. */
export function conduct(code: Extract<AuditCode, 'RESULTS_GIVEN_UP' | 'REVEALS_WITHHELD'>, departments: readonly Conduct[]): Finding {
  const times = departments.reduce((sum, each) => sum + each.times, 0);
  const least = departments.reduce((smallest, each) => Math.min(smallest, binomialAtLeast(each.interfered, each.times, TOLERATED)), 1);
  return finding(code, times, times === 0 ? null : Math.min(1, departments.length * least));
}
