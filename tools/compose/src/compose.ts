import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { signDocuments } from './documents/documents.ts';
import { runSigning } from './sign-cli.ts';
import { composeWorkspace, supergraphFile } from './subgraph-files.ts';

const WORKSPACE = fileURLToPath(new URL('../../..', import.meta.url));

export interface ComposeOptions {
  readonly workspace: string;
  /** Compare with the committed file instead of writing it. */
  readonly check: boolean;
  readonly say: (line: string) => void;
}

/** Composes the services' schemas into the gateway's committed supergraph. Answers the exit code: 0 only when everything fits. */
export function compose({ workspace, check, say }: ComposeOptions): number {
  const target = supergraphFile(workspace);
  const { composition, present, missing } = composeWorkspace(workspace, check ? 'ERROR' : 'NOTE !!!', say);
  const supergraphSdl = composition?.supergraphSdl;
  if (supergraphSdl === undefined) return 1;
  const committed = existsSync(target) ? readFileSync(target, 'utf8') : undefined;
  if (check) {
    if (committed === supergraphSdl && missing.length === 0) return 0;
    if (committed !== supergraphSdl) say('DRIFT apps/gateway/supergraph.graphql is not what the services compose to; run `npm run compose` and commit it');
    return 1;
  }
  if (committed !== supergraphSdl) writeFileSync(target, supergraphSdl);
  say(`supergraph of ${present.join(', ')}: ${supergraphSdl.length} characters, ${committed === supergraphSdl ? 'unchanged' : 'written'}`);
  return 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [task, ...args] = process.argv.slice(2);
  const say = (line: string): void => console.log(line);
  if (task === 'documents') process.exitCode = await signDocuments({ workspace: WORKSPACE, args, say });
  else if (task === 'sign' || task === 'new-key') process.exitCode = await runSigning(WORKSPACE, task, args);
  else process.exitCode = compose({ workspace: WORKSPACE, check: process.argv.includes('--check'), say });
}
