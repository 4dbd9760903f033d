import { readFile } from 'node:fs/promises';
import { signatureFileOf, verifiedManifest, type TrustedEntry } from '@sortition/service-kit/document-manifest';
import { OperationTypeNode, parse, type DocumentNode } from 'graphql';
import type { JSONWebKeySet } from 'jose';
import { documentFacts } from '../limits/document-facts.ts';
import { checkDocument } from '../limits/document-limits.ts';

/** A document that was reviewed before it was signed. */
export interface TrustedDocument {
  /** `sha256:` and the hash of the text, as clients name it. */
  readonly id: string;
  readonly name: string;
  readonly text: string;
  readonly node: DocumentNode;
  /** Whether it can change nothing, whichever of its operations is asked for. */
  readonly readsOnly: boolean;
}

/** What was reviewed may be long and deep; what is never right is refused all the same. */
const REVIEWED = { tokens: Infinity, depth: Infinity, aliases: Infinity, directives: Infinity, repeated: Infinity, rootFields: Infinity, mutations: Infinity };

function trusted(id: string, { name, document: text }: TrustedEntry): TrustedDocument {
  try {
    const node = parse(text);
    const facts = documentFacts(node);
    checkDocument(facts, REVIEWED);
    return { id, name, text, node, readsOnly: facts.operations.every(({ type }) => type === OperationTypeNode.QUERY) };
  } catch (error) {
    throw new Error(`the document ${name} (${id}): ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

export interface TrustedDocuments {
  readonly byId: ReadonlyMap<string, TrustedDocument>;
  /** The key that signed them. */
  readonly kid: string;
}

/** Reads a signed manifest from its file; all of it holds, or it is refused with what is wrong. */
export async function readTrustedDocuments(file: string, keys: JSONWebKeySet): Promise<TrustedDocuments> {
  try {
    const signature = await readFile(signatureFileOf(file), 'utf8'); // first: it is written last
    const { manifest, kid } = await verifiedManifest(await readFile(file), signature, keys);
    return { byId: new Map(Object.entries(manifest.documents).map(([id, entry]) => [id, trusted(id, entry)])), kid };
  } catch (error) {
    throw new Error(`trusted documents ${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
