import { renameSync, writeFileSync } from 'node:fs';
import { signManifest, signatureFileOf, type DocumentManifest } from '@sortition/service-kit/document-manifest';
import type { JWK } from 'jose';
import type { ReviewedDocument } from './read-documents.ts';

function replace(file: string, content: string): void {
  writeFileSync(`${file}.new`, content);
  renameSync(`${file}.new`, file);
}

/** Signs the documents and puts the manifest in its place, and then the signature, by which gateways notice the change. */
export async function writeManifest(file: string, documents: readonly ReviewedDocument[], key: JWK): Promise<void> {
  const manifest: DocumentManifest = {
    version: 1,
    documents: Object.fromEntries(documents.map(({ id, name, text, clients }) => [id, { name, clients: [...clients], document: text }])),
  };
  const content = `${JSON.stringify(manifest, null, 1)}\n`;
  const signature = await signManifest(new TextEncoder().encode(content), key);
  replace(file, content);
  replace(signatureFileOf(file), signature);
}
