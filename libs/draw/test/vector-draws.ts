import { assertOk } from '@sortition/kernel';
import { commitmentTo, compareUtf8, draftInspectorIntent, drawInspectors, type Contribution, type FrameUnit, type InspectorCandidate, type InspectorCertificate } from '../src/draw.ts';
import { beacon, drawExample, platform, smallExample, twoStrata, type Example } from './example-draw.ts';

/** Unit ids in an order that JavaScript's own comparison gets wrong. */
const SCRIPTS = ['a', 'ab', 'b', 'é', '企业一', '企业二', '渝', '\ue000', '\uffff', '🎲', '𠀀'];

const reveals: readonly Contribution[] = [
  { source: '卫生健康委', encoding: 'hex', value: '00ff'.repeat(16) },
  { source: '市场监管局', encoding: 'hex', value: '0123456789abcdef'.repeat(4) },
  { source: 'dice 渝中区 2026-03-15 10:00', encoding: 'text', value: '0 4 6 0 1 5 🎲 二十' },
];

const scripts: Example = {
  ...smallExample,
  hash: 'SM3',
  taskNumber: '渝双随机〔2026〕0008号 🎲',
  units: SCRIPTS.map((unitId, i) => ({ unitId, stratum: i % 2 === 0 ? '高风险' : '低风险', weight: 1 })),
  sizing: { 高风险: { ratio: '0.5' }, 低风险: { ratio: '0.01' } },
  randomness: reveals.map((contribution) => {
    const kind = contribution.encoding === 'hex' ? 'DEPARTMENT' : 'DICE';
    return { source: contribution.source, kind, commitment: kind === 'DEPARTMENT' ? commitmentTo('SM3', contribution) : null } as const;
  }),
  contributions: reveals,
};

const weighted: Example = {
  ...smallExample,
  taskNumber: 'WEIGHTED-1',
  units: twoStrata(40).map((unit, i): FrameUnit => ({ ...unit, weight: 1 + (i % 7) })),
  sizing: { HIGH: { ratio: '0.2' }, LOW: { number: 5 } },
  ...platform('🎲🎲🎲'),
};

/** Ids of twenty digits with leading zeros: more than a double holds; and more lines than two chunks. */
const digits: Example = {
  ...smallExample,
  taskNumber: 'DIGITS-1',
  units: Array.from({ length: 2100 }, (_, i) => ({ unitId: `0009007199254${String(i * 7919).padStart(9, '0')}`.slice(0, 22), stratum: ['A', 'B', 'C'][i % 3] ?? 'A', weight: 1 })),
  sizing: { A: { ratio: '0.005' }, B: { ratio: '0.01' }, C: { number: 3 } },
  ...platform('00000000000000000001'),
};

/** Small enough to be computed by hand: the worked example of docs/draw.md. */
const example: Example = {
  ...smallExample,
  taskNumber: '渝双随机〔2026〕0101号',
  units: ['东门面馆', '北街药房', '南桥超市', '新港货运', '江边修车', '老城书店', '花园幼儿园', '西山茶楼'].map((unitId) => ({ unitId, stratum: '餐饮与零售', weight: 1 })),
  sizing: { 餐饮与零售: { ratio: '0.3' } },
  randomness: [
    { source: 'dice 解放碑 2026-03-16 10:00', kind: 'DICE', commitment: null },
    { source: 'platform', kind: 'PLATFORM', commitment: null },
  ],
  contributions: [
    { source: 'dice 解放碑 2026-03-16 10:00', encoding: 'text', value: '4 6 1 5 2 3 3 1' },
    { source: 'platform', encoding: 'hex', value: '00112233445566778899aabbccddeeff' },
  ],
};

export interface VectorDraw {
  readonly name: string;
  readonly certificate: object;
  readonly frame: readonly string[] | null;
}

const small = drawExample(smallExample);
const drawnFirst = new Set(small.certificate.strata.flatMap(({ drawn }) => drawn.map(({ unitId }) => unitId)));

/** The small draw goes on with fresh randomness over those whom it left. */
const supplement: Example = {
  ...smallExample,
  units: smallExample.units.filter(({ unitId }) => !drawnFirst.has(unitId)),
  sizing: { HIGH: { number: 1 }, LOW: { number: 1 } },
  continues: small.certificate.certificateHash,
  ...platform('07'),
};

function inspectors(): InspectorCertificate {
  const people = ['A', 'B'].flatMap((department) =>
    Array.from({ length: 4 }, (_, i): InspectorCandidate => ({
      inspectorId: `${department}-${i}`,
      department,
      active: i !== 3 || department === 'A',
      qualified: i !== 0,
      certificateExpires: i === 1 ? null : '2026-12-31',
      specialties: i % 2 === 0 ? ['食品'] : ['消防'],
      modeTags: ['ON_SITE'],
      divisions: i === 2 ? ['500100'] : [],
      recusedFrom: i === 1 ? ['企业一'] : [],
    })),
  );
  const intent = draftInspectorIntent({
    hash: 'SHA-256',
    taskNumber: '渝双随机〔2026〕0007号',
    profile: 'CQ',
    profileHash: '5f'.repeat(32),
    rosterVersion: '17',
    scheme: { name: 'AREA', version: 1 },
    candidates: people,
    demands: ['企业一', '企业二', '🎲'].map((subjectId, i) => ({
      subjectId,
      division: i === 2 ? '500112' : null,
      modeTag: 'ON_SITE',
      on: '2026-05-01',
      departments: [
        { department: 'A', members: 2, qualifiedMinimum: 1, specialties: [] },
        { department: 'B', members: 1, qualifiedMinimum: 1, specialties: i === 0 ? ['食品'] : [] },
      ],
    })),
    constraints: { leadDepartment: 'A', maxTeams: null },
    drawnBy: 'A',
    randomness: platform('0').randomness,
    attempt: 2,
    createdAt: '2026-03-16T09:30:00+08:00',
  });
  return assertOk(drawInspectors({ intent, contributions: platform('03797').contributions }, null));
}

/** The honest draws of which the vectors are made. */
export const vectorDraws = (): VectorDraw[] => [
  { name: 'small', ...small },
  ...Object.entries({ example, scripts, weighted, digits, supplement, beacon: { ...smallExample, ...beacon() } }).map(([name, example]) => ({ name, ...drawExample({ ...example, units: example.units.toSorted((a, b) => compareUtf8(a.unitId, b.unitId)) }) })),
  { name: 'inspectors', certificate: inspectors(), frame: null },
];
