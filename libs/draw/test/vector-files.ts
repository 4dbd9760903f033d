import { canonicalJson, frameLinesOf, verifyCertificateText } from '../src/draw.ts';
import { primitiveVectors } from './primitive-vectors.ts';
import { vectorDraws } from './vector-draws.ts';
import { vectorForgeries } from './vector-forgeries.ts';

export interface VectorFile {
  readonly path: string;
  readonly text: string;
}

/** What a verifier must say of a certificate (and its frame): the codes of the checks that fail; none for a valid one. */
interface Verdict {
  readonly certificate: string;
  readonly frame: string | null;
  readonly failed: readonly string[];
}

const pretty = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

function verdictOf(name: string, certificate: string, frame: string | null): { readonly verdict: Verdict; readonly files: readonly VectorFile[] } {
  const files = [{ path: `${name}.certificate.json`, text: certificate }, ...(frame === null ? [] : [{ path: `${name}.frame.txt`, text: frame }])];
  const checks = verifyCertificateText(certificate, frame === null ? {} : { frame: frameLinesOf([new TextEncoder().encode(frame)]) });
  const failed = checks.filter(({ passed }) => !passed).map(({ code }) => code).toSorted();
  return { verdict: { certificate: `${name}.certificate.json`, frame: frame === null ? null : `${name}.frame.txt`, failed }, files };
}

/** All published vectors, as files below `vectors/`. */
export function vectorFiles(): VectorFile[] {
  const honest = vectorDraws().map(({ name, certificate, frame }) => verdictOf(`valid/${name}`, `${canonicalJson(certificate)}\n`, frame === null ? null : frame.map((line) => `${line}\n`).join('')));
  const forged = vectorForgeries().map(({ name, certificate, frame }) => verdictOf(`forged/${name}`, `${certificate}\n`, frame));
  const all = [...honest, ...forged];
  return [
    { path: 'primitives.json', text: pretty(primitiveVectors()) },
    { path: 'verdicts.json', text: pretty(all.map(({ verdict }) => verdict)) },
    ...all.flatMap(({ files }) => files),
  ];
}
