import { readFileSync } from 'node:fs';
import { parseArguments, USAGE } from './arguments.ts';
import { nativeHasher } from './native-hasher.ts';
import { readChunks } from './read-chunks.ts';
import { verdictOf, type Verdict } from './verdict.ts';

function textOf({ valid, withFrame, checks, told }: Verdict): string {
  const lines = checks.flatMap(({ passed, code, message }) => [`${passed ? '✓' : '✗'} ${code}`, `    ${message.zh}`, `    ${message.en}`]);
  const scope = withFrame ? [] : ['未提供抽样框：仅核对证书自身是否一致。', 'Without the frame only the certificate itself was checked.'];
  const standing = told.flatMap(({ zh, en, command }) => [...zh, ...en, ...(command === null ? [] : [`    ${command}`]), '']);
  return [...lines, '', ...standing, ...scope, ...(valid ? ['结论：有效', 'verdict: VALID'] : ['结论：无效', 'verdict: INVALID'])].join('\n');
}

function main(given: readonly string[]): number {
  const parsed = parseArguments(given);
  if (parsed === null) {
    console.error(USAGE);
    return 2;
  }
  const { certificate, frame, opening, unit, json } = parsed;
  const bytesOf = (path: string | null) => (path === null ? null : () => readChunks(path));
  try {
    const verdict = verdictOf({ certificate: readFileSync(certificate), frame: bytesOf(frame), opening: bytesOf(opening), unit, hashers: nativeHasher });
    console.log(json ? JSON.stringify({ ...verdict, told: undefined }) : textOf(verdict));
    return verdict.valid ? 0 : 1;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    console.error(`verify-draw: ${error.message}`);
    return 2;
  }
}

process.exitCode = main(process.argv.slice(2));
