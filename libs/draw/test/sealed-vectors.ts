import { canonicalJson, hasherOf, labelSaltOf, saltOf, sealedUnitOf, type FrameUnit, type Opening } from '../src/draw.ts';
import { drawExample, platform, smallExample } from './example-draw.ts';

/** A certificate of a sealed draw with its frame, and what is opened of it. */
export interface SealedVector {
  readonly name: string;
  readonly certificate: string;
  readonly frame: string | null;
  readonly opening: string;
}

const SECRET = '5e'.repeat(32);
const CLASSES = ['信用A', '信用B', '信用D'];
const hasher = hasherOf('SHA-256');

const units: FrameUnit[] = Array.from({ length: 12 }, (_, i) => ({ unitId: `企业${String(i).padStart(2, '0')}`, stratum: CLASSES[i % 3] ?? '', weight: 1 + (i % 2) }));

const openingOf = ({ unitId, stratum, weight }: FrameUnit, intentHash: string): Opening => ({
  format: 'sortition/opening/v1',
  intentHash,
  unitId,
  stratum,
  weight,
  salt: saltOf(hasher, SECRET, unitId),
  labelSalt: labelSaltOf(hasher, SECRET, stratum),
});

const leaves = units.map((unit) => sealedUnitOf(hasher, openingOf(unit, ''))).toSorted((a, b) => (a.unitId < b.unitId ? -1 : 1));
const labels = [...new Set(leaves.map(({ stratum }) => stratum))].toSorted();
const sizing = Object.fromEntries(labels.map((label, i) => [label, { number: i + 1 }]));
const { certificate, frame: lines } = drawExample({ ...smallExample, taskNumber: 'SEALED-1', units: leaves, sizing, ...platform('0042') }, 'SEALED');

const text = `${canonicalJson(certificate)}\n`;
const frame = lines.map((line) => `${line}\n`).join('');
const openings = units.map((unit) => openingOf(unit, certificate.intentHash));
const listed = new Set(certificate.strata.flatMap(({ drawn, reserve }) => [...drawn, ...reserve].map(({ unitId }) => unitId)));
const isListed = (opening: Opening): boolean => listed.has(sealedUnitOf(hasher, opening).unitId);
const drawnOne = openings.find(isListed) ?? openings[0];
const leftOne = openings.find((opening) => !isListed(opening)) ?? openings[0];
const all = openings.map((opening) => `${canonicalJson(opening)}\n`).join('');

const changed = (change: Partial<Opening>): string => `${canonicalJson({ ...leftOne, ...change })}\n`;
const sealed = (name: string, opening: string, withFrame = true): SealedVector => ({ name, certificate: text, frame: withFrame ? frame : null, opening });

/** One drawn, one that was not, and all; what each of them may not be made into. */
export const sealedVectors = (): { readonly honest: SealedVector[]; readonly forged: SealedVector[] } => ({
  honest: [sealed('sealed-drawn', `${canonicalJson(drawnOne)}\n`), sealed('sealed-drawn-without-frame', canonicalJson(drawnOne), false), sealed('sealed-not-drawn', changed({})), sealed('sealed-all', all), sealed('sealed-all-but-one', all.replace(/^.*\n/, ''))],
  forged: [
    sealed('opening-of-another-unit', changed({ unitId: '企业99' })),
    sealed('opening-of-another-class', changed({ stratum: '信用D' === leftOne?.stratum ? '信用A' : '信用D' })),
    sealed('opening-of-another-weight', changed({ weight: 3 })),
    sealed('opening-with-another-salt', changed({ salt: '00'.repeat(32) })),
    sealed('opening-with-another-label', changed({ labelSalt: '00'.repeat(32) })),
    sealed('opening-of-another-draw', changed({ intentHash: '00'.repeat(32) })),
    sealed('opening-with-field-added', `${canonicalJson({ ...leftOne, comment: '?' })}\n`),
    sealed('opening-with-letter-escaped', changed({}).replace('opening', '\\u006fpening')),
    sealed('opening-empty', ''),
    sealed('openings-with-one-for-another', all.replace(/^(.*\n).*\n/, '$1$1')),
    sealed('opening-among-others-of-another-unit', `${all.split('\n')[0]}\n${changed({ unitId: '企业99' })}`),
    sealed('openings-with-one-twice', all.replace(/^(.*\n)/, '$1$1')),
    sealed('openings-without-frame-with-one-changed', all.replace('企业00', '企业98'), false),
    { ...namedDraw(), name: 'opening-of-a-named-draw' },
  ],
});

function namedDraw(): Omit<SealedVector, 'name'> {
  const named = drawExample(smallExample);
  const [unit = { unitId: '', stratum: '', weight: 1 }] = smallExample.units;
  return { certificate: `${canonicalJson(named.certificate)}\n`, frame: named.frame.map((line) => `${line}\n`).join(''), opening: `${canonicalJson(openingOf(unit, named.certificate.intentHash))}\n` };
}
