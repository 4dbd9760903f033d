import { isCanonicalJson } from './canonical-json.ts';
import type { DrawCertificate } from './certificate.ts';
import { checkOf, type Check } from './check.ts';
import { FrameHasher } from './frame-hasher.ts';
import { frameLine, type FrameUnit } from './frame-line.ts';
import type { Hasher } from './hash.ts';
import { labelOf, leafOf, type Opening } from './opening.ts';
import { openingShape } from './opening-shape.ts';
import { hasShape } from './shape.ts';
import { ticketOf } from './ticket.ts';
import { compareDrawn } from './unit-draw.ts';

/** The unit of the sealed frame that stands for an opened one: its leaf, under its label. */
export const sealedUnitOf = (hasher: Hasher, opening: Opening): FrameUnit => ({ unitId: leafOf(hasher, opening), stratum: labelOf(hasher, opening), weight: opening.weight });

/** Reads the lines of a file of openings; null when one of them is none. */
export function readOpenings(lines: Iterable<string>): Opening[] | null {
  const openings: Opening[] = [];
  for (const line of lines) {
    const opening = parseJson(line);
    if (!hasShape(openingShape, opening) || !isCanonicalJson(line, opening)) return null;
    openings.push(opening);
  }
  return openings.length === 0 ? null : openings;
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** The lines that are sought are ASCII, so the rest of a frame may be read in any way that keeps ASCII. */
const ONE_BYTE_EACH = new TextDecoder('latin1');

/** Verifies what was opened of a sealed draw: some units against the frame as it streams by, or all of them as the frame itself. */
export class OpeningsVerifier {
  readonly #certificate: DrawCertificate;
  readonly #hasher: Hasher;
  readonly #openings: readonly Opening[] | null;
  readonly #units: readonly FrameUnit[];
  readonly #missing: Set<string>;
  readonly #opensAll: boolean;
  #rest = '';

  constructor(certificate: DrawCertificate, lines: Iterable<string>, hasher: Hasher) {
    this.#certificate = certificate;
    this.#hasher = hasher;
    this.#openings = readOpenings(lines);
    this.#units = (this.#openings ?? []).map((opening) => sealedUnitOf(hasher, opening));
    this.#opensAll = this.#units.length >= certificate.intent.frameCount;
    this.#missing = new Set(this.#opensAll ? [] : this.#units.map(frameLine));
  }

  /** Sees the next line of the frame, without its LF, or the next bytes of its file, wherever they were cut. */
  see(piece: string | Uint8Array): void {
    if (this.#missing.size === 0) return;
    const lines = typeof piece === 'string' ? [piece, ''] : (this.#rest + ONE_BYTE_EACH.decode(piece)).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) this.#missing.delete(line);
  }

  finish(withFrame: boolean): Check[] {
    if (this.#openings === null) return [checkOf('OPENING_FORM', 'opening')];
    const { intent, intentHash } = this.#certificate;
    const foreign = intent.units === 'SEALED' ? this.#openings.find((opening) => opening.intentHash !== intentHash) : this.#openings[0];
    const misplaced = this.#openings.find((_, i) => !this.#isAsListed(this.#units[i]));
    const [missing = null] = withFrame ? this.#missing : [];
    return [
      checkOf('OPENING_FORM', null),
      checkOf('OPENING_INTENT', foreign?.unitId ?? null),
      checkOf('OPENING_LEAF', misplaced?.unitId ?? missing),
      checkOf('OPENING_WHOLE', this.#faultOfWhole(this.#openings)),
    ];
  }

  /** Its label is a stratum, and it is listed there, or comes after all that are. */
  #isAsListed(unit: FrameUnit | undefined): boolean {
    const { intent, strata, seed } = this.#certificate;
    const at = strata.findIndex(({ key }) => key === unit?.stratum);
    const result = strata[at];
    if (unit === undefined || result === undefined) return false;
    const own = { ...unit, ticket: ticketOf(this.#hasher, seed, unit.unitId, unit.weight) };
    const listed = [...result.drawn, ...result.reserve];
    if (listed.some(({ unitId, weight }) => unitId === own.unitId && weight === own.weight)) return true;
    const last = listed.at(-1);
    return last !== undefined && listed.length < (intent.strata[at]?.population ?? 0) && compareDrawn(last, own) < 0;
  }

  /** No unit twice, no stratum under two labels; and as many as the frame has, an auditor's, are the frame. */
  #faultOfWhole(openings: readonly Opening[]): string | null {
    if (new Set(openings.map(({ unitId }) => unitId)).size < openings.length) return 'unitId';
    const names = new Set(openings.map(({ stratum }, i) => `${stratum}\t${this.#units[i]?.stratum}`));
    const strata = new Set(openings.map(({ stratum }) => stratum));
    if (strata.size < names.size || new Set(this.#units.map(({ stratum }) => stratum)).size < names.size) return 'stratum';
    return this.#opensAll ? this.#faultOfFrame() : null;
  }

  #faultOfFrame(): string | null {
    const frame = new FrameHasher(this.#hasher);
    for (const unit of this.#units.toSorted((a, b) => (a.unitId < b.unitId ? -1 : 1))) if (frame.add(unit) !== null) return unit.unitId;
    return frame.finish().root === this.#certificate.intent.frameRoot ? null : 'frameRoot';
  }
}
