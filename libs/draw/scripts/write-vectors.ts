import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { vectorFiles } from '../test/vector-files.ts';

const folder = join(import.meta.dirname, '../vectors');
rmSync(folder, { recursive: true, force: true });
for (const { path, text } of vectorFiles()) {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
}
