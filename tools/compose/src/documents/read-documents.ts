import { readFileSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { documentIdOf } from '@sortition/service-kit/document-manifest';
import { Kind, parse, type DocumentNode } from 'graphql';

/** A document as a client sends it: the text of a file, to the byte. */
export interface ReviewedDocument {
  readonly id: string;
  readonly name: string;
  readonly text: string;
  readonly node: DocumentNode;
  /** The folders it was found in: one for each program that sends documents. */
  readonly clients: readonly string[];
}

function readDocument(path: string, client: string): ReviewedDocument {
  const text = readFileSync(path, 'utf8');
  try {
    const node = parse(text);
    const names = node.definitions.flatMap((definition) => (definition.kind === Kind.OPERATION_DEFINITION ? [definition.name?.value ?? ''] : []));
    const [name = ''] = names;
    if (names.length !== 1 || name === '') throw new Error('it must hold one operation, and that must have a name');
    return { id: documentIdOf(text), name, text, node, clients: [client] };
  } catch (error) {
    throw new Error(`${path}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** Every `.graphql` file of the folders, each of which is named after the program that sends what is in it. */
export function readDocuments(folders: readonly string[]): readonly ReviewedDocument[] {
  const documents = new Map<string, ReviewedDocument>();
  for (const folder of folders) {
    const client = basename(resolve(folder));
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.graphql')).toSorted()) {
      const document = readDocument(join(folder, file), client);
      const clients = new Set([...documents.get(document.id)?.clients ?? [], client]);
      documents.set(document.id, { ...document, clients: [...clients] });
    }
  }
  return [...documents.values()];
}
