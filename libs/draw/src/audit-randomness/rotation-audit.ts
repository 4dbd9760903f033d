import { finding, type AuditCode, type Finding } from './audited-draw.ts';
import { poissonAtLeast } from './tail-probabilities.ts';

/**
 * Whether who comes first goes round: from one draw of a kind to the next, the place moves on by the same step as the time before.
 * In n places chance repeats a step once in n times; a rota always does, and so does a list that is used again.
 */
export class RotationAudit {
  readonly #last = new Map<string, { readonly place: number; readonly among: number; readonly step: number | null }>();
  #repeats = 0;
  #expected = 0;
  #steps = 0;

  /** Takes the next first place of a series, such as one stratum or one department. */
  add(series: string, place: number, among: number): void {
    const last = this.#last.get(series);
    const step = last?.among === among ? (place - last.place + among) % among : null;
    this.#last.set(series, { place, among, step });
    if (last === undefined || step === null || last.step === null || among < 2) return;
    this.#steps += 1;
    this.#expected += 1 / among;
    if (step === last.step) this.#repeats += 1;
  }

  finding(code: AuditCode): Finding {
    return finding(code, this.#steps, this.#steps === 0 ? null : poissonAtLeast(this.#repeats, this.#expected));
  }
}
