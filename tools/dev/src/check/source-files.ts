import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Project } from './workspace.ts';

/** A file of a project that people wrote. */
export interface SourceFile {
  /** From the workspace's root, such as `libs/kernel/src/result.ts`. */
  readonly path: string;
  readonly text: string;
  /** Tests, scripts and configuration may use what is only there for development. */
  readonly isForDevelopment: boolean;
  readonly imports: readonly string[];
}

const SOURCE = /\.(ts|tsx|mts|mjs|js|graphql)$/;
const NOT_WRITTEN = /^(node_modules|dist|generated|\..*)$/;
/** Programs of others that the benchmark measures, with packages of their own, which no project declares. */
const PEERS = 'tools/bench/peers';
const FOR_DEVELOPMENT = /\.test\.tsx?$|\/(test|scripts)\/|\.config\.(ts|mjs)$/;

const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');

/** What a module imports: statically, for its types only, dynamically, or by re-export. */
export function importsOf(text: string): string[] {
  const found = withoutComments(text).matchAll(/(?:^|[\s;}])(?:import|export)\s[^'"`;]*?\sfrom\s*['"]([^'"]+)['"]|(?:^|[\s;])import\s*['"]([^'"]+)['"]|\b(?:import|require|resolve)\(\s*['"]([^'"]+)['"]/g);
  return [...new Set([...found].flatMap(([, ...groups]) => groups.filter((specifier) => specifier !== undefined && !specifier.includes('${'))))];
}

function filesBelow(root: string, directory: string): string[] {
  return readdirSync(join(root, directory), { withFileTypes: true }).flatMap((entry) => {
    const path = `${directory}/${entry.name}`;
    if (entry.isDirectory()) return NOT_WRITTEN.test(entry.name) || path === PEERS ? [] : filesBelow(root, path);
    return SOURCE.test(entry.name) ? [path] : [];
  });
}

export function readSources(root: string, project: Project): SourceFile[] {
  return filesBelow(root, project.path).sort().map((path) => {
    const text = readFileSync(join(root, path), 'utf8');
    return { path, text, isForDevelopment: FOR_DEVELOPMENT.test(path), imports: path.endsWith('.graphql') ? [] : importsOf(text) };
  });
}

/** Code without comments, patterns and texts: what is left are the words that the code itself uses. */
export const wordsOnly = (text: string): string =>
  withoutComments(text).replace(/(?<=[=([,:!&|?;\n]\s*)\/(?![/*\s])(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/g, '').replace(/"""[\s\S]*?"""/g, '').replace(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g, '').replace(/\/\/.*$/gm, '').replace(/#.*$/gm, '');
