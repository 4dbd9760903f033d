import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const text = readFileSync(join(root, 'package-lock.json'), 'utf8');

interface Locked {
  readonly version?: string;
  readonly license?: string;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const packages: Record<string, Locked> = JSON.parse(text).packages;
const installed = Object.entries(packages).filter(([path, { link }]) => path.includes('node_modules/') && link !== true);
const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

const PERMISSIVE = new Set(['MIT', 'Apache-2.0', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'BlueOak-1.0.0', 'MPL-2.0', 'Python-2.0', '(MIT AND BSD-3-Clause)', 'CC0-1.0', 'Unlicense']);

/** Not to be offered to others as a managed service; the README says so. */
const ELASTIC = ['@apollo/composition', '@apollo/federation-internals', '@apollo/gateway', '@apollo/query-graphs', '@apollo/query-planner'];

/** The first versions without the advisories that matter here. */
const AT_LEAST = {
  '@apollo/gateway': '2.13.2', '@apollo/query-planner': '2.13.2', '@apollo/federation-internals': '2.13.2', '@apollo/composition': '2.12.1',
  '@apollo/server': '5.5.0', graphql: '16.8.1', 'drizzle-orm': '0.45.2',
} as const;

const isAtLeast = (version: string, minimum: string): boolean => {
  const [a, b] = [version, minimum].map((each) => each.split(/[.-]/).map(Number));
  for (const [i, part] of (b ?? []).entries()) {
    if ((a?.[i] ?? 0) !== part) return (a?.[i] ?? 0) > part;
  }
  return true;
};

/** Whether node would find a dependency of the package at a path: beside it, or in a folder above. */
function resolves(path: string, dependency: string): boolean {
  const folders = path.split('/node_modules/').map((_, i, parts) => parts.slice(0, i + 1).join('/node_modules/'));
  return ['', ...folders].some((folder) => `${folder === '' ? '' : `${folder}/`}node_modules/${dependency}` in packages);
}

describe('what is installed', () => {
  it('names no registry, so that any mirror serves it', () => expect(text).not.toMatch(/"resolved": "https?:/));

  it('has the binaries of every platform in the lock file', () => {
    const missing = installed.flatMap(([path, { optionalDependencies = {} }]) => Object.keys(optionalDependencies).filter((name) => !resolves(path, name)).map((name) => `${path} → ${name}`));
    expect(missing).toEqual([]);
  });

  it('is under a permissive licence, but for the parts of the gateway that the README names', () => {
    const unknown = installed.filter(([path, { license }]) => license !== undefined && !PERMISSIVE.has(license) && !ELASTIC.includes(nameOf(path))).map(([path, { license }]) => `${path}: ${license}`);
    expect(unknown).toEqual([]);
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    for (const name of ELASTIC) expect(readme).toContain(name);
    const elastic = installed.filter(([, { license }]) => license === 'Elastic-2.0').map(([path]) => nameOf(path));
    expect(new Set(elastic)).toEqual(new Set(ELASTIC));
  });

  it('states a licence in its own package file where the lock file states none', () => {
    const silent = installed.filter(([, { license }]) => license === undefined).map(([path]) => path);
    const without = silent.filter((path) => {
      try {
        const own: { license?: unknown; licenses?: unknown } = JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8'));
        return own.license === undefined && own.licenses === undefined;
      } catch {
        return false; // another platform's binary: the same package as the one for this platform
      }
    });
    expect(without).toEqual([]);
  });

  it.each(Object.entries(AT_LEAST))('%s is at least %s', (name, minimum) => {
    const versions = installed.filter(([path]) => nameOf(path) === name).map(([, { version }]) => version ?? '');
    expect(versions.length).toBeGreaterThan(0);
    for (const version of versions) expect(isAtLeast(version, minimum)).toBe(true);
  });

  it('has one copy of graphql, without which schemas of two libraries do not meet', () => {
    expect(installed.filter(([path]) => nameOf(path) === 'graphql')).toHaveLength(1);
  });

  it('is installed without any install script', () => {
    expect(readFileSync(join(root, 'tools/dev/install.mjs'), 'utf8')).toContain('--ignore-scripts');
  });
});
