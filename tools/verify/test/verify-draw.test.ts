import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, describe, expect, test } from 'vitest';
import { parseArguments } from '../src/arguments.ts';
import { buildProgram } from '../src/build-program.ts';
import { verifyInPython } from './python-verifier.ts';
import { VECTORS } from './vectors.ts';

const tool = join(import.meta.dirname, '../src/verify-draw.ts');
const scratch = mkdtempSync(join(tmpdir(), 'verify-draw-'));
afterAll(() => rmSync(scratch, { recursive: true }));

/** The command as anyone runs it, its network denied. */
const verifyDraw = (...args: string[]) => spawnSync(process.execPath, ['--import', join(import.meta.dirname, 'no-network.mjs'), '--import', 'tsx', tool, ...args], { encoding: 'utf8' });
const vector = (name: string): string => join(VECTORS, name);
const small = vector('valid/small.certificate.json');

describe('exit code and words', () => {
  test('0 for a valid certificate, in Chinese and in English', () => {
    const { status, stdout } = verifyDraw(small, '--frame', vector('valid/small.frame.txt'));
    expect(status).toBe(0);
    expect(stdout).toContain('结论：有效');
    expect(stdout).toContain('verdict: VALID');
    expect(stdout).toContain('✓ FRAME_DRAW');
  });

  test('without the frame it says what was not checked', () => {
    const { status, stdout } = verifyDraw(small);
    expect(status).toBe(0);
    expect(stdout).toContain('Without the frame only the certificate itself was checked.');
    expect(stdout).not.toContain('FRAME_DRAW');
  });

  test('1 for a forged one, with the check that found it', () => {
    const { status, stdout } = verifyDraw(vector('forged/friend-under-false-ticket.certificate.json'), '--unit', 'unit-0000');
    expect(status).toBe(1);
    expect(stdout).toContain('✗ TICKETS');
    expect(stdout).toContain('未通过');
    expect(stdout).toContain('verdict: INVALID');
    expect(stdout, 'nothing is said of a unit in a draw that is not valid').not.toContain('unit-0000');
  });

  test('2 for a file that is not there, and for arguments that are none', () => {
    for (const args of [[], ['/nowhere/certificate.json'], [small, '--frame', '/nowhere/frame.txt']]) {
      const { status, stdout, stderr } = verifyDraw(...args);
      expect([status, stdout, stderr !== '']).toEqual([2, '', true]);
    }
  });
});

describe('one unit', () => {
  const linesOf = (...args: string[]): string[] => verifyDraw(...args).stdout.split('\n');

  test('is told its ticket, its place and whether it was drawn, with a command that gives the same ticket', () => {
    const lines = linesOf(vector('valid/weighted.certificate.json'), '--frame', vector('valid/weighted.frame.txt'), '--unit', 'unit-0006');
    expect(lines).toContain('unit-0006: not drawn');
    expect(lines).toContain('stratum HIGH: 3 of 14 are drawn; by ticket, the smallest first, it has place 6');
    const command = lines.find((line) => line.includes('| sha256sum')) ?? '';
    const { stdout } = spawnSync('bash', ['-c', command.trim()], { encoding: 'utf8' });
    expect(lines.find((line) => line.startsWith('ticket = '))?.split(' = ').at(-1)).toBe(stdout.split(' ')[0]);
  });

  test('that is sealed is told by its opening, and only by it', () => {
    const files = [vector('valid/sealed-drawn.certificate.json'), '--frame', vector('valid/sealed-drawn.frame.txt')];
    const opening: { unitId: string } = JSON.parse(readFileSync(vector('valid/sealed-drawn.opening.ndjson'), 'utf8'));
    const lines = linesOf(...files, '--opening', vector('valid/sealed-drawn.opening.ndjson'));
    expect(lines.some((line) => line.startsWith(`${opening.unitId} (`) && line.includes('stands in the frame as leaf'))).toBe(true);
    expect(linesOf(...files, '--unit', opening.unitId)).toContain(`${opening.unitId}: this draw is sealed; ask with its opening`);
  });
});

test('an inspector is told the teams, and a subject its team', () => {
  const { stdout } = verifyDraw(vector('valid/inspectors.certificate.json'), '--unit', 'B-3');
  expect(stdout).toContain('inspector B-3 (B): not drawn;');
  expect(stdout).toContain('could not go: INACTIVE');
  expect(verifyDraw(vector('valid/inspectors.certificate.json'), '--unit', '企业一').stdout).toMatch(/^subject 企业一: led by A-\d; members /m);
  expect(verifyInPython(vector('valid/inspectors.certificate.json'), '--unit', 'B-3').stdout).toContain('未抽中 not drawn');
});

test('a pretty-printed certificate stays valid', () => {
  const pretty = join(scratch, 'pretty.json');
  writeFileSync(pretty, JSON.stringify(JSON.parse(readFileSync(small, 'utf8')), null, 2));
  expect(verifyDraw(pretty).status).toBe(0);
});

test.each([[[]], [['a', 'b']], [['--frame', 'f']], [['c', '--frame']], [['c', '--force']], [['c', '--unit', '']], [['c', '--unit', 'a', '--unit', 'b']]])('%j are no arguments', (args) => {
  expect(parseArguments(args)).toBeNull();
});

test('the arguments are read in any order', () => {
  expect(parseArguments(['--json', '--unit', '企业 一', 'c.json', '--opening', 'o'])).toEqual({ certificate: 'c.json', frame: null, opening: 'o', unit: '企业 一', json: true });
});

test('all that the verifier is built of reaches the file system and hashes, and nothing else outside', async () => {
  const { metafile } = await build({ entryPoints: [tool], bundle: true, write: false, platform: 'node', format: 'esm', metafile: true });
  const outside = Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path));
  expect(outside).toContain('node:fs');
  expect(outside.filter((name) => !/^(?:node:)?(?:fs|crypto)$/.test(name))).toEqual([]);
});

test('as one file, moved away from all that it was built of, it says the same', async () => {
  const alone = join(scratch, 'verify-draw.mjs');
  copyFileSync(await buildProgram(), alone);
  for (const args of [[vector('valid/beacon.certificate.json')], [vector('forged/friend-under-false-ticket.certificate.json'), '--json']]) {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', join(import.meta.dirname, 'no-network.mjs'), alone, ...args], { cwd: scratch, encoding: 'utf8' });
    const same = verifyDraw(...args);
    expect({ status, stdout, stderr }).toEqual({ status: same.status, stdout: same.stdout, stderr: same.stderr });
  }
});

test('the denial of the network would be noticed', () => {
  const preload = join(import.meta.dirname, 'no-network.mjs');
  for (const attempt of ["fetch('http://127.0.0.1:9')", "(await import('node:net')).connect(9, '127.0.0.1')", "(await import('node:dns')).lookup('localhost', () => {})"]) {
    expect(spawnSync(process.execPath, ['--import', preload, '--input-type=module', '-e', attempt]).status, attempt).toBe(99);
  }
});
