import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const VECTORS = join(import.meta.dirname, '../../../libs/draw/vectors');

/** What every verifier must say of a published certificate. */
export interface Verdict {
  readonly certificate: string;
  readonly frame: string | null;
  readonly opening: string | null;
  readonly failed: readonly string[];
}

const verdicts: Verdict[] = JSON.parse(readFileSync(join(VECTORS, 'verdicts.json'), 'utf8'));

export const VERDICTS: readonly Verdict[] = verdicts;

/** The arguments that name a certificate, its frame and its openings. */
export function argumentsFor({ certificate, frame, opening }: Verdict): string[] {
  const option = (name: string, path: string | null): string[] => (path === null ? [] : [name, join(VECTORS, path)]);
  return [join(VECTORS, certificate), ...option('--frame', frame), ...option('--opening', opening)];
}
