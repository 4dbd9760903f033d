import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** A package of the workspace, as its package.json declares it. */
export interface Project {
  /** Such as `libs/kernel`. */
  readonly path: string;
  readonly name: string;
  readonly dependencies: readonly string[];
  readonly developmentDependencies: readonly string[];
  readonly scripts: readonly string[];
}

const keysOf = (value: unknown): string[] => (typeof value === 'object' && value !== null ? Object.keys(value) : []);

function readProject(root: string, path: string): Project {
  const manifest: Record<string, unknown> = JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8'));
  return {
    path,
    name: String(manifest['name']),
    dependencies: [...keysOf(manifest['dependencies']), ...keysOf(manifest['optionalDependencies']), ...keysOf(manifest['peerDependencies'])],
    developmentDependencies: keysOf(manifest['devDependencies']),
    scripts: keysOf(manifest['scripts']),
  };
}

export const readRootProject = (root: string): Project => readProject(root, '.');

/** Every project, in the order of the paths. */
export function readProjects(root: string): Project[] {
  return ['apps', 'libs', 'tools'].filter((kind) => existsSync(join(root, kind))).flatMap((kind) => readdirSync(join(root, kind)).sort()
    .map((name) => `${kind}/${name}`)
    .filter((path) => existsSync(join(root, path, 'package.json')))
    .map((path) => readProject(root, path)));
}
