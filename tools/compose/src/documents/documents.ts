import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Supergraph } from '@apollo/federation-internals';
import { validate, type GraphQLSchema } from 'graphql';
import { readDocuments } from './read-documents.ts';
import { writeManifest } from './write-manifest.ts';

export interface DocumentsOptions {
  readonly workspace: string;
  readonly args: readonly string[];
  readonly say: (line: string) => void;
}

const USAGE = `compose documents --key FILE --out FILE [FOLDER…]   signs the .graphql files of the folders (docs/queries) as trusted documents`;

const clientSchema = (workspace: string): GraphQLSchema =>
  Supergraph.build(readFileSync(join(workspace, 'apps/gateway/supergraph.graphql'), 'utf8')).apiSchema().toGraphQLJSSchema();

/** Makes and signs the manifest of trusted documents. Answers the exit code: 0 only when the schema allows every one of them. */
export async function signDocuments({ workspace, args, say }: DocumentsOptions): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: { key: { type: 'string' }, out: { type: 'string' } } });
  const { key, out } = values;
  if (key === undefined || out === undefined || !existsSync(key)) {
    say(USAGE);
    return 1;
  }
  const documents = readDocuments(positionals.length > 0 ? positionals : [join(workspace, 'docs/queries')]);
  const schema = clientSchema(workspace);
  const misfits = documents.flatMap(({ name, node }) => validate(schema, node).map(({ message }) => `ERROR ${name}: ${message}`));
  for (const line of misfits) say(line);
  if (misfits.length > 0) {
    say(`not signed: the schema does not allow ${misfits.length} selections`);
    return 1;
  }
  await writeManifest(out, documents, JSON.parse(readFileSync(key, 'utf8')));
  for (const { id, name, clients } of documents) say(`${id} ${name} (${clients.join(', ')})`);
  return 0;
}
