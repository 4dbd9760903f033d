import { canonicalJson } from './canonical-json.ts';
import type { CertifiedStratum, DrawCertificate } from './certificate.ts';
import { checkOf, type Check } from './check.ts';
import { FrameHasher } from './frame-hasher.ts';
import { parseFrameLine } from './frame-line.ts';
import type { Hasher } from './hash.ts';
import type { DrawnUnit } from './smallest-tickets.ts';
import { UnitDraw, type StratumQuota } from './unit-draw.ts';

/** Freezes and draws once more from the lines of a frame, as they stream by, and compares with a certificate of sound form. */
export class FrameVerifier {
  readonly #certificate: DrawCertificate;
  readonly #frame: FrameHasher;
  readonly #draw: UnitDraw;
  #fault: string | null = null;
  #bytes = new Uint8Array(0);
  #rest = 0;

  constructor(certificate: DrawCertificate, hasher: Hasher) {
    this.#certificate = certificate;
    this.#frame = new FrameHasher(hasher);
    const { seed, strata, intent } = certificate;
    this.#draw = new UnitDraw({ seed, strata: intent.strata.map((stratum, i) => quotaOf(stratum, strata[i])), hasher });
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
    const length = this.#rest + piece.length;
    if (length > this.#bytes.length) this.#grow(length);
    this.#bytes.set(piece, this.#rest);
    const { taken, fault } = this.#frame.addLines(this.#bytes.subarray(0, length), (line, stratum) => { this.#draw.addLine(line, stratum); });
    this.#bytes.copyWithin(0, taken, length);
    this.#rest = length - taken;
    if (fault !== null) this.#blame(fault);
  }

  #grow(length: number): void {
    const larger = new Uint8Array(length + (length >> 3));
    larger.set(this.#bytes.subarray(0, this.#rest));
    this.#bytes = larger;
  }

  #blame(fault: string): void {
    this.#fault = `${fault}: ${this.#frame.count + 1}`;
  }

  finish(): Check[] {
    if (this.#fault === null && this.#rest > 0) this.#blame('LINE_INVALID');
    const { intent, strata } = this.#certificate;
    const frame = this.#frame.finish();
    const intended = intent.strata.map(({ key, population, weight }) => ({ key, population, weight }));
    const redrawn = this.#draw.finish();
    const different = redrawn.find((stratum, i) => !isSameStratum(stratum, strata[i]));
    return [
      checkOf('FRAME_LINES', this.#fault),
      checkOf('FRAME_ROOT', frame.root === intent.frameRoot && frame.count === intent.frameCount ? null : frame.root),
      checkOf('FRAME_STRATA', canonicalJson(frame.strata) === canonicalJson(intended) ? null : canonicalJson(frame.strata)),
      checkOf('FRAME_DRAW', different?.key ?? (redrawn.length === strata.length ? null : 'strata')),
    ];
  }
}

/**
 * What is drawn again of a stratum. Where the certificate lists as many units as the quota asks for, none behind the last of them is
 * needed: it would be drawn only if one of those were not, and then fewer come out than are listed.
 * A quota beyond the frame keeps no more than the frame, so a forged size costs nothing.
 */
function quotaOf({ key, size, reserve }: StratumQuota, listed: CertifiedStratum | undefined): StratumQuota {
  const units = listed === undefined ? [] : [...listed.drawn, ...listed.reserve];
  if (units.length !== size + reserve) return { key, size, reserve };
  return { key, size, reserve, limit: units.reduce((largest, { ticket }) => Math.max(largest, parseInt(ticket.slice(0, 8), 16)), 0) };
}

const isSameStratum = (a: CertifiedStratum, b: CertifiedStratum | undefined): boolean =>
  a.key === b?.key && a.threshold === b.threshold && areSameUnits(a.drawn, b.drawn) && areSameUnits(a.reserve, b.reserve);

const areSameUnits = (a: readonly DrawnUnit[], b: readonly DrawnUnit[]): boolean =>
  a.length === b.length && a.every(({ unitId, weight, ticket }, i) => unitId === b[i]?.unitId && weight === b[i].weight && ticket === b[i].ticket);
