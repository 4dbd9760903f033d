import { readFileSync } from 'node:fs';
import { allPassed, frameLinesOf, verifyCertificateText, type Check } from '@sortition/draw';
import { nativeHasher } from './native-hasher.ts';
import { readChunks } from './read-chunks.ts';

const USAGE = `usage: verify-draw FILE [--frame FILE] [--json]

  FILE           the certificate of a draw (抽取证书)
  --frame FILE   the frame (抽样框): the draw is then done again over everybody
  --json         the checks as one JSON object

exit code 0: valid  1: invalid  2: usage or unreadable file`;

interface Arguments {
  readonly certificate: string;
  readonly frame: string | null;
  readonly json: boolean;
}

function parseArguments(given: readonly string[]): Arguments | null {
  const rest = [...given];
  const files: string[] = [];
  let frame: string | null = null;
  let json = false;
  for (let next = rest.shift(); next !== undefined; next = rest.shift()) {
    if (next === '--json') json = true;
    else if (next === '--frame' && frame === null) frame = rest.shift() ?? '';
    else if (next.startsWith('-')) return null;
    else files.push(next);
  }
  const [certificate] = files;
  return certificate === undefined || files.length > 1 || frame === '' ? null : { certificate, frame, json };
}

function verdictText(checks: readonly Check[], withFrame: boolean): string {
  const lines = checks.flatMap(({ passed, code, message }) => [`${passed ? '✓' : '✗'} ${code}`, `    ${message.zh}`, `    ${message.en}`]);
  const valid = allPassed(checks);
  const scope = withFrame ? [] : ['未提供抽样框：仅核对证书自身是否一致。', 'Without the frame only the certificate itself was checked.'];
  const verdict = valid ? ['结论：有效', 'verdict: VALID'] : ['结论：无效', 'verdict: INVALID'];
  return [...lines, '', ...scope, ...verdict].join('\n');
}

function main(given: readonly string[]): number {
  const parsed = parseArguments(given);
  if (parsed === null) {
    console.error(USAGE);
    return 2;
  }
  try {
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(readFileSync(parsed.certificate));
    const checks = verifyCertificateText(text, { hashers: nativeHasher, ...(parsed.frame === null ? {} : { frame: frameLinesOf(readChunks(parsed.frame)) }) });
    const valid = allPassed(checks);
    console.log(parsed.json ? JSON.stringify({ valid, withFrame: parsed.frame !== null, checks }) : verdictText(checks, parsed.frame !== null));
    return valid ? 0 : 1;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    console.error(`verify-draw: ${error.message}`);
    return 2;
  }
}

process.exitCode = main(process.argv.slice(2));
