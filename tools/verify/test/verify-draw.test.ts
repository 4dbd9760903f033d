import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { argumentsFor, VECTORS, VERDICTS, type Verdict } from './vectors.ts';

const tool = join(import.meta.dirname, '../src/verify-draw.ts');
const scratch = mkdtempSync(join(tmpdir(), 'verify-draw-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const verifyDraw = (...args: string[]) => spawnSync(process.execPath, ['--import', 'tsx', tool, ...args], { encoding: 'utf8' });
const failedOf = (stdout: string): string[] => JSON.parse(stdout).checks.flatMap(({ code, passed }: { code: string; passed: boolean }) => (passed ? [] : [code])).toSorted();

const small = join(VECTORS, 'valid/small.certificate.json');

describe('exit code and words', () => {
  test('0 for a valid certificate, in Chinese and in English', () => {
    const { status, stdout } = verifyDraw(small, '--frame', join(VECTORS, 'valid/small.frame.txt'));
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
    const { status, stdout } = verifyDraw(join(VECTORS, 'forged/friend-under-false-ticket.certificate.json'));
    expect(status).toBe(1);
    expect(stdout).toContain('✗ TICKETS');
    expect(stdout).toContain('未通过');
    expect(stdout).toContain('verdict: INVALID');
  });

  test.each([[[]], [['a', 'b']], [['--frame', 'f']], [[small, '--frame']], [[small, '--force']], [['/nowhere/certificate.json']], [[small, '--frame', '/nowhere/frame.txt']]])('2 for %j', (args) => {
    const { status, stdout, stderr } = verifyDraw(...args);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).not.toBe('');
  });
});

test('a pretty-printed certificate stays valid', () => {
  const pretty = join(scratch, 'pretty.json');
  writeFileSync(pretty, JSON.stringify(JSON.parse(readFileSync(small, 'utf8')), null, 2));
  expect(verifyDraw(pretty).status).toBe(0);
});

const chosen = ['valid/scripts', 'valid/digits', 'valid/inspectors', 'forged/frame-with-carriage-returns', 'forged/frame-without-last-line-feed', 'forged/key-twice'];

test.each(VERDICTS.filter(({ certificate }) => chosen.some((name) => certificate.startsWith(name))))('$certificate fails in $failed, told as JSON', (verdict: Verdict) => {
  const { status, stdout } = verifyDraw(...argumentsFor(verdict), '--json');
  expect(failedOf(stdout)).toEqual(verdict.failed);
  expect(status).toBe(verdict.failed.length === 0 ? 0 : 1);
  expect(JSON.parse(stdout)).toMatchObject({ valid: verdict.failed.length === 0, withFrame: verdict.frame !== null });
});
