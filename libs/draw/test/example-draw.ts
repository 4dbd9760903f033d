import {
  draftIntent,
  FrameHasher,
  hasherOf,
  intentHash,
  issueCertificate,
  seedOf,
  sizeStratum,
  UnitDraw,
  frameLine,
  type Contribution,
  type DrawCertificate,
  type DrawIntent,
  type FrameUnit,
  type HashAlgorithm,
  type RandomnessSource,
  type Sizing,
} from '../src/draw.ts';
import { assertOk } from '@sortition/kernel';

export interface Example {
  readonly hash: HashAlgorithm;
  readonly taskNumber: string;
  readonly units: readonly FrameUnit[];
  readonly sizing: Readonly<Record<string, Sizing>>;
  readonly reserve: number;
  readonly randomness: readonly RandomnessSource[];
  readonly contributions: readonly Contribution[];
  readonly continues: string | null;
  readonly createdAt: string;
}

/** A whole draw from units to certificate, as a service makes it. */
export function drawExample(example: Example, sealing: DrawIntent['units'] = 'NAMED'): { readonly certificate: DrawCertificate; readonly frame: readonly string[] } {
  const { hash, units, contributions } = example;
  const hasher = hasherOf(hash);
  const frame = new FrameHasher(hasher);
  for (const unit of units) if (frame.add(unit) !== null) throw new Error(`not a frame: ${frameLine(unit)}`);
  const { root, count, strata } = frame.finish();
  const intent = draftIntent({
    hash,
    taskNumber: example.taskNumber,
    profile: 'CQ',
    profileHash: '5f'.repeat(32),
    rosterVersion: '0000000000000000042',
    units: sealing,
    frameRoot: root,
    frameCount: count,
    exclusions: [{ reason: 'REPEAT_IN_YEAR', count: 3 }],
    strata: strata.map((stratum) => {
      const rule = { sizing: example.sizing[stratum.key] ?? { ratio: '1' }, rounding: 'CEIL', minimum: 1 } as const;
      return { ...stratum, ...rule, size: assertOk(sizeStratum({ ...rule, population: stratum.population }, null)).size, reserve: example.reserve };
    }),
    drawnBy: '市场监管局',
    randomness: example.randomness,
    attempt: 1,
    continues: example.continues,
    createdAt: example.createdAt,
  });
  const draw = new UnitDraw({ seed: seedOf(hash, intentHash(intent), contributions), strata: intent.strata, hasher });
  for (const unit of units) draw.add(unit);
  return { certificate: issueCertificate({ intent, contributions, strata: draw.finish() }), frame: units.map(frameLine) };
}

export const platform = (value: string): Pick<Example, 'randomness' | 'contributions'> => ({
  randomness: [{ source: 'platform', kind: 'PLATFORM', commitment: null }],
  contributions: [{ source: 'platform', encoding: 'text', value }],
});

const PUBLISHED_ROUND_1000 = 'b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39';

/** Round 1000 of quicknet, which began at 2023-08-23T15:59:24Z, announced one second before. */
export const beacon = (source = 'drand:quicknet:1000', value = PUBLISHED_ROUND_1000): Pick<Example, 'randomness' | 'contributions' | 'createdAt'> => ({
  randomness: [{ source, kind: 'BEACON', commitment: null }],
  contributions: [{ source, encoding: 'hex', value }],
  createdAt: '2023-08-23T23:59:23.999999999+08:00',
});

/** Units `prefix-00` … in one stratum after another, `HIGH` and `LOW`. */
export const twoStrata = (count: number, prefix = 'unit'): FrameUnit[] =>
  Array.from({ length: count }, (_, i) => ({ unitId: `${prefix}-${String(i).padStart(4, '0')}`, stratum: i % 3 === 0 ? 'HIGH' : 'LOW', weight: 1 }));

export const smallExample: Example = {
  hash: 'SHA-256',
  taskNumber: '渝双随机〔2026〕0007号',
  units: twoStrata(12),
  sizing: { HIGH: { ratio: '0.5' }, LOW: { number: 2 } },
  reserve: 1,
  ...platform('00012345678901234567890'),
  continues: null,
  createdAt: '2026-03-15T09:30:00+08:00',
};
