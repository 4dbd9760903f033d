// Resolver types from a service's SDL, by the API of graphql-codegen: its command-line tool brings five times the packages.
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSubgraphSchema, printSubgraphSchema } from '@apollo/subgraph';
import { codegen } from '@graphql-codegen/core';
import * as typescript from '@graphql-codegen/typescript';
import * as resolvers from '@graphql-codegen/typescript-resolvers';
import { parse } from 'graphql';

const PRELUDE = fileURLToPath(new URL('../../libs/service-kit/src/federation/prelude.graphql', import.meta.url));

/** The same text that the service reads when it starts. */
function readSdl(appDirectory) {
  const source = join(appDirectory, 'src');
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.graphql')).sort();
  return [PRELUDE, ...files.map((file) => join(source, file))].map((file) => readFileSync(file, 'utf8')).join('\n');
}

function readSettings(appDirectory) {
  const file = join(appDirectory, 'codegen.json');
  const { mappers = {}, contextType = '@sortition/service-kit#ServiceContext', ...unknown } = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const [surprise] = Object.keys(unknown);
  if (surprise !== undefined) throw new Error(`${file}: "${surprise}" is not a setting; there are mappers and contextType`);
  return { mappers, contextType };
}

/** What the types of a service's resolvers must be, given its SDL and the domain types that stand behind it. */
export async function resolverTypes(sdl, { mappers, contextType }) {
  const schema = parse(printSubgraphSchema(buildSubgraphSchema(parse(sdl))));
  const text = await codegen({
    filename: 'resolvers.ts',
    schema,
    documents: [],
    pluginMap: { typescript, resolvers },
    plugins: [{ typescript: {} }, { resolvers: {} }],
    config: {
      federation: true,
      contextType,
      mappers,
      useTypeImports: true,
      importExtension: '',
      emitLegacyCommonJSImports: false,
      enumsAsTypes: true,
      skipTypename: true,
      immutableTypes: true,
      makeResolverTypeCallable: true,
      inputMaybeValue: 'T | null | undefined', // an argument left out and one given as null are both absent
      strictScalars: true,
      scalars: {
        ID: 'string',
        DateTime: { input: 'Date', output: 'Date | string' },
        Date: 'string',
        JSON: 'unknown',
        _FieldSet: 'string', // brought in by the generator's own federation support
      },
    },
  });
  return `/* Generated from the service's .graphql files; do not edit. */\n${text}`;
}

async function generate(appDirectory) {
  const target = join(appDirectory, 'src/generated/resolvers.ts');
  const text = await resolverTypes(readSdl(appDirectory), readSettings(appDirectory));
  if (existsSync(target) && readFileSync(target, 'utf8') === text) return;
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const appDirectory = resolve(process.argv[2] ?? '.');
  await generate(appDirectory).catch((error) => {
    console.error(`${basename(appDirectory)}: ${error instanceof Error ? error.message : error}`);
    process.exit(1);
  });
}
