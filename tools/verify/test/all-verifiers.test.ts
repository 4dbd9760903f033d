import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { nativeHasher } from '../src/native-hasher.ts';
import { verdictOf, type Verdict as Told } from '../src/verdict.ts';
import { startPageWorker } from './page-worker.ts';
import { hasPython, inPython } from './python-verifier.ts';
import { argumentsFor, VECTORS, VERDICTS, type Verdict } from './vectors.ts';

interface Case extends Verdict {
  readonly unit: string | null;
}

const read = (path: string | null): Uint8Array | null => (path === null ? null : readFileSync(join(VECTORS, path)));
const failedOf = ({ checks }: Told): string[] => checks.filter(({ passed }) => !passed).map(({ code }) => code).toSorted();

/** Some units of some draws: drawn, in reserve, left, sealed, unknown, of every weight. */
const ASKED: readonly Case[] = VERDICTS.filter(({ certificate }) => /^valid\/(small|weighted|scripts|supplement|sealed)/.test(certificate)).flatMap((verdict) => {
  const frame = read(verdict.frame);
  const units = frame === null ? [] : Buffer.from(frame).toString('utf8').split('\n').map((line) => line.split('\t')[0] ?? '').filter((id) => id !== '').slice(0, 12);
  return [...units, '企业01', '企业99', '不在名单', "o'clock $(id) 🎲"].flatMap((unit) => [{ ...verdict, unit }, { ...verdict, frame: null, unit }]);
});
const CASES: readonly Case[] = [...VERDICTS.map((verdict) => ({ ...verdict, unit: null })), ...ASKED];

const PYTHON = `
import contextlib, io
for given in json.load(sys.stdin):
    sys.argv = ["verify_draw.py", *given, "--json"]
    told = io.StringIO()
    with contextlib.redirect_stdout(told):
        v.main()
    print(told.getvalue().strip())
`;

let page: Awaited<ReturnType<typeof startPageWorker>>;
beforeAll(async () => {
  page = await startPageWorker();
});

const here = ({ certificate, frame, opening, unit }: Case): Told => {
  const bytes = (path: string | null) => {
    const file = read(path);
    return file === null ? null : () => [file];
  };
  return verdictOf({ certificate: read(certificate) ?? new Uint8Array(), frame: bytes(frame), opening: bytes(opening), unit, hashers: nativeHasher });
};
const inPage = ({ certificate, frame, opening, unit }: Case): Told => page.ask({ certificate: read(certificate) ?? new Uint8Array(), frame: read(frame), opening: read(opening), unit });

describe('all verifiers say the same', () => {
  test('the library finds in every published vector what must be found', () => {
    for (const one of VERDICTS) expect(failedOf(here({ ...one, unit: null })), one.certificate).toEqual(one.failed);
  });

  test('the page says of every vector, and of every unit asked for, what the library says', () => {
    for (const one of CASES) expect(JSON.parse(JSON.stringify(inPage(one))), `${one.certificate} ${one.unit}`).toEqual(JSON.parse(JSON.stringify(here(one))));
  }, 60_000);

  test.skipIf(!hasPython)('so does Python (SKIPPED: python3 is not installed)', () => {
    const given = CASES.map((one) => [...argumentsFor(one), ...(one.unit === null ? [] : ['--unit', one.unit])]);
    const answers = inPython<object>(PYTHON, given);
    for (const [i, one] of CASES.entries()) {
      const told = here(one);
      expect(answers[i], `${one.certificate} ${one.unit}`).toEqual({ valid: told.valid, withFrame: told.withFrame, failed: failedOf(told), standings: told.standings });
    }
    expect(answers).toHaveLength(CASES.length);
  }, 120_000);

  test('a unit is drawn, in reserve, left, unlisted or not in the frame, and each of these is among the cases', () => {
    expect([...new Set(ASKED.map((one) => here(one).standings[0]?.standing ?? 'SEALED'))].toSorted()).toEqual(['DRAWN', 'NOT_DRAWN', 'NOT_IN_FRAME', 'RESERVE', 'SEALED', 'UNLISTED']);
  });
});
