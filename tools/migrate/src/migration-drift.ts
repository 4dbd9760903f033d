import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const drizzleKit = (): string => join(dirname(createRequire(import.meta.url).resolve('drizzle-kit')), 'bin.cjs');

const migrationsIn = (directory: string): string[] => readdirSync(directory).filter((name) => name.endsWith('.sql'));

/**
 * What the tables of a service say beyond its migrations, as SQL; undefined when they agree. Generated into a copy, so that a
 * check changes nothing.
 */
export function migrationDrift(serviceRoot: string): string | undefined {
  if (!existsSync(join(serviceRoot, 'drizzle.config.ts'))) return undefined;
  const scratch = join(serviceRoot, '.tsbuild/drift');
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch, { recursive: true });
  const copy = join(scratch, 'migrations');
  cpSync(join(serviceRoot, 'migrations'), copy, { recursive: true });
  const before = new Set(migrationsIn(copy));
  writeFileSync(join(scratch, 'drizzle.config.ts'), "import config from '../../drizzle.config';\nexport default { ...config, out: './.tsbuild/drift/migrations' };\n");
  const { status, stdout, stderr } = spawnSync(process.execPath, [drizzleKit(), 'generate', '--config=.tsbuild/drift/drizzle.config.ts', '--name=drift'], { cwd: serviceRoot, encoding: 'utf8' });
  try {
    const [made] = migrationsIn(copy).filter((name) => !before.has(name));
    if (made !== undefined) return readFileSync(join(copy, made), 'utf8');
    if (status !== 0 || !stdout.includes('No schema changes')) throw new Error(`drizzle-kit did not answer for ${serviceRoot}:\n${stdout}${stderr}`);
    return undefined;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
