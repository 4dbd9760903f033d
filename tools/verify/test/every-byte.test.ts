import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { verdictOf } from '../src/verdict.ts';
import { startPageWorker } from './page-worker.ts';
import { hasPython, inPython } from './python-verifier.ts';
import { VECTORS } from './vectors.ts';

type Part = 'certificate' | 'frame' | 'opening';
type Evidence = Readonly<Record<Part, Uint8Array | null>>;
type Target = readonly [name: string, part: Part];

const SUFFIX = { certificate: 'certificate.json', frame: 'frame.txt', opening: 'opening.ndjson' } as const;
const WHITE_SPACE = new Set([0x20, 0x09, 0x0a, 0x0d]);

/** Every kind of certificate, and the other files with one of theirs. The slow ones get one change for each byte, the small draw many. */
const TARGETS: readonly Target[] = [
  ...['small', 'scripts', 'weighted', 'digits', 'supplement', 'beacon', 'inspectors', 'sealed-all'].map((name) => [name, 'certificate'] as const),
  ...['small', 'scripts', 'sealed-drawn'].map((name) => [name, 'frame'] as const),
  ...['sealed-drawn', 'sealed-not-drawn', 'sealed-all'].map((name) => [name, 'opening'] as const),
];

const SLOW = new Set(['beacon.certificate', 'inspectors.certificate', 'sealed-drawn.frame', 'sealed-all.opening']);

function evidenceFor([name, part]: Target): Evidence {
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

function acceptedChanges(target: Target, isValid: (evidence: Evidence) => boolean, thorough: boolean): string[] {
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
const validHere = ({ certificate, frame, opening }: Evidence): boolean => verdictOf({ certificate: certificate ?? new Uint8Array(), frame: files(frame), opening: files(opening), unit: null }).valid;

let page: Awaited<ReturnType<typeof startPageWorker>>;
beforeAll(async () => {
  page = await startPageWorker();
});
const validInPage = ({ certificate, frame, opening }: Evidence): boolean => page.ask({ certificate: certificate ?? new Uint8Array(), frame, opening }).valid;

const PYTHON = `
import drand, io
known, verify_beacon = {}, drand.verify_beacon
def remembered(*given):
    key = str(given)
    if key not in known:
        known[key] = verify_beacon(*given)
    return known[key]
drand.verify_beacon = remembered
def opened(data):
    return None if data is None else lambda: io.BytesIO(data)
for given in json.load(sys.stdin):
    files = {kind: None if given[kind] is None else bytes.fromhex(given[kind]) for kind in ("certificate", "frame", "opening")}
    accepted = []
    def valid(certificate, frame, opening):
        return all(v.verify(v.text_of(certificate), opened(frame), opening).values())
    assert valid(**files)
    for at in range(len(files[given["part"]])):
        changed = bytearray(files[given["part"]])
        changed[at] ^= 1 << at % 8
        if valid(**{**files, given["part"]: bytes(changed)}):
            accepted.append(at)
    print(json.dumps(accepted))
`;

const hex = (bytes: Uint8Array | null): string | null => (bytes === null ? null : Buffer.from(bytes).toString('hex'));

describe('no byte can be changed', () => {
  test.each(TARGETS)('in %s.%s, for the library', (...target) => {
    expect(validHere(evidenceFor(target))).toBe(true);
    expect(acceptedChanges(target, validHere, ['small.certificate', 'sealed-not-drawn.opening'].includes(target.join('.')))).toEqual([]);
  }, 300_000);

  test.each(TARGETS)('in %s.%s, for the page', (...target) => {
    expect(validInPage(evidenceFor(target))).toBe(true);
    expect(acceptedChanges(target, validInPage, false)).toEqual([]);
  }, 300_000);

  test.skipIf(!hasPython)('in any of them, for Python (SKIPPED: python3 is not installed)', () => {
    const given = TARGETS.map((target) => {
      const { certificate, frame, opening } = evidenceFor(target);
      return { part: target[1], certificate: hex(certificate), frame: hex(frame), opening: hex(opening) };
    });
    expect(inPython(PYTHON, given)).toEqual(TARGETS.map(() => []));
  }, 400_000);
});

test('a byte that is no text is never read as one', () => {
  const { certificate } = evidenceFor(['small', 'certificate']);
  const text = Buffer.from(certificate ?? []).toString('latin1').replace('platform', 'plat\xefform');
  for (const isValid of [validHere, validInPage]) expect(isValid({ certificate: Buffer.from(text, 'latin1'), frame: null, opening: null })).toBe(false);
  expect(verdictOf({ certificate: Buffer.from(text, 'latin1'), frame: null, opening: null, unit: null }).checks.map(({ code }) => code)).toEqual(['FORM']);
});

test('white space between tokens is free, and nothing else is', () => {
  const { certificate } = evidenceFor(['small', 'certificate']);
  const text = Buffer.from(certificate ?? []).toString('utf8');
  const validText = (changed: string): boolean => validHere({ certificate: Buffer.from(changed), frame: null, opening: null });
  expect(validText(JSON.stringify(JSON.parse(text), null, '\t'))).toBe(true);
  expect(validText(` \r\n${text}\t`)).toBe(true);
  expect(validText(text.trimEnd())).toBe(true);
  for (const space of [' ', '\t', '\n', '\u00a0', '\ufeff', '\v']) expect(validText(text.replace('"platform"', `"plat${space}form"`)), JSON.stringify(space)).toBe(false);
  for (const space of ['\u00a0', '\ufeff', '\v', '\u2028']) expect(validText(`${space}${text}`), JSON.stringify(space)).toBe(false);
});
