import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawExample, platform, smallExample, twoStrata, type Example } from '../test/example-draw.ts';
import { canonicalJson } from './canonical-json.ts';
import { certificateHashOf, resultRootOf, type DrawCertificate } from './certificate.ts';
import { allPassed, type Check, type CheckCode } from './check.ts';
import { hasherOf } from './hash.ts';
import { commitmentTo, seedOf, type Contribution } from './seed.ts';
import { verifyCertificate, verifyCertificateText } from './verify-certificate.ts';

const failed = (checks: readonly Check[]): CheckCode[] => checks.filter(({ passed }) => !passed).map(({ code }) => code);
const { certificate, frame } = drawExample(smallExample);
const text = canonicalJson(certificate);

test('an honest certificate passes every check, alone and with its frame', () => {
  expect(failed(verifyCertificateText(text))).toEqual([]);
  const checks = verifyCertificateText(text, { frame });
  expect(allPassed(checks)).toBe(true);
  expect(checks.map(({ code }) => code)).toContain('FRAME_DRAW');
  expect(checks.every(({ message }) => message.zh !== '' && message.en !== '')).toBe(true);
});

test('whatever is drawn honestly verifies', () => {
  const anyExample: fc.Arbitrary<Example> = fc.record({
    hash: fc.constantFrom('SHA-256', 'SM3'),
    taskNumber: fc.constantFrom('T-1', '渝🎲'),
    units: fc.integer({ min: 1, max: 40 }).map((count) => twoStrata(count)),
    sizing: fc.constantFrom({ HIGH: { ratio: '0.2' }, LOW: { ratio: '0.01' } }, { HIGH: { number: 1 }, LOW: { ratio: '1' } }),
    reserve: fc.nat(4),
    randomness: fc.constant(platform('x').randomness),
    contributions: fc.string({ unit: fc.constantFrom('0', '🎲', '渝', 'a'), minLength: 1 }).map((value) => platform(value).contributions),
    continues: fc.constantFrom(null, 'ab'.repeat(32)),
    createdAt: fc.constant(smallExample.createdAt),
  });
  fc.assert(
    fc.property(anyExample, (example) => {
      const drawn = drawExample(example);
      expect(failed(verifyCertificateText(canonicalJson(drawn.certificate), { frame: drawn.frame }))).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

describe('a change is found', () => {
  const bytes = Buffer.from(text);
  const decode = (data: Uint8Array): string => Buffer.from(data).toString('utf8');

  test('of any bit of any byte of a certificate, without the frame', () => {
    for (let at = 0; at < bytes.length; at++) {
      for (let bit = 0; bit < 8; bit++) {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ (1 << bit);
        expect(allPassed(verifyCertificateText(decode(changed))), `byte ${at}, bit ${bit}`).toBe(false);
      }
    }
  });

  test('of bits, bytes cut and bytes inserted at random', () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), fc.constantFrom('flip', 'cut', 'insert'), (at, value, how) => {
        const changed =
          how === 'flip'
            ? Buffer.concat([bytes.subarray(0, at), Buffer.of((bytes[at] ?? 0) ^ value), bytes.subarray(at + 1)])
            : Buffer.concat([bytes.subarray(0, at), how === 'cut' ? Buffer.alloc(0) : Buffer.of(value), bytes.subarray(how === 'cut' ? at + 1 : at)]);
        const isSpaceBetweenTokens = how === 'insert' && [0x20, 0x09, 0x0a, 0x0d].includes(value);
        fc.pre(!isSpaceBetweenTokens);
        expect(allPassed(verifyCertificateText(decode(changed)))).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  test('of any byte of the frame', () => {
    const lines = Buffer.from(frame.map((line) => `${line}\n`).join(''));
    for (let at = 0; at < lines.length; at++) {
      const changed = Buffer.from(lines);
      changed[at] = (changed[at] ?? 0) ^ (1 << at % 8);
      const split = decode(changed).split('\n');
      expect(allPassed(verifyCertificate(certificate, { frame: split.at(-1) === '' ? split.slice(0, -1) : split })), `byte ${at}`).toBe(false);
    }
  });

  test('of the lines of the frame: one left out, one added, two exchanged', () => {
    const [first = '', second = '', ...rest] = frame;
    for (const lines of [[second, ...rest], [...frame, 'unit-9999\tLOW\t1'], [second, first, ...rest], []]) {
      expect(failed(verifyCertificate(certificate, { frame: lines }))).toContain('FRAME_ROOT');
    }
  });
});

/** A forger who also repairs what he can: the hashes over the result. */
function forge(change: (certificate: DrawCertificate) => DrawCertificate): DrawCertificate {
  const changed = change(certificate);
  const repaired = { ...changed, resultRoot: resultRootOf(changed.strata, hasherOf('SHA-256')) };
  return { ...repaired, certificateHash: certificateHashOf(repaired) };
}

describe('a forger who repairs the hashes is found by', () => {
  const [high, low] = certificate.strata;
  const other = (): DrawCertificate => forge((honest) => honest);
  test('nothing, when nothing was changed', () => expect(failed(verifyCertificate(other(), { frame }))).toEqual([]));

  test('TICKETS, when another unit is put in under a false ticket', () => {
    const strata = certificate.strata.map((stratum) => ({ ...stratum, drawn: stratum.drawn.map((unit, i) => (i === 0 ? { ...unit, unitId: `friend-${stratum.key}` } : unit)) }));
    expect(failed(verifyCertificate(forge((honest) => ({ ...honest, strata }))))).toEqual(['TICKETS']);
  });

  test('FRAME_DRAW, when the drawn unit is passed over for the reserve', () => {
    const strata = certificate.strata.map((stratum) => {
      const drawn = [...stratum.drawn.slice(1), ...stratum.reserve];
      return { ...stratum, drawn, threshold: drawn.at(-1)?.ticket ?? null, reserve: [] };
    });
    expect(failed(verifyCertificate(forge((honest) => ({ ...honest, strata })), { frame }))).toEqual(['RESULT_COUNTS', 'FRAME_DRAW']);
  });

  test('ORDER, when the order is changed', () => {
    const strata = certificate.strata.map((stratum) => {
      const drawn = stratum.drawn.toReversed();
      return { ...stratum, drawn, threshold: drawn.at(-1)?.ticket ?? null };
    });
    expect(failed(verifyCertificate(forge((honest) => ({ ...honest, strata }))))).toEqual(['ORDER']);
  });

  test('SEED, when the seed is chosen', () => {
    expect(failed(verifyCertificate(forge((honest) => ({ ...honest, seed: '00'.repeat(32) }))))).toContain('SEED');
  });

  test('STRATUM_SIZES, when the intended size is not that of the ratio', () => {
    const forged = drawExample(smallExample).certificate;
    const intent = { ...forged.intent, strata: forged.intent.strata.map((stratum) => ({ ...stratum, size: stratum.size - 1 })) };
    expect(failed(verifyCertificate({ ...forged, intent }))).toContain('STRATUM_SIZES');
  });

  test('RESULT_COUNTS, when a unit stands twice', () => {
    const strata = [high, low].filter((stratum) => stratum !== undefined).map((stratum) => ({ ...stratum, drawn: stratum.drawn.map(() => stratum.drawn[0]).filter((unit) => unit !== undefined) }));
    expect(failed(verifyCertificate(forge((honest) => ({ ...honest, strata }))))).toContain('RESULT_COUNTS');
  });
});

describe('commit and reveal', () => {
  const contributions: Contribution[] = [
    { source: '卫健委', encoding: 'hex', value: '00'.repeat(16) },
    { source: 'dice', encoding: 'text', value: '0460 1532 🎲' },
  ];
  const [health, dice] = contributions;
  const committed = (commitment: string | null): Example => ({
    ...smallExample,
    contributions,
    randomness: [
      { source: '卫健委', kind: 'DEPARTMENT', commitment },
      { source: 'dice', kind: 'DICE', commitment: null },
    ],
  });

  test('a reveal that keeps its commitment verifies', () => {
    expect(failed(verifyCertificate(drawExample(committed(health === undefined ? null : commitmentTo('SHA-256', health))).certificate))).toEqual([]);
  });

  test('another reveal is found, and so is a department that committed to nothing', () => {
    expect(failed(verifyCertificate(drawExample(committed('11'.repeat(32))).certificate))).toEqual(['COMMITMENTS']);
    expect(failed(verifyCertificate(drawExample(committed(null)).certificate))).toEqual(['COMMITMENTS']);
  });

  test('a source that was not named, or left out, is found', () => {
    const extra = drawExample({ ...smallExample, contributions: [...smallExample.contributions, { source: 'zzz', encoding: 'text', value: '1' }] });
    expect(failed(verifyCertificate(extra.certificate))).toEqual(['RANDOMNESS']);
    expect(failed(verifyCertificate(drawExample({ ...smallExample, randomness: [], contributions: [] }).certificate))).toEqual(['RANDOMNESS']);
  });

  test('the seed depends on every digit, leading zeros too, and not on the order in which contributions come', () => {
    const seed = (value: string) => seedOf('SHA-256', certificate.intentHash, [{ source: 'a', encoding: 'text', value }]);
    expect(new Set([seed('7'), seed('07'), seed('007'), seed('7 ')]).size).toBe(4);
    expect(seed('12345678901234567890')).not.toBe(seed('12345678901234567891'));
    expect(seedOf('SHA-256', certificate.intentHash, contributions)).toBe(seedOf('SHA-256', certificate.intentHash, contributions.toReversed()));
    expect(dice?.value).toMatch(/^0/);
  });
});

test.each([null, undefined, 7, 'certificate', [], {}, { format: 'sortition/certificate/v1' }, { format: 'sortition/inspector-certificate/v1' }])('%j is answered with a failed form, not with an exception', (value) => {
  expect(failed(verifyCertificate(value))).toEqual(['FORM']);
});

test('a surplus field is no longer the format', () => {
  expect(failed(verifyCertificate({ ...certificate, comment: 'trust me' }))).toEqual(['FORM']);
});

test('a supplement depends on what it continues', () => {
  const seeds = [null, 'aa'.repeat(32), 'ab'.repeat(32)].map((continues) => drawExample({ ...smallExample, continues }).certificate.seed);
  expect(new Set(seeds).size).toBe(3);
});
