import { canonicalJson, hasherOf, type DrawCertificate, type DrawnUnit } from '../src/draw.ts';
import { certificateHashOf, resultRootOf } from '../src/certificate.ts';
import { beacon, drawExample, smallExample, type Example } from './example-draw.ts';

/** A certificate or frame that must be refused, as text. */
export interface Forgery {
  readonly name: string;
  readonly certificate: string;
  readonly frame: string | null;
}

const { certificate, frame } = drawExample(smallExample);
const text = canonicalJson(certificate);
const frameText = frame.map((line) => `${line}\n`).join('');

/** What a forger would do who knows the format: change the result and repair its hashes. */
function repaired(change: (honest: DrawCertificate) => Partial<DrawCertificate>): string {
  const changed = { ...certificate, ...change(certificate) };
  const rooted = { ...changed, resultRoot: resultRootOf(changed.strata, hasherOf(changed.intent.hash)) };
  return canonicalJson({ ...rooted, certificateHash: certificateHashOf(rooted) });
}

const withUnits = (change: (drawn: readonly DrawnUnit[], reserve: readonly DrawnUnit[]) => readonly DrawnUnit[]): string =>
  repaired(({ strata }) => ({
    strata: strata.map((stratum) => {
      const drawn = change(stratum.drawn, stratum.reserve);
      return { ...stratum, drawn, threshold: drawn.at(-1)?.ticket ?? null };
    }),
  }));

const onText = (name: string, from: string | RegExp, to: string): Forgery => ({ name, certificate: text.replace(from, to), frame: null });
const onFrame = (name: string, changed: string): Forgery => ({ name, certificate: text, frame: changed });

/** A draw that is right in all but its beacon. */
const onBeacon = (name: string, changed: Partial<Example>): Forgery => ({ name, certificate: canonicalJson(drawExample({ ...smallExample, ...beacon(), ...changed }).certificate), frame: null });

const [{ value: signature } = { value: '' }] = beacon().contributions;

export const vectorForgeries = (): Forgery[] => [
  onText('attempt-lowered', '"attempt":1', '"attempt":2'),
  onText('key-twice', '"attempt":1', '"attempt":2,"attempt":1'),
  onText('number-with-exponent', '"attempt":1', '"attempt":1e0'),
  onText('number-with-fraction', '"attempt":1', '"attempt":1.0'),
  onText('letter-escaped', '"platform"', '"pl\\u0061tform"'),
  onText('field-added', '"attempt":1', '"attempt":1,"comment":"trust me"'),
  onText('field-missing', '"attempt":1,', ''),
  onText('contribution-without-zeros', '"00012345678901234567890"', '"12345678901234567890"'),
  onText('contribution-as-number', '"00012345678901234567890"', '12345678901234567890'),
  onText('source-renamed', /"source":"platform"/, '"source":"platfrom"'),
  onText('ratio-raised', '"ratio":"0.5"', '"ratio":"0.6"'),
  onText('seed-chosen', certificate.seed, '0'.repeat(64)),
  onText('hash-in-capitals', certificate.seed, certificate.seed.toUpperCase()),
  onText('cut-short', /.$/, ''),
  { name: 'not-a-certificate', certificate: '[]', frame: null },
  { name: 'friend-under-false-ticket', certificate: withUnits((drawn) => drawn.map((unit, i) => (i === 0 ? { ...unit, unitId: `friend of ${unit.unitId}` } : unit))), frame: null },
  { name: 'drawn-in-other-order', certificate: withUnits((drawn) => drawn.toReversed()), frame: null },
  { name: 'one-drawn-twice', certificate: withUnits((drawn) => drawn.map((unit) => drawn[0] ?? unit)), frame: null },
  { name: 'weight-raised', certificate: withUnits((drawn) => drawn.map((unit) => ({ ...unit, weight: 2 }))), frame: null },
  { name: 'reserve-for-drawn', certificate: withUnits((drawn, reserve) => [...drawn.slice(1), ...reserve]), frame: frameText },
  onBeacon('beacon-with-flipped-bit', beacon('drand:quicknet:1000', signature.replace(/9$/, '8'))),
  onBeacon('beacon-of-another-round', beacon('drand:quicknet:1001')),
  onBeacon('beacon-negated', beacon('drand:quicknet:1000', signature.replace(/^b/, '9'))),
  onBeacon('beacon-without-compression-flag', beacon('drand:quicknet:1000', signature.replace(/^b/, '3'))),
  onBeacon('beacon-known-before-the-intent', { createdAt: '2023-08-23T15:59:24Z' }),
  onBeacon('beacon-of-a-day-that-is-none', { createdAt: '2023-02-30T15:59:24Z' }),
  onBeacon('beacon-of-a-chain-that-is-not-pinned', beacon('drand:mainnet:1000')),
  onBeacon('beacon-by-another-name', beacon('quicknet 1000')),
  onBeacon('beacon-as-text', { contributions: beacon().contributions.map((given) => ({ ...given, encoding: 'text' })) }),
  onFrame('frame-line-missing', frameText.replace(/^.*\n/, '')),
  onFrame('frame-line-twice', frameText.replace(/^(.*\n)/, '$1$1')),
  onFrame('frame-lines-exchanged', frameText.replace(/^(.*\n)(.*\n)/, '$2$1')),
  onFrame('frame-weight-raised', frameText.replace('\t1\n', '\t2\n')),
  onFrame('frame-other-stratum', frameText.replace('HIGH', 'LOW')),
  onFrame('frame-with-carriage-returns', frameText.replaceAll('\n', '\r\n')),
  onFrame('frame-without-last-line-feed', frameText.slice(0, -1)),
  onFrame('frame-with-empty-line', `${frameText}\n`),
  onFrame('frame-empty', ''),
];
