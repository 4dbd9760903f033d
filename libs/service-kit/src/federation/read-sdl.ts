import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const preludePath = (): string => process.env['PRELUDE'] ?? join(dirname(fileURLToPath(import.meta.url)), 'prelude.graphql');

/** A subgraph's SDL: the prelude that all share, then every `.graphql` file below its `src`, in the order of their paths. */
export function readSdl(serviceRoot: string): string {
  const source = join(serviceRoot, 'src');
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.graphql')).sort();
  return [preludePath(), ...files.map((file) => join(source, file))].map((file) => readFileSync(file, 'utf8')).join('\n');
}
