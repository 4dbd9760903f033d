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
  #fault: string | null = null;
  #rest = new Uint8Array(0);

  constructor(certificate: DrawCertificate, hasher: Hasher) {
    this.#certificate = certificate;
    this.#frame = new FrameHasher(hasher);
    // A quota beyond the frame keeps no more than the frame, so a forged size costs nothing.
    this.#draw = new UnitDraw({ seed: certificate.seed, strata: certificate.intent.strata, hasher });
  }

  /** Takes the next line, without its LF. */
  add(line: string): void {
    if (this.#fault !== null) return;
    const unit = parseFrameLine(line);
    const fault = unit === null ? 'LINE_INVALID' : this.#frame.add(unit);
    if (fault !== null) this.#blame(fault);
    else if (unit !== null) this.#draw.add(unit);
  }

  /** Takes the next bytes of the file, wherever they were cut: the same as `add` of its lines, several times as fast. */
  addBytes(piece: Uint8Array): void {
    if (this.#fault !== null) return;
    const bytes = new Uint8Array(this.#rest.length + piece.length);
    bytes.set(this.#rest);
    bytes.set(piece, this.#rest.length);
    const { taken, fault } = this.#frame.addLines(bytes);
    this.#draw.addLines(bytes.subarray(0, taken));
    this.#rest = bytes.slice(taken);
    if (fault !== null) this.#blame(fault);
  }

  #blame(fault: string): void {
    this.#fault = `${fault}: ${this.#frame.count + 1}`;
  }

  finish(): Check[] {
    if (this.#fault === null && this.#rest.length > 0) this.#blame('LINE_INVALID');
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
