import type { SourceFile } from './source-files.ts';
import type { Project } from './workspace.ts';

export interface ProjectSources {
  readonly project: Project;
  readonly files: readonly SourceFile[];
}

/** What is wrong, and where. */
export interface Violation {
  readonly path: string;
  readonly problem: string;
}

const PURE_LIBS = ['libs/kernel', 'libs/identifiers', 'libs/calendar', 'libs/profiles', 'libs/draw', 'libs/events', 'libs/transparency-log'];
const SHARED_FILES = ['vitest.shared.ts'];
const SCRIPTS = ['lint', 'typecheck', 'test'];

const isBuiltIn = (specifier: string): boolean => specifier.startsWith('node:');
const isRelative = (specifier: string): boolean => specifier.startsWith('.');
const packageOf = (specifier: string): string => specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
const kindOf = (path: string): string => path.split('/')[0] ?? '';

/** Which project may import which: the shape of the platform. */
function mayImport(from: string, to: string): boolean {
  if (from === to) return true;
  if (PURE_LIBS.includes(from)) return PURE_LIBS.includes(to);
  if (kindOf(to) === 'apps') return from === 'apps/e2e'; // a service is asked over the network, never called
  if (kindOf(to) === 'tools') return from === 'apps/e2e' || kindOf(from) === 'tools';
  return true;
}

export function importsStayInTheirBounds(all: readonly ProjectSources[]): Violation[] {
  const pathOf = new Map(all.map(({ project }) => [project.name, project.path]));
  return all.flatMap(({ project, files }) => files.flatMap((file) => file.imports.flatMap((specifier): Violation[] => {
    const target = pathOf.get(packageOf(specifier));
    if (isRelative(specifier)) return relativeImportStaysInside(project, file, specifier);
    if (target === undefined) return [];
    if (!mayImport(project.path, target)) return [{ path: file.path, problem: `imports ${specifier}: ${project.path} may not depend on ${target}` }];
    if (target === 'libs/testkit' && !file.isForDevelopment && project.path !== 'apps/e2e') return [{ path: file.path, problem: `imports ${specifier} outside of a test` }];
    return [];
  })));
}

function relativeImportStaysInside(project: Project, file: SourceFile, specifier: string): Violation[] {
  const target = new URL(specifier, `file:///${file.path}`).pathname.slice(1);
  if (target.startsWith(`${project.path}/`) || SHARED_FILES.includes(target)) return [];
  return [{ path: file.path, problem: `imports ${specifier}: that is another project's inside` }];
}

/** A package.json that tells the truth: all that is imported is declared, and all that is declared is used. */
export function dependenciesAreTrue(all: readonly ProjectSources[], root: Project): Violation[] {
  const everywhere = new Set(root.developmentDependencies);
  return all.flatMap(({ project, files }) => {
    const declared = new Set([...project.dependencies, ...(kindOf(project.path) === 'tools' ? everywhere : [])]);
    const forTests = new Set([...project.dependencies, ...project.developmentDependencies, ...everywhere]);
    const undeclared = files.flatMap((file) => file.imports.filter((specifier) => !isRelative(specifier) && !isBuiltIn(specifier)).map(packageOf)
      .filter((name) => name !== project.name && !(file.isForDevelopment ? forTests : declared).has(name))
      .map((name) => ({ path: file.path, problem: `uses ${name}, which ${project.path}/package.json does not declare` })));
    const unused = [...project.dependencies, ...project.developmentDependencies]
      .filter((name) => !declared.has(name.replace(/^@types\//, '')) || !name.startsWith('@types/')) // the types of what is declared
      .filter((name) => !(name === 'graphql' && project.scripts.includes('codegen'))) // the generated types import it
      .filter((name) => !files.some(({ text, imports }) => imports.some((specifier) => packageOf(specifier) === name) || text.includes(`'${name}'`) || text.includes(`'${name}/`)))
      .map((name) => ({ path: `${project.path}/package.json`, problem: `declares ${name}, which nothing uses` }));
    return [...undeclared, ...unused];
  });
}

/** No project depends on itself by way of others, tests included. */
export function projectsHaveNoCycle(all: readonly ProjectSources[]): Violation[] {
  const pathOf = new Map(all.map(({ project }) => [project.name, project.path]));
  const next = new Map(all.map(({ project }) => [project.path, [...project.dependencies, ...project.developmentDependencies].flatMap((name) => pathOf.get(name) ?? [])]));
  const done = new Set<string>();
  const cycles: Violation[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) cycles.push({ path: `${path}/package.json`, problem: `depends on itself: ${[...trail.slice(trail.indexOf(path)), path].join(' → ')}` });
    else if (!done.has(path)) for (const dependency of next.get(path) ?? []) visit(dependency, [...trail, path]);
    done.add(path);
  };
  for (const path of next.keys()) visit(path, []);
  return cycles;
}

export const everyProjectIsChecked = (all: readonly ProjectSources[]): Violation[] =>
  all.flatMap(({ project }) => SCRIPTS.filter((script) => !project.scripts.includes(script)).map((script) => ({ path: `${project.path}/package.json`, problem: `has no script "${script}": nobody would check it` })));
