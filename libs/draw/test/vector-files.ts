import { canonicalJson, frameLinesOf, openingLinesOf, verifyCertificateText } from '../src/draw.ts';
import { primitiveVectors } from './primitive-vectors.ts';
import { sealedVectors, type SealedVector } from './sealed-vectors.ts';
import { vectorDraws } from './vector-draws.ts';
import { vectorForgeries } from './vector-forgeries.ts';

export interface VectorFile {
  readonly path: string;
  readonly text: string;
}

/** What a verifier must say of a certificate (and its frame, and openings): the codes of the checks that fail; none for a valid one. */
interface Verdict {
  readonly certificate: string;
  readonly frame: string | null;
  readonly opening: string | null;
  readonly failed: readonly string[];
}

const pretty = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
const bytesOf = (text: string): Uint8Array[] => [new TextEncoder().encode(text)];

type Evidence = Pick<SealedVector, 'certificate' | 'frame'> & { readonly opening: string | null };

function verdictOf(name: string, { certificate, frame, opening }: Evidence): { readonly verdict: Verdict; readonly files: readonly VectorFile[] } {
  const file = (suffix: string, text: string | null): VectorFile[] => (text === null ? [] : [{ path: `${name}.${suffix}`, text }]);
  const files = [...file('certificate.json', certificate), ...file('frame.txt', frame), ...file('opening.ndjson', opening)];
  const checks = verifyCertificateText(certificate, {
    ...(frame === null ? {} : { frame: frameLinesOf(bytesOf(frame)) }),
    ...(opening === null ? {} : { openings: openingLinesOf(bytesOf(opening)) }),
  });
  const pathOf = (suffix: string): string | null => files.find(({ path }) => path.endsWith(suffix))?.path ?? null;
  const failed = checks.filter(({ passed }) => !passed).map(({ code }) => code).toSorted();
  return { verdict: { certificate: `${name}.certificate.json`, frame: pathOf('frame.txt'), opening: pathOf('ndjson'), failed }, files };
}

/** All published vectors, as files below `vectors/`. */
export function vectorFiles(): VectorFile[] {
  const sealed = sealedVectors();
  const honest = vectorDraws().map(({ name, certificate, frame }) =>
    verdictOf(`valid/${name}`, { certificate: `${canonicalJson(certificate)}\n`, frame: frame === null ? null : frame.map((line) => `${line}\n`).join(''), opening: null }),
  );
  const forged = vectorForgeries().map(({ name, certificate, frame }) => verdictOf(`forged/${name}`, { certificate: `${certificate}\n`, frame, opening: null }));
  const opened = [...sealed.honest.map((vector) => verdictOf(`valid/${vector.name}`, vector)), ...sealed.forged.map((vector) => verdictOf(`forged/${vector.name}`, vector))];
  const all = [...honest, ...forged, ...opened];
  return [
    { path: 'primitives.json', text: pretty(primitiveVectors()) },
    { path: 'verdicts.json', text: pretty(all.map(({ verdict }) => verdict)) },
    ...all.flatMap(({ files }) => files),
  ];
}
