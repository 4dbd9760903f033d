import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readSdl } from '@sortition/service-kit/read-sdl';
import { parse } from 'graphql';
import { composeSupergraph } from './compose-supergraph.ts';
import { signDocuments } from './documents/documents.ts';
import type { SubgraphDocument } from './subgraph-document.ts';

const SERVICES = ['registry', 'planning', 'sampling', 'inspection', 'disclosure'];
const WORKSPACE = fileURLToPath(new URL('../../..', import.meta.url));

export interface ComposeOptions {
  readonly workspace: string;
  /** Compare with the committed file instead of writing it. */
  readonly check: boolean;
  readonly say: (line: string) => void;
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

/** Composes the services' schemas into the gateway's committed supergraph. Answers the exit code: 0 only when everything fits. */
export function compose({ workspace, check, say }: ComposeOptions): number {
  const target = join(workspace, 'apps/gateway/supergraph.graphql');
  const { present, failed } = readSubgraphs(workspace, say);
  if (failed) return 1;
  const missing = SERVICES.filter((name) => !present.some((subgraph) => subgraph.name === name));
  for (const name of missing) say(`${check ? 'ERROR' : 'NOTE !!!'} apps/${name} has no .graphql file; the supergraph is composed WITHOUT it`);
  if (present.length === 0) return 1;

  const { supergraphSdl, errors, findings } = composeSupergraph(present);
  for (const error of errors) say(`ERROR ${error}`);
  for (const { rule, service, where, message } of findings) say(`LINT ${rule} [${service}] ${where}: ${message}`);
  if (supergraphSdl === undefined || findings.length > 0) {
    say(`not composed: ${errors.length} errors, ${findings.length} lint findings`);
    return 1;
  }
  const committed = existsSync(target) ? readFileSync(target, 'utf8') : undefined;
  if (check) {
    if (committed === supergraphSdl && missing.length === 0) return 0;
    if (committed !== supergraphSdl) say('DRIFT apps/gateway/supergraph.graphql is not what the services compose to; run `npm run compose` and commit it');
    return 1;
  }
  if (committed !== supergraphSdl) writeFileSync(target, supergraphSdl);
  say(`supergraph of ${present.map((subgraph) => subgraph.name).join(', ')}: ${supergraphSdl.length} characters, ${committed === supergraphSdl ? 'unchanged' : 'written'}`);
  return 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , command, ...args] = process.argv;
  const say = (line: string): void => console.log(line);
  process.exitCode = command === 'documents'
    ? await signDocuments({ workspace: WORKSPACE, args, say })
    : compose({ workspace: WORKSPACE, check: process.argv.includes('--check'), say });
}
