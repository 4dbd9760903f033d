import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrationDrift } from '../src/migration-drift.ts';

let service: string;
beforeEach(() => {
  const scratch = join(import.meta.dirname, '../.tsbuild'); // inside the workspace, so that drizzle is found
  mkdirSync(scratch, { recursive: true });
  service = mkdtempSync(join(scratch, 'drift-'));
  cpSync(join(import.meta.dirname, 'fixture'), service, { recursive: true });
});
afterEach(() => rmSync(service, { recursive: true }));

const table = (): string => join(service, 'src/note/note.table.ts');

test('tables that their migrations make have not drifted', () => {
  expect(migrationDrift(service)).toBeUndefined();
});

test('a column without a migration is named in SQL, and nothing is written', () => {
  const before = readdirSync(join(service, 'migrations'), { recursive: true });
  writeFileSync(table(), readFileSync(table(), 'utf8').replace("body: text('body').notNull()", "body: text('body').notNull(), author: text('author')"));
  expect(migrationDrift(service)).toContain('ADD COLUMN "author" text');
  expect(readdirSync(join(service, 'migrations'), { recursive: true })).toEqual(before);
});

test('tables that cannot be read are an error and never an agreement', () => {
  writeFileSync(table(), 'export const note = nothing;');
  expect(() => migrationDrift(service)).toThrow('drizzle-kit did not answer');
});
