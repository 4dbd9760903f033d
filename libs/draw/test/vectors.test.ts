import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
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
