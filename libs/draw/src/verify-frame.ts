import { canonicalJson } from './canonical-json.ts';
import type { DrawCertificate } from './certificate.ts';
import { checkOf, type Check } from './check.ts';
import { FrameHasher } from './frame-hasher.ts';
import { parseFrameLine } from './frame-line.ts';
import type { Hasher } from './hash.ts';
import { UnitDraw } from './unit-draw.ts';

/** Freezes and draws once more from the lines of a frame, as they stream by, and compares with a certificate of sound form. */
export class FrameVerifier {
  readonly #certificate: DrawCertificate;
  readonly #frame: FrameHasher;
  readonly #draw: UnitDraw;
  #lines = 0;
  #fault: string | null = null;

  constructor(certificate: DrawCertificate, hasher: Hasher) {
    this.#certificate = certificate;
    this.#frame = new FrameHasher(hasher);
    // A quota beyond the frame keeps no more than the frame, so a forged size costs nothing.
    this.#draw = new UnitDraw({ seed: certificate.seed, strata: certificate.intent.strata, hasher });
  }

  /** Takes the next line, without its LF. */
  add(line: string): void {
    if (this.#fault !== null) return;
    this.#lines += 1;
    const unit = parseFrameLine(line);
    const fault = unit === null ? 'LINE_INVALID' : this.#frame.add(unit);
    if (fault !== null) this.#fault = `${fault}: ${this.#lines}`;
    else if (unit !== null) this.#draw.add(unit);
  }

  finish(): Check[] {
    const { intent, strata } = this.#certificate;
    const frame = this.#frame.finish();
    const intended = intent.strata.map(({ key, population, weight }) => ({ key, population, weight }));
    const redrawn = this.#draw.finish();
    const different = redrawn.find((stratum, i) => canonicalJson(stratum) !== canonicalJson(strata[i] ?? null));
    return [
      checkOf('FRAME_LINES', this.#fault),
      checkOf('FRAME_ROOT', frame.root === intent.frameRoot && frame.count === intent.frameCount ? null : frame.root),
      checkOf('FRAME_STRATA', canonicalJson(frame.strata) === canonicalJson(intended) ? null : canonicalJson(frame.strata)),
      checkOf('FRAME_DRAW', different?.key ?? (redrawn.length === strata.length ? null : 'strata')),
    ];
  }
}
