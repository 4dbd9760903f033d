import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const pages = ['README.md', 'CONTRIBUTING.md', ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.md')).map((file) => `docs/${file}`)];

const LINK = /\]\(([^)#\s]+)(?:#[^)]*)?\)/g;
const NAMED_FILE = /`((?:apps|libs|tools|docs)\/[\w./-]+\.\w+)`/g;

const matchesOf = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, path]) => path ?? '');

describe.each(pages)('%s', (page) => {
  const text = readFileSync(join(root, page), 'utf8');

  it('links only to what is there', () => {
    const broken = matchesOf(text, LINK).filter((link) => !/^https?:/.test(link) && !existsSync(join(root, dirname(page), link)));
    expect(broken).toEqual([]);
  });

  it('names only files that are there', () => {
    expect(matchesOf(text, NAMED_FILE).filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });
});

it('the architecture names a test or a fence for every invariant', () => {
  const architecture = readFileSync(join(root, 'docs/architecture.md'), 'utf8');
  const table = architecture.slice(architecture.indexOf('## Invariants'), architecture.indexOf('## What we chose'));
  const rows = table.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| invariant'));
  expect(rows.length).toBeGreaterThan(10);
  for (const row of rows) expect(row.split('|')[2], row).toMatch(/`[\w./*-]+`/);
});
