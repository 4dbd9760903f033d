import { unwatchFile, watchFile } from 'node:fs';
import { signatureFileOf } from '@sortition/service-kit/document-manifest';
import type { DocumentNode, GraphQLSchema, ValidationRule } from 'graphql';
import type { JSONWebKeySet } from 'jose';
import type { Logger } from 'pino';
import { NONE_FITTED, fittingDocuments } from './fitting-documents.ts';
import { readTrustedDocuments, type TrustedDocument, type TrustedDocuments } from './trusted-document.ts';

/** The trusted documents of the moment. Asking it costs a look into a map: nothing is hashed, parsed or validated. */
export interface DocumentRegister extends Disposable {
  readonly find: (id: string) => TrustedDocument | undefined;
  /** Whether the schema of the moment is known not to allow it. */
  readonly isUnfit: (id: string) => boolean;
  /** The document as the pipeline may run it, by the pipeline's key for it. */
  readonly runnable: (key: string) => DocumentNode | undefined;
  /** Holds the documents against a schema; another schema or another manifest makes a round that is under way void. */
  readonly holdAgainst: (schema: GraphQLSchema) => Promise<void>;
}

export interface DocumentRegisterParts {
  /** The manifest; undefined when nothing is trusted. */
  readonly file: string | undefined;
  readonly keys: JSONWebKeySet;
  readonly rules: readonly ValidationRule[];
  readonly pollMs: number;
  readonly log: Logger;
}

const NO_DOCUMENTS: TrustedDocuments = { byId: new Map(), kid: '' };

/** Reads the manifest, and again whenever its signature changes. One that does not hold stops the start; later, what held before stays. */
export async function openDocumentRegister({ file, keys, rules, pollMs, log }: DocumentRegisterParts): Promise<DocumentRegister> {
  let documents = file === undefined ? NO_DOCUMENTS : await readTrustedDocuments(file, keys);
  let fitting = NONE_FITTED;
  let schema: GraphQLSchema | undefined;
  let rounds = 0;
  const tell = (): void => log.info({ documents: documents.byId.size, kid: documents.kid }, 'trusted documents read');

  async function holdAgainst(next: GraphQLSchema): Promise<void> {
    schema = next;
    rounds += 1;
    const round = rounds;
    fitting = NONE_FITTED; // what is asked for meanwhile the pipeline validates itself
    fitting = await fittingDocuments(documents.byId, next, rules, log, () => round !== rounds) ?? fitting;
  }

  let reading = Promise.resolve();
  async function readAgain(path: string): Promise<void> {
    try {
      documents = await readTrustedDocuments(path, keys);
      tell();
      if (schema !== undefined) await holdAgainst(schema);
    } catch (error) {
      log.error({ err: error }, 'the changed trusted documents are refused; those before them stay');
    }
  }

  const close = file === undefined ? () => {} : watchSignature(file, pollMs, () => {
    reading = reading.then(() => readAgain(file));
  });
  if (file !== undefined) tell();
  return {
    find: (id) => documents.byId.get(id),
    isUnfit: (id) => fitting.unfit.has(id),
    runnable: (key) => fitting.fit.get(key),
    holdAgainst,
    [Symbol.dispose]: close,
  };
}

/** By polling: it holds for network shares, and for links that are turned to another file. */
function watchSignature(file: string, pollMs: number, changed: () => void): () => void {
  const signature = signatureFileOf(file);
  const listener = (): void => changed();
  watchFile(signature, { interval: pollMs, persistent: false }, listener);
  return () => unwatchFile(signature, listener);
}
