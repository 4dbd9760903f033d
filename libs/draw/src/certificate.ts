import { invariant } from '@sortition/kernel';
import { canonicalJson } from './canonical-json.ts';
import { intentHash, type DrawIntent } from './draw-intent.ts';
import { hasherOf, taggedHash, type Hasher } from './hash.ts';
import { LineChunks } from './line-chunks.ts';
import { compareUtf8 } from './plain-text.ts';
import { seedOf, type Contribution } from './seed.ts';
import type { DrawnUnit } from './smallest-tickets.ts';

/** What a stratum gave, the drawn units in the order of their tickets, then the reserve in the same order. */
export interface CertifiedStratum {
  readonly key: string;
  /** The ticket of the last drawn unit: who has none larger in this stratum was drawn. Null when nothing was drawn. */
  readonly threshold: string | null;
  readonly drawn: readonly DrawnUnit[];
  readonly reserve: readonly DrawnUnit[];
}

/** The certificate of a draw (抽取证书): enough to recompute it with the frame, and to check it for consistency without. */
export interface DrawCertificate {
  readonly format: 'sortition/certificate/v1';
  readonly intent: DrawIntent;
  readonly intentHash: string;
  readonly contributions: readonly Contribution[];
  readonly seed: string;
  readonly strata: readonly CertifiedStratum[];
  readonly drawnCount: number;
  /** The Merkle root over the result lines, drawn and reserve. */
  readonly resultRoot: string;
  /** The hash over all fields but this one and the lists of units, which `resultRoot` covers. */
  readonly certificateHash: string;
}

export interface DrawResult {
  readonly intent: DrawIntent;
  readonly contributions: readonly Contribution[];
  /** What `UnitDraw` or `mergeDraws` gave for the seed of this intent and these contributions. */
  readonly strata: readonly CertifiedStratum[];
}

/** Certifies a draw. The strata must be those of the intent, in its order and full: a shorter list is a bug, never a result. */
export function issueCertificate({ intent, contributions, strata }: DrawResult, hasher: Hasher = hasherOf(intent.hash)): DrawCertificate {
  invariant(strata.length === intent.strata.length, 'a certificate covers the strata of its intent');
  for (const [i, { key, size }] of intent.strata.entries()) {
    invariant(strata[i]?.key === key && strata[i].drawn.length === size, `stratum ${key} gives the ${size} units of the intent`);
  }
  const hash = intentHash(intent);
  const certificate = {
    format: 'sortition/certificate/v1',
    intent,
    intentHash: hash,
    contributions: contributions.toSorted((a, b) => compareUtf8(a.source, b.source)),
    seed: seedOf(intent.hash, hash, contributions),
    strata,
    drawnCount: strata.reduce((count, { drawn }) => count + drawn.length, 0),
    resultRoot: resultRootOf(strata, hasher),
  } as const;
  return { ...certificate, certificateHash: certificateHashOf(certificate) };
}

/** The root over `stratum TAB place TAB unit id TAB weight TAB ticket`, the places counted through drawn and reserve. */
export function resultRootOf(strata: readonly CertifiedStratum[], hasher: Hasher): string {
  const lines = new LineChunks(hasher);
  for (const { key, drawn, reserve } of strata) {
    let place = 0;
    for (const units of [drawn, reserve]) {
      for (const { unitId, weight, ticket } of units) lines.add(`${key}\t${++place}\t${unitId}\t${weight}\t${ticket}`);
    }
  }
  return lines.root();
}

/** The hash that binds the head of a certificate; a supplement names it in `continues`. */
export function certificateHashOf(certificate: Omit<DrawCertificate, 'certificateHash'>): string {
  const { format, intent, intentHash: hash, contributions, seed, drawnCount, resultRoot } = certificate;
  const strata = certificate.strata.map(({ key, threshold }) => ({ key, threshold }));
  const head = { format, intent, intentHash: hash, contributions, seed, strata, drawnCount, resultRoot };
  return taggedHash(hasherOf(intent.hash), 'sortition/certificate/v1', canonicalJson(head));
}
