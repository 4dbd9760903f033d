import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { draftInspectorIntent, drawInspectors, canonicalJson, openingLinesOf, verifyCertificateText, type InspectorCandidate, type TeamDemand } from '@sortition/draw';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hasPython, inPython, verifyInPython } from './python-verifier.ts';
import { VECTORS, VERDICTS, type Verdict } from './vectors.ts';

/** The failing codes that the Python verifier finds in each of many certificates. */
const failedInPython = (certificates: readonly string[]): string[][] =>
  inPython('for c in json.load(sys.stdin): print(json.dumps(sorted(k for k, ok in v.verify(c).items() if not ok)))', certificates);

const failedHere = (certificate: string): string[] => verifyCertificateText(certificate).filter(({ passed }) => !passed).map(({ code }) => code).toSorted();

const candidate: fc.Arbitrary<Omit<InspectorCandidate, 'inspectorId'>> = fc.record({
  department: fc.constantFrom('市场', '消防'),
  active: fc.constantFrom(true, true, true, false),
  qualified: fc.boolean(),
  certificateExpires: fc.constantFrom(null, '2026-04-30', '2026-05-01'),
  specialties: fc.subarray(['X', 'Y']),
  modeTags: fc.subarray(['ON_SITE', 'NETWORK'], { minLength: 1 }),
  divisions: fc.subarray(['500000', '500112', '510100']),
  recusedFrom: fc.subarray(['s0', 's1']),
});

const demand: fc.Arbitrary<Omit<TeamDemand, 'subjectId'>> = fc.record({
  division: fc.constantFrom(null, '500112', '510104'),
  modeTag: fc.constantFrom(null, 'ON_SITE'),
  on: fc.constant('2026-05-01'),
  departments: fc
    .subarray(['市场', '消防'], { minLength: 1 })
    .chain((names) => fc.tuple(...names.map((department) => fc.record({ department: fc.constant(department), members: fc.integer({ min: 1, max: 2 }), qualifiedMinimum: fc.nat(1), specialties: fc.subarray(['X', 'Y']) })))),
});

const matching = fc
  .record({ candidates: fc.array(candidate, { minLength: 6, maxLength: 14 }), demands: fc.array(demand, { minLength: 1, maxLength: 4 }), value: fc.string({ unit: fc.constantFrom('0', '1', '🎲'), minLength: 1 }), maxTeams: fc.constantFrom(null, 2, 3) })
  .map(({ candidates, demands, value, maxTeams }) => {
    const intent = draftInspectorIntent({
      hash: 'SHA-256',
      taskNumber: 'T',
      profile: 'CQ',
      profileHash: 'p',
      rosterVersion: '1',
      scheme: { name: 'POOL', version: 1 },
      candidates: candidates.map((one, i) => ({ ...one, inspectorId: `i${i}` })),
      demands: demands.map((one, i) => ({ ...one, subjectId: `s${i}` })),
      constraints: { leadDepartment: '市场', maxTeams },
      drawnBy: '市场',
      randomness: [{ source: 'platform', kind: 'PLATFORM', commitment: null }],
      attempt: 1,
      createdAt: '2026-03-15T09:30:00Z',
    });
    return drawInspectors({ intent, contributions: [{ source: 'platform', encoding: 'text', value }] }, null);
  });

describe.skipIf(!hasPython)('the verifier in Python, written from the format alone (SKIPPED: python3 is not installed)', () => {
  test('speaks both languages, and answers 2 to a file that is not there', () => {
    const { status, stdout } = verifyInPython(join(VECTORS, 'valid/small.certificate.json'));
    expect(status).toBe(0);
    expect(stdout).toContain('结论：有效  verdict: VALID');
    expect(verifyInPython('/nowhere/certificate.json').status).toBe(2);
    expect(verifyInPython().status).toBe(2);
  });

  test('agrees on thousands of changes of one byte', () => {
    const bytes = readFileSync(join(VECTORS, 'valid/scripts.certificate.json'));
    const changes = Array.from({ length: bytes.length }, (_, at) => {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ (1 << at % 8);
      return changed.toString('utf8');
    });
    expect(failedInPython(changes)).toEqual(changes.map(failedHere));
  }, 120_000);

  test('agrees on changed bytes of a frame and of openings, in the code of each check that fails', () => {
    const read = (kind: string): Buffer => readFileSync(join(VECTORS, `valid/sealed-all-but-one.${kind}`));
    const files = { certificate: read('certificate.json'), frame: read('frame.txt'), opening: read('opening.ndjson') };
    const flipped = (bytes: Buffer): Buffer[] => Array.from(bytes, (byte, at) => Buffer.concat([bytes.subarray(0, at), Buffer.of(byte ^ (1 << at % 8)), bytes.subarray(at + 1)]));
    const changes = [...flipped(files.frame).filter((_, at) => at % 2 === 0).map((frame) => ({ ...files, frame })), ...flipped(files.opening).filter((_, at) => at % 7 === 0).map((opening) => ({ ...files, opening }))];
    const script = `import io
for one in json.load(sys.stdin):
    frame, opening = bytes.fromhex(one["frame"]), bytes.fromhex(one["opening"])
    print(json.dumps(sorted(k for k, ok in v.verify(bytes.fromhex(one["certificate"]).decode(), lambda: io.BytesIO(frame), opening).items() if not ok)))`;
    const found = inPython(script, changes.map((one) => Object.fromEntries(Object.entries(one).map(([kind, bytes]) => [kind, bytes.toString('hex')]))));
    const here = changes.map(({ certificate, frame, opening }) =>
      verifyCertificateText(certificate.toString('utf8'), { frame: [frame], openings: openingLinesOf([opening]) }).filter(({ passed }) => !passed).map(({ code }) => code).toSorted(),
    );
    expect(found).toEqual(here);
    expect(here.filter((codes) => codes.length === 0)).toEqual([]);
  }, 120_000);

  test('matches inspectors as the platform does, whatever the constraints', () => {
    const certificates = fc.sample(matching, { numRuns: 8000, seed: 8 }).flatMap((drawn) => (drawn.ok ? [canonicalJson(drawn.value)] : []));
    expect(certificates.length).toBeGreaterThan(200);
    expect(failedInPython(certificates)).toEqual(certificates.map(() => []));
  }, 120_000);

  test('carries an SM3 of its own for where OpenSSL has none', () => {
    const answers: { algorithm: string; hex: string; digest: string }[] = JSON.parse(readFileSync(join(VECTORS, 'primitives.json'), 'utf8')).hash;
    const own = answers.filter(({ algorithm }) => algorithm === 'SM3');
    const script = 'import draw_format\nprint(json.dumps([draw_format.sm3(bytes.fromhex(x)).hex() for x in json.load(sys.stdin)]))';
    expect(inPython(script, own.map(({ hex }) => hex))).toEqual([own.map(({ digest }) => digest)]);
  });
});

test('the published verdicts hold valid and forged ones', () => {
  const forged: Verdict[] = VERDICTS.filter(({ failed }) => failed.length > 0);
  expect(forged.length).toBeGreaterThan(20);
  expect(VERDICTS.length - forged.length).toBeGreaterThan(4);
});
