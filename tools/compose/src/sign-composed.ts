import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { claimedSignature, signSupergraph, signatureFileOf, supergraphHash } from '@sortition/service-kit/supergraph-signature';
import type { JWK } from 'jose';
import { composeWorkspace, supergraphFile } from './subgraph-files.ts';
import { readDocuments, unfitDocuments } from './trusted-documents.ts';

export interface SigningOptions {
  readonly workspace: string;
  /** Private, with its `kid`. */
  readonly key: JWK;
  /** Where the supergraph and its signature go. */
  readonly folder: string;
  /** Documents that must go on being answered, beside those of `docs/queries`. */
  readonly manifests: readonly string[];
  /** Undefined for one that is above the last. */
  readonly serial: number | undefined;
  readonly seconds: number;
  readonly say: (line: string) => void;
}

function replace(file: string, content: string): void {
  writeFileSync(`${file}.part`, content);
  renameSync(`${file}.part`, file);
}

/**
 * Signs the committed supergraph: only when the services compose to it, keep every rule, and answer every document that people rely
 * on. Serials are seconds of the clock, so that several machines may sign, and rise in any case.
 */
export async function signComposed({ workspace, key, folder, manifests, serial, seconds, say }: SigningOptions): Promise<number> {
  const { composition, missing } = composeWorkspace(workspace, 'ERROR', say);
  if (composition?.supergraphSdl === undefined || composition.apiSchema === undefined || missing.length > 0) return refuse(say);
  const { supergraphSdl, apiSchema } = composition;
  const committed = supergraphFile(workspace);
  if (!existsSync(committed) || readFileSync(committed, 'utf8') !== supergraphSdl) {
    say('DRIFT apps/gateway/supergraph.graphql is not what the services compose to; run `npm run compose` and commit it');
    return refuse(say);
  }
  const documents = readDocuments(join(workspace, 'docs/queries'), manifests);
  const unfit = unfitDocuments(documents, apiSchema());
  for (const { name, message } of unfit) say(`DOCUMENT ${name}: ${message}`);
  if (unfit.length > 0) return refuse(say);

  const file = join(folder, 'supergraph.graphql');
  const signatureFile = signatureFileOf(file);
  const last = existsSync(signatureFile) ? claimedSignature(readFileSync(signatureFile, 'latin1'))?.serial ?? 0 : 0;
  const next = serial ?? Math.max(seconds, last + 1);
  if (next <= last) {
    say(`SERIAL ${next} is not above ${last}, which ${signatureFile} has; gateways would refuse it`);
    return refuse(say);
  }
  const content = Buffer.from(supergraphSdl);
  const signature = await signSupergraph(content, next, key);
  mkdirSync(folder, { recursive: true });
  if (file !== committed) replace(file, supergraphSdl);
  replace(signatureFile, signature);
  say(`signed 已签名: ${file}, sha256 ${supergraphHash(content)}, serial ${next}, key ${key.kid ?? ''}, ${documents.length} documents fit`);
  return 0;
}

function refuse(say: (line: string) => void): number {
  say('not signed 未签名');
  return 1;
}
