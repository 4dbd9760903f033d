import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { verifyCertificateText } from '../src/verify-certificate.ts';
import { vectorFiles } from './vector-files.ts';

const folder = join(import.meta.dirname, '../vectors');

test('the published vectors are what this code makes: a changed algorithm is a visible change', () => {
  const files = vectorFiles();
  expect(readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())).toHaveLength(files.length);
  for (const { path, text } of files) expect(readFileSync(join(folder, path), 'utf8'), path).toBe(text);
});

test('every honest vector is valid, and every forged one fails', () => {
  const verdicts = vectorFiles().find(({ path }) => path === 'verdicts.json');
  for (const { certificate, failed } of JSON.parse(verdicts?.text ?? '[]')) {
    expect(failed.length > 0, certificate).toBe(certificate.startsWith('forged/'));
  }
});

test('a frame taken as bytes, cut anywhere, gets the verdict of its lines', () => {
  const verdicts: { certificate: string; frame: string | null; failed: string[]; opening?: string | null }[] = JSON.parse(readFileSync(join(folder, 'verdicts.json'), 'utf8'));
  const framed = verdicts.filter(({ frame, opening }) => frame !== null && (opening ?? null) === null);
  expect(framed.length).toBeGreaterThan(10);
  for (const { certificate, frame, failed } of framed) {
    const bytes = readFileSync(join(folder, frame ?? ''));
    for (const step of [7, 100, bytes.length]) {
      const pieces = Array.from({ length: Math.ceil(bytes.length / step) }, (_, i) => bytes.subarray(i * step, (i + 1) * step));
      const checks = verifyCertificateText(readFileSync(join(folder, certificate), 'utf8'), { frame: pieces });
      expect(checks.filter(({ passed }) => !passed).map(({ code }) => code).toSorted(), certificate).toEqual(failed);
    }
  }
}, 60_000);
