import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse, validate, type GraphQLSchema } from 'graphql';
import { z } from 'zod';

export interface NamedDocument {
  readonly name: string;
  readonly text: string;
}

const manifestOf = z.looseObject({ documents: z.record(z.string(), z.looseObject({ name: z.string(), document: z.string() })) });

/** The example queries of a folder, and the documents of manifests. A manifest that is none stops everything. */
export function readDocuments(folder: string, manifests: readonly string[]): readonly NamedDocument[] {
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.graphql')).toSorted() : [];
  return [
    ...files.map((file) => ({ name: `docs/queries/${file}`, text: readFileSync(join(folder, file), 'utf8') })),
    ...manifests.flatMap((manifest) => {
      const parsed = manifestOf.safeParse(JSON.parse(readFileSync(manifest, 'utf8')));
      if (!parsed.success) throw new Error(`${manifest} is not a manifest of documents: ${z.prettifyError(parsed.error)}`);
      return Object.entries(parsed.data.documents).map(([id, { name, document }]) => ({ name: `${manifest} ${name} (${id})`, text: document }));
    }),
  ];
}

/** Which documents the schema does not allow, and why. */
export function unfitDocuments(documents: readonly NamedDocument[], schema: GraphQLSchema): readonly { readonly name: string; readonly message: string }[] {
  return documents.flatMap(({ name, text }) => {
    try {
      return validate(schema, parse(text)).map(({ message }) => ({ name, message }));
    } catch (error) {
      return [{ name, message: error instanceof Error ? error.message : String(error) }];
    }
  });
}
