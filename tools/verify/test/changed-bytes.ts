import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { verdictOf } from '../src/verdict.ts';
import { VECTORS } from './vectors.ts';

type Part = 'certificate' | 'frame' | 'opening';
export type Evidence = Readonly<Record<Part, Uint8Array | null>>;
type Target = readonly [name: string, part: Part];

const SUFFIX = { certificate: 'certificate.json', frame: 'frame.txt', opening: 'opening.ndjson' } as const;
const WHITE_SPACE = new Set([0x20, 0x09, 0x0a, 0x0d]);

/** Every kind of certificate, and the other files with one of theirs. The slow ones get one change for each byte, the small draw many. */
export const TARGETS: readonly Target[] = [
  ...['small', 'scripts', 'weighted', 'digits', 'supplement', 'beacon', 'inspectors', 'sealed-all'].map((name) => [name, 'certificate'] as const),
  ...['small', 'scripts', 'sealed-drawn'].map((name) => [name, 'frame'] as const),
  ...['sealed-drawn', 'sealed-not-drawn', 'sealed-all'].map((name) => [name, 'opening'] as const),
];

const SLOW = new Set(['beacon.certificate', 'inspectors.certificate', 'sealed-drawn.frame', 'sealed-all.opening']);

export function evidenceFor([name, part]: Target): Evidence {
  const read = (kind: Part): Uint8Array => readFileSync(join(VECTORS, `valid/${name}.${SUFFIX[kind]}`));
  return { certificate: read('certificate'), frame: part === 'certificate' ? null : read('frame'), opening: part === 'opening' ? read('opening') : null };
}

/** The bytes that a byte is replaced by: some with one bit flipped, some of those that JSON, hex and numbers are made of. */
function replacements(at: number, byte: number, thorough: boolean): number[] {
  const flips = thorough ? [0, 1, 2, 3, 4, 5, 6, 7] : [at % 8, (at + 5) % 8];
  return [...flips.map((bit) => byte ^ (1 << bit)), ...(thorough ? [0x20, 0x22, 0x30, 0x31, 0x61, 0xff] : [])].filter((other) => other !== byte);
}

/** White space after the last token is no part of what is signed; everywhere else it counts. */
const onlyMovesWhiteSpace = (bytes: Uint8Array, at: number, other: number): boolean => at === bytes.length - 1 && WHITE_SPACE.has(bytes[at] ?? 0) && WHITE_SPACE.has(other);

export function acceptedChanges(target: Target, isValid: (evidence: Evidence) => boolean, thorough: boolean): string[] {
  const evidence = evidenceFor(target);
  const bytes = evidence[target[1]] ?? new Uint8Array();
  const accepted: string[] = [];
  for (const [at, byte] of bytes.entries()) {
    const tried = SLOW.has(target.join('.')) ? [byte ^ (1 << (at % 8))] : replacements(at, byte, thorough);
    for (const other of tried) {
      if (target[1] !== 'frame' && onlyMovesWhiteSpace(bytes, at, other)) continue;
      const changed = Uint8Array.from(bytes);
      changed[at] = other;
      if (isValid({ ...evidence, [target[1]]: changed })) accepted.push(`byte ${at}: ${byte} to ${other}`);
    }
  }
  return accepted;
}

const files = (bytes: Uint8Array | null) => (bytes === null ? null : () => [bytes]);
export const validHere = ({ certificate, frame, opening }: Evidence): boolean => verdictOf({ certificate: certificate ?? new Uint8Array(), frame: files(frame), opening: files(opening), unit: null }).valid;
