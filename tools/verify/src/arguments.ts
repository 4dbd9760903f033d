export const USAGE = `usage: verify-draw FILE [--frame FILE] [--opening FILE] [--unit ID] [--json]

  FILE           the certificate of a draw (抽取证书), of units or of inspectors
  --frame FILE   the frame (抽样框): the draw is then done again over everybody
  --opening FILE the opening (开封) of one sealed unit, or of all of them, one per line
  --unit ID      one unit: its ticket (号票), its place, and whether it was drawn
  --json         the verdict as one JSON object

exit code 0: valid  1: invalid  2: usage or unreadable file`;

export interface Arguments {
  readonly certificate: string;
  readonly frame: string | null;
  readonly opening: string | null;
  readonly unit: string | null;
  readonly json: boolean;
}

/** Reads the arguments; null when they are not as in the usage. */
export function parseArguments(given: readonly string[]): Arguments | null {
  const rest = [...given];
  const files: string[] = [];
  const named = new Map<string, string>();
  let json = false;
  for (let next = rest.shift(); next !== undefined; next = rest.shift()) {
    if (next === '--json') json = true;
    else if (['--frame', '--opening', '--unit'].includes(next)) {
      const value = rest.shift() ?? '';
      if (value === '' || named.has(next)) return null;
      named.set(next, value);
    } else if (next.startsWith('-')) return null;
    else files.push(next);
  }
  const [certificate] = files;
  if (certificate === undefined || files.length > 1) return null;
  return { certificate, frame: named.get('--frame') ?? null, opening: named.get('--opening') ?? null, unit: named.get('--unit') ?? null, json };
}
