import { canonicalJson } from './canonical-json.ts';
import { checkOf, type Check } from './check.ts';
import type { HashAlgorithm, Hasher } from './hash.ts';
import { inspectorCertificateHashOf, type InspectorCertificate } from './inspector-certificate.ts';
import { matchInspectors } from './match-inspectors.ts';
import { ascends, checksOfSeed } from './verify-seed.ts';

/** Matches once more from what the certificate says went in, and compares. */
export function checksOfMatch(certificate: InspectorCertificate, hashers: (algorithm: HashAlgorithm) => Hasher): Check[] {
  const { intent, seed, match, certificateHash } = certificate;
  const lists = {
    candidates: intent.candidates.map(({ inspectorId }) => inspectorId),
    demands: intent.demands.map(({ subjectId }) => subjectId),
    randomness: intent.randomness.map(({ source }) => source),
  };
  const disordered = Object.entries(lists).find(([, keys]) => !ascends(keys))?.[0] ?? null;
  const again = disordered === null ? matchInspectors({ ...intent, seed, hasher: hashers(intent.hash) }, null) : null;
  return [
    ...checksOfSeed(certificate),
    checkOf('INTENT_ORDER', disordered),
    checkOf('MATCH', again?.ok === true && canonicalJson(again.value) === canonicalJson(match) ? null : intent.taskNumber),
    checkOf('CERTIFICATE_HASH', inspectorCertificateHashOf(certificate) === certificateHash ? null : certificateHash),
  ];
}
