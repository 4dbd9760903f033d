import { isCanonicalJson } from './canonical-json.ts';
import { certificateHashOf, resultRootOf, type DrawCertificate } from './certificate.ts';
import { certificateShape } from './certificate-shape.ts';
import { checkOf, type Check } from './check.ts';
import { intentHash, type IntendedStratum } from './draw-intent.ts';
import { hasherOf, type HashAlgorithm, type Hasher } from './hash.ts';
import { compareUtf8 } from './plain-text.ts';
import { commitmentTo, seedOf } from './seed.ts';
import { hasShape } from './shape.ts';
import { sizeStratum } from './size-stratum.ts';
import { hexOfTicket, TicketMaker } from './ticket.ts';
import { compareDrawn } from './unit-draw.ts';
import { FrameVerifier } from './verify-frame.ts';

export interface VerificationInput {
  /** The lines of the frame in order, without LF; with them the draw is done again, without them the certificate is checked in itself. */
  readonly frame?: Iterable<string>;
  /** The hasher of an algorithm, where a native one is at hand. */
  readonly hashers?: (algorithm: HashAlgorithm) => Hasher;
}

/** Verifies a parsed certificate, from whatever source; never throws. Valid when every check passed (`allPassed`). */
export function verifyCertificate(certificate: unknown, { frame, hashers = hasherOf }: VerificationInput = {}): Check[] {
  if (!hasShape(certificateShape, certificate)) return [checkOf('FORM', certificateShape.fault(certificate, ''))];
  const hasher = hashers(certificate.intent.hash);
  const checks = [checkOf('FORM', null), ...checksOfIntent(certificate), ...checksOfResult(certificate, hasher)];
  if (frame === undefined) return checks;
  const verifier = new FrameVerifier(certificate, hasher);
  for (const line of frame) verifier.add(line);
  return [...checks, ...verifier.finish()];
}

/** Verifies the text of a certificate; white space between tokens is free, all else must be canonical. */
export function verifyCertificateText(text: string, input: VerificationInput = {}): Check[] {
  const certificate = parseJson(text);
  const checks = verifyCertificate(certificate, input);
  if (!hasShape(certificateShape, certificate)) return checks;
  return [checkOf('TEXT', isCanonicalJson(text, certificate) ? null : 'JSON'), ...checks];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const ascends = (keys: readonly string[]): boolean => keys.every((key, i) => i === 0 || compareUtf8(keys[i - 1] ?? '', key) < 0);

function checksOfIntent({ intent, intentHash: hash, contributions, seed }: DrawCertificate): Check[] {
  const { strata, randomness, exclusions } = intent;
  const lists = { exclusions: exclusions.map(({ reason }) => reason), strata: strata.map(({ key }) => key), randomness: randomness.map(({ source }) => source) };
  const population = strata.reduce((sum, stratum) => sum + stratum.population, 0);
  const sources = contributions.map(({ source }) => source);
  const unopened = randomness.find(({ kind, commitment }, i) => {
    const contribution = contributions[i];
    if (commitment === null || contribution === undefined) return kind === 'DEPARTMENT';
    return commitmentTo(intent.hash, contribution) !== commitment;
  });
  return [
    checkOf('INTENT_HASH', intentHash(intent) === hash ? null : hash),
    checkOf('INTENT_ORDER', Object.entries(lists).find(([, keys]) => !ascends(keys))?.[0] ?? null),
    checkOf('FRAME_COUNT', population === intent.frameCount ? null : `${population} ≠ ${intent.frameCount}`),
    checkOf('STRATUM_SIZES', strata.find((stratum) => !isSizedAsStated(stratum))?.key ?? null),
    checkOf('RANDOMNESS', sources.length > 0 && sources.join('\n') === lists.randomness.join('\n') ? null : sources.join(', ')),
    checkOf('COMMITMENTS', unopened?.source ?? null),
    checkOf('SEED', seedOf(intent.hash, hash, contributions) === seed ? null : seed),
  ];
}

function isSizedAsStated(stratum: IntendedStratum): boolean {
  const sized = sizeStratum(stratum, null);
  return sized.ok && sized.value.size === stratum.size && stratum.weight >= stratum.population;
}

function checksOfResult(certificate: DrawCertificate, hasher: Hasher): Check[] {
  const { seed, strata, resultRoot, certificateHash } = certificate;
  const tickets = new TicketMaker(hasher, seed);
  const inOrder = strata.map(({ key, drawn, reserve }) => ({ key, units: [...drawn, ...reserve] }));
  const units = inOrder.flatMap((stratum) => stratum.units);
  const forged = units.find(({ unitId, weight, ticket }) => hexOfTicket(tickets.smallest(unitId, weight), 0) !== ticket);
  const disordered = inOrder.find((stratum) => stratum.units.some((unit, i, all) => i > 0 && compareDrawn(all[i - 1] ?? unit, unit) >= 0));
  const misdrawn = strata.find(({ drawn, threshold }) => (drawn.at(-1)?.ticket ?? null) !== threshold);
  return [
    checkOf('RESULT_COUNTS', faultOfCounts(certificate) ?? (new Set(units.map(({ unitId }) => unitId)).size === units.length ? null : 'unitId')),
    checkOf('TICKETS', forged?.unitId ?? null),
    checkOf('ORDER', disordered?.key ?? null),
    checkOf('THRESHOLDS', misdrawn?.key ?? null),
    checkOf('RESULT_ROOT', resultRootOf(strata, hasher) === resultRoot ? null : resultRoot),
    checkOf('CERTIFICATE_HASH', certificateHashOf(certificate) === certificateHash ? null : certificateHash),
  ];
}

function faultOfCounts({ intent, strata, drawnCount }: DrawCertificate): string | null {
  if (strata.length !== intent.strata.length) return 'strata';
  const different = intent.strata.find(({ key, population, size, reserve }, i) => {
    const result = strata[i];
    return result?.key !== key || result.drawn.length !== size || result.reserve.length !== Math.min(reserve, population - size);
  });
  const total = strata.reduce((sum, { drawn }) => sum + drawn.length, 0);
  return different?.key ?? (total === drawnCount ? null : 'drawnCount');
}
