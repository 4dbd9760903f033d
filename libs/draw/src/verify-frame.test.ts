import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawExample, smallExample, twoStrata } from '../test/example-draw.ts';
import { canonicalJson } from './canonical-json.ts';
import type { CertifiedStratum } from './certificate.ts';
import { parseFrameLine } from './frame-line.ts';
import { hasherOf } from './hash.ts';
import type { DrawnUnit } from './smallest-tickets.ts';
import { ticketOf } from './ticket.ts';
import { UnitDraw } from './unit-draw.ts';
import { FrameVerifier } from './verify-frame.ts';

const { certificate, frame } = drawExample({ ...smallExample, units: twoStrata(60), sizing: { HIGH: { ratio: '0.3' }, LOW: { ratio: '0.2' } }, reserve: 3 });
const { seed, intent } = certificate;
const hasher = hasherOf(intent.hash);
const units = frame.flatMap((line) => parseFrameLine(line) ?? []);

/** What a forger may list: others of the frame under their own tickets or false ones, in another order, more or fewer of them. */
const listed: fc.Arbitrary<DrawnUnit> = fc.record({ at: fc.nat(units.length - 1), ticket: fc.constantFrom(null, null, null, '00000000', 'ffffffff') }).map(({ at, ticket }) => {
  const { unitId = '', weight = 1 } = units[at] ?? {};
  const own = ticketOf(hasher, seed, unitId, weight);
  return { unitId, weight, ticket: ticket === null ? own : `${ticket}${own.slice(8)}` };
});
const forge = (stratum: CertifiedStratum): fc.Arbitrary<CertifiedStratum> => {
  const all = [...stratum.drawn, ...stratum.reserve];
  return fc.array(fc.tuple(fc.nat(all.length), fc.nat(1), fc.option(listed, { freq: 2 })), { maxLength: 3 }).map((changes) => {
    const forged = [...all];
    for (const [at, cut, unit] of changes) forged.splice(at, cut, ...(unit === null ? [] : [unit]));
    const drawn = forged.slice(0, stratum.drawn.length);
    return { key: stratum.key, threshold: drawn.at(-1)?.ticket ?? null, drawn, reserve: forged.slice(stratum.drawn.length) };
  });
};

test('a list is told from the draw as one that keeps every ticket tells it', () => {
  const whole = new UnitDraw({ seed, strata: intent.strata, hasher });
  for (const unit of units) whole.add(unit);
  const redrawn = whole.finish();
  expect(redrawn).toEqual(certificate.strata);
  let accepted = 0;
  fc.assert(
    fc.property(fc.tuple(...certificate.strata.map(forge)), (strata) => {
      const different = redrawn.find((stratum, i) => canonicalJson(stratum) !== canonicalJson(strata[i]));
      const [byLine, byBytes] = [new FrameVerifier({ ...certificate, strata }, hasher), new FrameVerifier({ ...certificate, strata }, hasher)];
      for (const line of frame) byLine.add(line);
      byBytes.addBytes(Buffer.from(frame.map((line) => `${line}\n`).join('')));
      const checks = byLine.finish();
      expect(byBytes.finish()).toEqual(checks);
      expect(checks.filter(({ passed }) => !passed).map(({ code, message }) => [code, message.en.includes(`(${different?.key})`)])).toEqual(different === undefined ? [] : [['FRAME_DRAW', true]]);
      if (different === undefined) accepted += 1;
    }),
    { numRuns: 300 },
  );
  expect(accepted).toBeGreaterThan(0);
});
