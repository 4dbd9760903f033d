import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const VECTORS = join(import.meta.dirname, '../../../libs/draw/vectors');

/** What every verifier must say of a published certificate. */
export interface Verdict {
  readonly certificate: string;
  readonly frame: string | null;
  readonly failed: readonly string[];
}

const verdicts: Verdict[] = JSON.parse(readFileSync(join(VECTORS, 'verdicts.json'), 'utf8'));

export const VERDICTS: readonly Verdict[] = verdicts;

/** The arguments that name a certificate and its frame. */
export const argumentsFor = ({ certificate, frame }: Verdict): string[] => [join(VECTORS, certificate), ...(frame === null ? [] : ['--frame', join(VECTORS, frame)])];
