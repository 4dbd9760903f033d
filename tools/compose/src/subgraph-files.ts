import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readSdl } from '@sortition/service-kit/read-sdl';
import { parse } from 'graphql';
import { composeSupergraph, type Composition } from './compose-supergraph.ts';
import type { SubgraphDocument } from './subgraph-document.ts';

export const SERVICES = ['registry', 'planning', 'sampling', 'inspection', 'disclosure'];

export const supergraphFile = (workspace: string): string => join(workspace, 'apps/gateway/supergraph.graphql');

export interface Composed {
  /** Undefined when the services do not parse, do not fit together or break a rule; each fault has been said. */
  readonly composition: Composition | undefined;
  readonly present: readonly string[];
  readonly missing: readonly string[];
}

const hasSdl = (root: string): boolean => existsSync(join(root, 'src')) && readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).some((file) => file.endsWith('.graphql'));

function readSubgraphs(workspace: string, say: (line: string) => void): { readonly present: SubgraphDocument[]; readonly failed: boolean } {
  const present: SubgraphDocument[] = [];
  let failed = false;
  for (const name of SERVICES) {
    const root = join(workspace, 'apps', name);
    if (!hasSdl(root)) continue;
    try {
      present.push({ name, document: parse(readSdl(root)) });
    } catch (error) {
      failed = true;
      say(`ERROR [${name}] its schema does not parse: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return { present, failed };
}

/** Reads the services' schemas and composes them. `absent` begins the line that names a service without a schema. */
export function composeWorkspace(workspace: string, absent: string, say: (line: string) => void): Composed {
  const { present, failed } = readSubgraphs(workspace, say);
  const names = present.map(({ name }) => name);
  const missing = SERVICES.filter((name) => !names.includes(name));
  if (failed) return { composition: undefined, present: names, missing };
  for (const name of missing) say(`${absent} apps/${name} has no .graphql file; the supergraph is composed WITHOUT it`);
  if (present.length === 0) return { composition: undefined, present: names, missing };
  const composition = composeSupergraph(present);
  const { supergraphSdl, errors, findings } = composition;
  for (const error of errors) say(`ERROR ${error}`);
  for (const { rule, service, where, message } of findings) say(`LINT ${rule} [${service}] ${where}: ${message}`);
  if (supergraphSdl !== undefined && findings.length === 0) return { composition, present: names, missing };
  say(`not composed: ${errors.length} errors, ${findings.length} lint findings`);
  return { composition: undefined, present: names, missing };
}
