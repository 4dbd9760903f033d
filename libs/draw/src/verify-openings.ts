import { isCanonicalJson } from './canonical-json.ts';
import type { DrawCertificate } from './certificate.ts';
import { checkOf, type Check } from './check.ts';
import { FrameHasher } from './frame-hasher.ts';
import { frameLine, type FrameUnit } from './frame-line.ts';
import type { Hasher } from './hash.ts';
import { labelOf, leafOf, type Opening } from './opening.ts';
import { openingShape } from './opening-shape.ts';
import { hasShape } from './shape.ts';
import type { DrawnUnit } from './smallest-tickets.ts';
import { ticketOf } from './ticket.ts';
import { compareDrawn } from './unit-draw.ts';

/** The unit of the sealed frame that stands for an opened one: its leaf, under its label. */
export const sealedUnitOf = (hasher: Hasher, opening: Opening): FrameUnit => ({ unitId: leafOf(hasher, opening), stratum: labelOf(hasher, opening), weight: opening.weight });

/** Reads a line of a file of openings; null when it is none. */
export function readOpening(line: string): Opening | null {
  const opening = parseJson(line);
  return hasShape(openingShape, opening) && isCanonicalJson(line, opening) ? opening : null;
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

interface Opened {
  readonly unitId: string;
  readonly stratum: string;
  readonly unit: FrameUnit;
}

/** What a stratum of a certificate lists. */
interface Listing {
  readonly weights: ReadonlyMap<string, number>;
  readonly last: DrawnUnit | undefined;
  readonly population: number;
}

/** Verifies what was opened of a sealed draw: some units against the frame as it streams by, or all of them as the frame itself. */
export class OpeningsVerifier {
  readonly #certificate: DrawCertificate;
  readonly #hasher: Hasher;
  readonly #opened: Opened[] = [];
  readonly #missing: Set<string>;
  readonly #opensAll: boolean;
  #isSound = true;
  #foreign: string | null = null;
  #rest = '';

  constructor(certificate: DrawCertificate, lines: Iterable<string>, hasher: Hasher) {
    this.#certificate = certificate;
    this.#hasher = hasher;
    for (const line of lines) this.#take(readOpening(line));
    this.#opensAll = this.#opened.length >= certificate.intent.frameCount;
    this.#missing = new Set(this.#opensAll ? [] : this.#opened.map(({ unit }) => frameLine(unit)));
  }

  /** Salts are forgotten at once: an auditor opens millions. */
  #take(opening: Opening | null): void {
    if (opening === null) {
      this.#isSound = false;
      return;
    }
    const { intent, intentHash } = this.#certificate;
    if (intent.units !== 'SEALED' || opening.intentHash !== intentHash) this.#foreign ??= opening.unitId;
    this.#opened.push({ unitId: opening.unitId, stratum: opening.stratum, unit: sealedUnitOf(this.#hasher, opening) });
  }

  /** Sees the next line of the frame, without its LF, or the next bytes of its file, wherever they were cut. */
  see(piece: string | Uint8Array): void {
    if (this.#missing.size === 0) return;
    const lines = typeof piece === 'string' ? [piece, ''] : (this.#rest + ONE_BYTE_EACH.decode(piece)).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) this.#missing.delete(line);
  }

  finish(withFrame: boolean): Check[] {
    if (!this.#isSound || this.#opened.length === 0) return [checkOf('OPENING_FORM', 'opening')];
    const listing = this.#listing();
    const misplaced = this.#opened.find(({ unit }) => !this.#isAsListed(unit, listing));
    const [missing = null] = withFrame ? this.#missing : [];
    return [
      checkOf('OPENING_FORM', null),
      checkOf('OPENING_INTENT', this.#foreign),
      checkOf('OPENING_LEAF', misplaced?.unitId ?? missing),
      checkOf('OPENING_WHOLE', this.#faultOfWhole()),
    ];
  }

  /** Its label is a stratum, and it is listed there, or comes after all that are. */
  #isAsListed(unit: FrameUnit, listing: ReadonlyMap<string, Listing>): boolean {
    const listed = listing.get(unit.stratum);
    if (listed === undefined) return false;
    const weight = listed.weights.get(unit.unitId);
    if (weight !== undefined) return weight === unit.weight;
    const own = { ...unit, ticket: ticketOf(this.#hasher, this.#certificate.seed, unit.unitId, unit.weight) };
    return listed.last !== undefined && listed.weights.size < listed.population && compareDrawn(listed.last, own) < 0;
  }

  #listing(): ReadonlyMap<string, Listing> {
    const { intent, strata } = this.#certificate;
    return new Map(strata.map(({ key, drawn, reserve }, i) => {
      const units = [...drawn, ...reserve];
      return [key, { weights: new Map(units.map(({ unitId, weight }) => [unitId, weight])), last: units.at(-1), population: intent.strata[i]?.population ?? 0 }];
    }));
  }

  /** No unit twice, no stratum under two labels; and as many as the frame has, an auditor's, are the frame. */
  #faultOfWhole(): string | null {
    if (new Set(this.#opened.map(({ unitId }) => unitId)).size < this.#opened.length) return 'unitId';
    const names = new Set(this.#opened.map(({ stratum, unit }) => `${stratum}\t${unit.stratum}`));
    const strata = new Set(this.#opened.map(({ stratum }) => stratum));
    if (strata.size < names.size || new Set(this.#opened.map(({ unit }) => unit.stratum)).size < names.size) return 'stratum';
    return this.#opensAll ? this.#faultOfFrame() : null;
  }

  #faultOfFrame(): string | null {
    const frame = new FrameHasher(this.#hasher);
    for (const { unit } of this.#opened.toSorted((a, b) => (a.unit.unitId < b.unit.unitId ? -1 : 1))) if (frame.add(unit) !== null) return unit.unitId;
    return frame.finish().root === this.#certificate.intent.frameRoot ? null : 'frameRoot';
  }
}
