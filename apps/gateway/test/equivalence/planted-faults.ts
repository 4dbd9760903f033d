import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

/** A mistake in one place of the executor, as a change of its source. */
export interface PlantedFault {
  readonly name: string;
  /** In `src/execution`. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** Mistakes that an executor is likely to have. A suite that lets one pass shows nothing. */
export const PLANTED_FAULTS: readonly PlantedFault[] = [
  { name: 'one answer shared by the places it goes to', file: 'fetch.ts', from: "nth === 0 ? 'take' : 'copy'", to: "'take'" },
  { name: 'a client’s field taken for one that a subgraph requires', file: 'client-keys.ts', from: '=== `${key}()`) return key;', to: '!== undefined) return key;' },
  { name: 'fragments that hold for every type', file: 'collect-fields.ts', from: 'conditions(condition).has(typename)', to: 'conditions(condition).size > 0' },
  { name: 'errors at another place of a list', file: 'entity-path.ts', from: '[...place, index]', to: '[...place, 0]' },
  { name: '@include that is not heeded', file: 'settled-document.ts', from: "return holds === (name.value === 'include');", to: "return name.value === 'include' || !holds;" },
  { name: 'conditions that are forgotten', file: 'operation-executor.ts', from: "?? ''} ${outcome}`", to: "?? ''}`" },
  { name: 'entities taken for one another', file: 'entity-group.ts', from: 'let index = indexes.get(key);', to: 'let index = indexes.get([...indexes.keys()].find((known) => known.slice(0, 20) === key.slice(0, 20)) ?? key);' },
  { name: 'a null that does not spread', file: 'projection.ts', from: '    if (written === UNFIT) return UNFIT;\n    list += index === 0 ? written : `,${written}`;', to: '    const item = written === UNFIT ? NULL : written;\n    list += index === 0 ? item : `,${item}`;' },
  { name: 'an interface’s name in the place of the type’s', file: 'entity-group.ts', from: "if (isWider) entity['__typename'] = known;", to: '' },
  { name: 'variables that are zero or false, not passed on', file: 'fetch.ts', from: 'if (value !== undefined) members', to: 'if (value) members' },
  { name: 'sub-requests that fail in silence', file: 'fetch.ts', from: 'if (errors !== undefined) errorsOfEntities', to: 'if (errors !== undefined && isJsonObject(data)) errorsOfEntities' },
];

/** The play with the mistake in its executor, as one file, and its planner's process. A mistake that finds no place any more is an error, or the suite would lose its sight unnoticed. */
export async function bundlePlay({ file, from, to, name }: PlantedFault, folder: string): Promise<string> {
  const outdir = join(folder, String(PLANTED_FAULTS.findIndex((fault) => fault.name === name)));
  let isPlanted = false;
  await build({
    entryPoints: [join(import.meta.dirname, 'play-cases.ts'), join(import.meta.dirname, '../../src/execution/planner.process.ts')],
    outdir, entryNames: '[name]', outExtension: { '.js': '.mjs' }, bundle: true, platform: 'node', format: 'esm', target: 'node20', logLevel: 'error',
    plugins: [
      { name: 'packages stay outside', setup: ({ onResolve }) => onResolve({ filter: /^[^./]/ }, ({ path }) => (path.startsWith('@sortition/') ? undefined : { path, external: true })) },
      {
        name,
        setup: ({ onLoad }) => onLoad({ filter: /\/src\/execution\/[\w-]+\.ts$/ }, async ({ path }) => {
          if (!path.endsWith(`/${file}`)) return undefined;
          const contents = await readFile(path, 'utf8');
          isPlanted = contents.includes(from);
          return { contents: contents.replace(from, to), loader: 'ts' };
        }),
      },
    ],
  });
  if (!isPlanted) throw new Error(`no place for «${name}»: ${from}`);
  return join(outdir, 'play-cases.mjs');
}
