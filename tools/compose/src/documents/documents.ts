import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Supergraph } from '@apollo/federation-internals';
import { validate, type GraphQLSchema } from 'graphql';
import { exportJWK, generateKeyPair } from 'jose';
import { readDocuments } from './read-documents.ts';
import { writeManifest } from './write-manifest.ts';

export interface DocumentsOptions {
  readonly workspace: string;
  readonly args: readonly string[];
  readonly say: (line: string) => void;
}

const USAGE = `compose documents --key FILE --out FILE [FOLDER…]   signs the .graphql files of the folders (docs/queries) as trusted documents
compose documents --new-key NAME --key FILE         makes a key and prints its public half`;

const clientSchema = (workspace: string): GraphQLSchema =>
  Supergraph.build(readFileSync(join(workspace, 'apps/gateway/supergraph.graphql'), 'utf8')).apiSchema().toGraphQLJSSchema();

async function makeKey(kid: string, file: string, say: (line: string) => void): Promise<void> {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  writeFileSync(file, JSON.stringify({ ...await exportJWK(privateKey), kid }), { mode: 0o600, flag: 'wx' });
  say(JSON.stringify({ keys: [{ ...await exportJWK(publicKey), kid, alg: 'EdDSA' }] }));
}

/** Makes and signs the manifest of trusted documents. Answers the exit code: 0 only when the schema allows every one of them. */
export async function signDocuments({ workspace, args, say }: DocumentsOptions): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: { key: { type: 'string' }, out: { type: 'string' }, 'new-key': { type: 'string' } } });
  const { key, out, 'new-key': newKey } = values;
  if (newKey !== undefined && key !== undefined) return makeKey(newKey, key, say).then(() => 0);
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
