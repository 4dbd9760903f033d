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

/** The line that is sought is ASCII, so the rest of a frame may be read in any way that keeps ASCII. */
const ONE_BYTE_EACH = new TextDecoder('latin1');

/** Verifies what was opened of a sealed draw: one unit against the frame as it streams by, or all of them as the frame itself. */
export class OpeningsVerifier {
  readonly #certificate: DrawCertificate;
  readonly #hasher: Hasher;
  readonly #openings: readonly Opening[] | null;
  readonly #units: readonly FrameUnit[];
  readonly #wanted: string | null;
  #seen = false;
  #tail = '\n';

  constructor(certificate: DrawCertificate, lines: Iterable<string>, hasher: Hasher) {
    this.#certificate = certificate;
    this.#hasher = hasher;
    this.#openings = readOpenings(lines);
    this.#units = (this.#openings ?? []).map((opening) => sealedUnitOf(hasher, opening));
    const [only, ...others] = this.#units;
    this.#wanted = only === undefined || others.length > 0 ? null : frameLine(only);
  }

  /** Sees the next line of the frame, without its LF, or the next bytes of its file, wherever they were cut. */
  see(piece: string | Uint8Array): void {
    if (this.#wanted === null || this.#seen) return;
    const text = typeof piece === 'string' ? `${piece}\n` : ONE_BYTE_EACH.decode(piece);
    const sought = `\n${this.#wanted}\n`;
    const read = this.#tail + text;
    this.#seen = read.includes(sought);
    this.#tail = read.slice(-sought.length);
  }

  finish(withFrame: boolean): Check[] {
    if (this.#openings === null) return [checkOf('OPENING_FORM', 'opening')];
    const { intent, intentHash } = this.#certificate;
    const foreign = intent.units === 'SEALED' ? this.#openings.find((opening) => opening.intentHash !== intentHash) : this.#openings[0];
    const misplaced = this.#openings.find((_, i) => !this.#isAsListed(this.#units[i]));
    const missing = this.#wanted !== null && withFrame && !this.#seen ? this.#wanted : null;
    const checks = [checkOf('OPENING_FORM', null), checkOf('OPENING_INTENT', foreign?.unitId ?? null), checkOf('OPENING_LEAF', misplaced?.unitId ?? missing)];
    return this.#wanted === null ? [...checks, checkOf('OPENING_WHOLE', this.#faultOfWhole(this.#openings))] : checks;
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

  /** Several openings are an auditor's: they open the whole frame, no unit twice, and no stratum under two labels. */
  #faultOfWhole(openings: readonly Opening[]): string | null {
    const frame = new FrameHasher(this.#hasher);
    for (const unit of this.#units.toSorted((a, b) => (a.unitId < b.unitId ? -1 : 1))) if (frame.add(unit) !== null) return unit.unitId;
    if (frame.finish().root !== this.#certificate.intent.frameRoot) return 'frameRoot';
    if (new Set(openings.map(({ unitId }) => unitId)).size < openings.length) return 'unitId';
    const names = new Set(openings.map(({ stratum }, i) => `${stratum}\t${this.#units[i]?.stratum}`));
    const strata = new Set(openings.map(({ stratum }) => stratum));
    return strata.size === names.size && new Set(this.#units.map(({ stratum }) => stratum)).size === names.size ? null : 'stratum';
  }
}
