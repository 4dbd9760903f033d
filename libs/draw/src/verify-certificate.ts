import { isCanonicalJson } from './canonical-json.ts';
import { certificateHashOf, resultRootOf, type DrawCertificate } from './certificate.ts';
import { certificateShape } from './certificate-shape.ts';
import { checkOf, type Check } from './check.ts';
import type { IntendedStratum } from './draw-intent.ts';
import { hasherOf, type HashAlgorithm, type Hasher } from './hash.ts';
import type { InspectorCertificate } from './inspector-certificate.ts';
import { inspectorCertificateShape } from './inspector-certificate-shape.ts';
import { hasShape } from './shape.ts';
import { sizeStratum } from './size-stratum.ts';
import { hexOfTicket, TicketMaker } from './ticket.ts';
import { compareDrawn } from './unit-draw.ts';
import { FrameVerifier } from './verify-frame.ts';
import { checksOfMatch } from './verify-inspector-certificate.ts';
import { OpeningsVerifier } from './verify-openings.ts';
import { ascends, checksOfSeed } from './verify-seed.ts';

export interface VerificationInput {
  /**
   * The lines of the frame in order, without LF, or faster the bytes of its file as they come; with it the draw is done again,
   * without it the certificate is checked in itself.
   */
  readonly frame?: Iterable<string> | Iterable<Uint8Array>;
  /** The lines of a file of openings, without LF; for a sealed draw: one unit's own, or all of them. */
  readonly openings?: Iterable<string>;
  /** The hasher of an algorithm, where a native one is at hand. */
  readonly hashers?: (algorithm: HashAlgorithm) => Hasher;
}

/** Verifies a parsed certificate of units or of inspectors, from whatever source; never throws. Valid when `allPassed`. */
export function verifyCertificate(certificate: unknown, { frame, openings, hashers = hasherOf }: VerificationInput = {}): Check[] {
  if (hasShape(inspectorCertificateShape, certificate)) {
    return [checkOf('FORM', null), ...checksOfMatch(certificate, hashers), ...(openings === undefined ? [] : [checkOf('OPENING_INTENT', certificate.format)])];
  }
  if (!hasShape(certificateShape, certificate)) return [checkOf('FORM', faultOfForm(certificate))];
  const hasher = hashers(certificate.intent.hash);
  const checks = [checkOf('FORM', null), ...checksOfSeed(certificate), ...checksOfIntent(certificate), ...checksOfResult(certificate, hasher)];
  const opened = openings === undefined ? null : new OpeningsVerifier(certificate, openings, hasher);
  if (frame === undefined) return [...checks, ...(opened?.finish(false) ?? [])];
  const verifier = new FrameVerifier(certificate, hasher);
  for (const piece of frame) {
    if (typeof piece === 'string') verifier.add(piece);
    else verifier.addBytes(piece);
    opened?.see(piece);
  }
  return [...checks, ...verifier.finish(), ...(opened?.finish(true) ?? [])];
}

const faultOfForm = (certificate: unknown): string | null => {
  const fault = inspectorCertificateShape.fault(certificate);
  return fault === '.format' ? certificateShape.fault(certificate) : fault;
};

/** Verifies the text of a certificate; white space between tokens is free, all else must be canonical. */
export function verifyCertificateText(text: string, input: VerificationInput = {}): Check[] {
  const certificate = parseJson(text);
  const checks = verifyCertificate(certificate, input);
  if (checks[0]?.passed !== true) return checks; // without its form there is nothing to write again
  return [checkOf('TEXT', isCanonicalJson(text, certificate) ? null : 'JSON'), ...checks];
}

/** The certificate of units that a text holds; null for any other text, and for a certificate of inspectors. */
export function readCertificate(text: string): DrawCertificate | null {
  const certificate = parseJson(text);
  return hasShape(certificateShape, certificate) ? certificate : null;
}

/** The certificate of either kind that a text holds; null for any other text. */
export function readAnyCertificate(text: string): DrawCertificate | InspectorCertificate | null {
  const certificate = parseJson(text);
  return hasShape(certificateShape, certificate) || hasShape(inspectorCertificateShape, certificate) ? certificate : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function checksOfIntent({ intent }: DrawCertificate): Check[] {
  const { strata, randomness, exclusions } = intent;
  const lists = { exclusions: exclusions.map(({ reason }) => reason), strata: strata.map(({ key }) => key), randomness: randomness.map(({ source }) => source) };
  const population = strata.reduce((sum, stratum) => sum + stratum.population, 0);
  return [
    checkOf('INTENT_ORDER', Object.entries(lists).find(([, keys]) => !ascends(keys))?.[0] ?? null),
    checkOf('FRAME_COUNT', population === intent.frameCount ? null : `${population} ≠ ${intent.frameCount}`),
    checkOf('STRATUM_SIZES', strata.find((stratum) => !isSizedAsStated(stratum))?.key ?? null),
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
