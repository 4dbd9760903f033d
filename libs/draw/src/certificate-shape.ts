import type { CertifiedStratum, DrawCertificate } from './certificate.ts';
import type { DrawIntent, RandomnessSource } from './draw-intent.ts';
import { MAX_WEIGHT } from './frame-line.ts';
import type { Contribution } from './seed.ts';
import { either, integer, listOf, nullable, oneOf, record, text, textLike, type Shape } from './shape.ts';
import type { DrawnUnit } from './smallest-tickets.ts';

export const hash = textLike(/^[0-9a-f]{64}$/);
export const hashAlgorithm = oneOf('SHA-256', 'SM3');
export const instant = textLike(/^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?(?:Z|[+-][0-9]{2}:[0-9]{2})$/);

export const randomness: Shape<readonly RandomnessSource[]> = listOf(
  record({ source: text, kind: oneOf('PLATFORM', 'DEPARTMENT', 'BEACON', 'DICE'), commitment: nullable(hash) }),
);

export const contributions: Shape<readonly Contribution[]> = listOf(
  either(
    record({ source: text, encoding: oneOf('hex'), value: textLike(/^(?:[0-9a-f]{2})+$/) }),
    record({ source: text, encoding: oneOf('text'), value: text }),
  ),
);

const stratum = record({
  key: text,
  population: integer(1),
  weight: integer(1),
  sizing: either(record({ ratio: text }), record({ number: integer(1) })),
  rounding: oneOf('CEIL', 'HALF_UP', 'FLOOR'),
  minimum: integer(1),
  size: integer(1),
  reserve: integer(0),
});

const intent: Shape<DrawIntent> = record({
  format: oneOf('sortition/intent/v1'),
  algorithm: oneOf('tickets/v1'),
  hash: hashAlgorithm,
  taskNumber: text,
  profile: text,
  profileHash: text,
  rosterVersion: text,
  units: oneOf('NAMED', 'SEALED'),
  frameRoot: hash,
  frameCount: integer(0),
  exclusions: listOf(record({ reason: text, count: integer(0) })),
  strata: listOf(stratum),
  drawnBy: text,
  randomness,
  attempt: integer(1),
  continues: nullable(hash),
  createdAt: instant,
});

const positive = integer(1);
export const weight: Shape<number> = { fault: (value) => positive.fault(value) ?? (Number(value) > MAX_WEIGHT ? '' : null) };
const unit: Shape<DrawnUnit> = record({ unitId: text, weight, ticket: hash });
const result: Shape<CertifiedStratum> = record({ key: text, threshold: nullable(hash), drawn: listOf(unit), reserve: listOf(unit) });

/** The form of a certificate, field by field. */
export const certificateShape: Shape<DrawCertificate> = record({
  format: oneOf('sortition/certificate/v1'),
  intent,
  intentHash: hash,
  contributions,
  seed: hash,
  strata: listOf(result),
  drawnCount: integer(0),
  resultRoot: hash,
  certificateHash: hash,
});
