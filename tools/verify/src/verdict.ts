import {
  allPassed,
  explainStanding,
  frameLinesOf,
  hasherOf,
  openingLinesOf,
  readCertificate,
  readOpenings,
  sealedUnitOf,
  standingOf,
  verifyCertificateText,
  type Check,
  type DrawCertificate,
  type HashAlgorithm,
  type Hasher,
  type UnitStanding,
} from '@sortition/draw';

/** What is laid before a verifier; files give their bytes anew each time they are asked for them. */
export interface Evidence {
  readonly certificate: Uint8Array;
  readonly frame: (() => Iterable<Uint8Array>) | null;
  readonly opening: (() => Iterable<Uint8Array>) | null;
  /** The unit that is asked about. */
  readonly unit: string | null;
  readonly hashers?: (algorithm: HashAlgorithm) => Hasher;
}

/** What is said of it: the same on the command line and in the browser. */
export interface Verdict {
  readonly valid: boolean;
  readonly withFrame: boolean;
  readonly checks: readonly Check[];
  readonly standing: UnitStanding | null;
  /** The standing in words, line by line, with the commands that recompute it. */
  readonly told: { readonly zh: readonly string[]; readonly en: readonly string[]; readonly commands: readonly string[] };
}

const NOTHING = { standing: null, told: { zh: [], en: [], commands: [] } };

/** Verifies everything that was given, and when it holds says where the asked or opened unit stands. */
export function verdictOf(evidence: Evidence): Verdict {
  const { frame, opening, hashers = hasherOf } = evidence;
  const text = textOf(evidence.certificate);
  const checks = verifyCertificateText(text, {
    hashers,
    ...(frame === null ? {} : { frame: opening === null ? frame() : frameLinesOf(frame()) }),
    ...(opening === null ? {} : { openings: openingLinesOf(opening()) }),
  });
  const valid = allPassed(checks);
  const certificate = valid ? readCertificate(text) : null;
  return { valid, withFrame: frame !== null, checks, ...(certificate === null ? NOTHING : standingIn(certificate, evidence, hashers)) };
}

/** The text of a file; of one that is not UTF-8 none, so that nothing can be read in two ways. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return '';
  }
}

function standingIn(certificate: DrawCertificate, { frame, opening, unit }: Evidence, hashers: (algorithm: HashAlgorithm) => Hasher): Pick<Verdict, 'standing' | 'told'> {
  const openings = (opening === null ? null : readOpenings(openingLinesOf(opening()))) ?? [];
  const [own, ...others] = openings.filter(({ unitId }) => unit === null || unitId === unit);
  if (unit === null && (own === undefined || others.length > 0)) return NOTHING;
  const { hash, units } = certificate.intent;
  if (units === 'SEALED' && own === undefined) {
    return { standing: null, told: { zh: [`${unit}：密封抽取，须凭开封文件查询`], en: [`${unit}: this draw is sealed; ask with an opening`], commands: [] } };
  }
  const leaf = own === undefined ? null : sealedUnitOf(hashers(hash), own);
  const standing = standingOf(certificate, leaf?.unitId ?? unit ?? '', { hashers, ...(frame === null ? {} : { frame: () => frameLinesOf(frame()) }) });
  const { zh, en, command } = explainStanding(hash, standing);
  if (own === undefined || leaf === null) return { standing, told: { zh, en, commands: [command] } };
  return {
    standing,
    told: {
      zh: [`${own.unitId}（${own.stratum}）在抽样框中为叶子 ${leaf.unitId}，层标记 ${leaf.stratum}`, ...zh],
      en: [`${own.unitId} (${own.stratum}) stands in the frame as leaf ${leaf.unitId} under label ${leaf.stratum}`, ...en],
      commands: [command],
    },
  };
}
