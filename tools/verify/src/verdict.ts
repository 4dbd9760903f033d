import {
  allPassed,
  explainAssignment,
  explainStanding,
  frameLinesOf,
  hasherOf,
  openingLinesOf,
  readAnyCertificate,
  readOpening,
  sealedUnitOf,
  standingOf,
  verifyCertificateText,
  type Check,
  type DrawCertificate,
  type HashAlgorithm,
  type Hasher,
  type Opening,
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

/** Something told of one unit, or of what was opened. */
export interface Telling {
  readonly zh: readonly string[];
  readonly en: readonly string[];
  /** A shell command that computes its ticket again; null where there is none. */
  readonly command: string | null;
}

/** What is said of it: the same on the command line and in the browser. */
export interface Verdict {
  readonly valid: boolean;
  readonly withFrame: boolean;
  readonly checks: readonly Check[];
  /** Where those stand who were asked about or opened; nobody, when the draw is not valid. */
  readonly standings: readonly UnitStanding[];
  readonly told: readonly Telling[];
}

/** Of more opened units nothing is told one by one, unless one is asked about: an auditor's are all. */
const MOST_TOLD = 5;

/** Verifies everything that was given, and when it holds says where the asked or opened units stand. */
export function verdictOf(evidence: Evidence): Verdict {
  const { frame, opening, unit, hashers = hasherOf } = evidence;
  const text = textOf(evidence.certificate);
  const checks = verifyCertificateText(text, {
    hashers,
    ...(frame === null ? {} : { frame: frame() }),
    ...(opening === null ? {} : { openings: openingLinesOf(opening()) }),
  });
  const valid = allPassed(checks);
  const nothing = { valid, withFrame: frame !== null, checks, standings: [], told: [] };
  const certificate = valid && (unit !== null || opening !== null) ? readAnyCertificate(text) : null;
  if (certificate === null) return nothing;
  if (certificate.format === 'sortition/inspector-certificate/v1') return { ...nothing, told: unit === null ? [] : [explainAssignment(certificate, unit)] };
  return { ...nothing, ...standingsIn(certificate, evidence, hashers) };
}

/** The text of a file; of one that is not UTF-8 none, so that nothing can be read in two ways. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return '';
  }
}

/** How many are opened, and those of them that are asked about; of a great many none, unless one is asked about. */
function askedIn(lines: Iterable<string>, unit: string | null): { readonly count: number; readonly asked: readonly Opening[] } {
  const asked: Opening[] = [];
  let count = 0;
  for (const line of lines) {
    count += 1;
    const opening = asked.length > MOST_TOLD ? null : readOpening(line);
    if (opening !== null && (unit === null || opening.unitId === unit)) asked.push(opening);
  }
  return { count, asked: asked.length > MOST_TOLD ? [] : asked };
}

function standingsIn(certificate: DrawCertificate, { frame, opening, unit }: Evidence, hashers: (algorithm: HashAlgorithm) => Hasher): Pick<Verdict, 'standings' | 'told'> {
  const { hash, units, frameCount } = certificate.intent;
  const hasher = hashers(hash);
  const { count, asked } = askedIn(opening === null ? [] : openingLinesOf(opening()), unit);
  const standing = (unitId: string): UnitStanding => standingOf(certificate, unitId, { hashers, ...(frame === null ? {} : { frame: () => frameLinesOf(frame()) }) });
  if (units === 'NAMED') {
    const standings = unit === null ? [] : [standing(unit)];
    return { standings, told: standings.map((one) => explainStanding(hash, one)) };
  }
  if (unit !== null && asked.length === 0) {
    return { standings: [], told: [{ zh: [`${unit}：密封抽取，须凭其开封文件查询`], en: [`${unit}: this draw is sealed; ask with its opening`], command: null }] };
  }
  const many = count > 1 ? [{ zh: [`已开封 ${count} 个，抽样框共 ${frameCount} 个`], en: [`${count} of the ${frameCount} units of the frame are opened`], command: null }] : [];
  const opened = asked.map((one) => ({ one, leaf: sealedUnitOf(hasher, one) })).map(({ one, leaf }) => ({ one, leaf, at: standing(leaf.unitId) }));
  return {
    standings: opened.map(({ at }) => at),
    told: [...many, ...opened.map(({ one, leaf, at }) => {
      const { zh, en, command } = explainStanding(hash, at);
      return {
        zh: [`${one.unitId}（${one.stratum}）在抽样框中为叶子 ${leaf.unitId}，层标记 ${leaf.stratum}`, ...zh],
        en: [`${one.unitId} (${one.stratum}) stands in the frame as leaf ${leaf.unitId} under label ${leaf.stratum}`, ...en],
        command,
      };
    })],
  };
}
