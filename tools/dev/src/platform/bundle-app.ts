import { readdirSync } from 'node:fs';
import { basename, isAbsolute, join } from 'node:path';
import { build } from 'esbuild';

/** Programs that an app begins beside itself, in a thread or as a process. */
const BESIDE = /\.(thread|process)\.ts$/;

/**
 * One file per app: starting from TypeScript takes three times as long. Packages stay outside, so that there is one copy of each;
 * one of which nothing is used is not loaded.
 * Programs of threads and processes lie beside it, where the app looks for them.
 * @param entry another program of the app
 */
export async function bundleApp(root: string, app: string, entry = 'src/main'): Promise<string> {
  const directory = join(root, 'apps', app);
  const beside = readdirSync(join(directory, 'src'), { recursive: true, encoding: 'utf8' }).filter((path) => BESIDE.test(path));
  await build({
    entryPoints: [join(directory, `${entry}.ts`), ...beside.map((path) => join(directory, 'src', path))],
    outdir: join(directory, 'dist'),
    entryNames: '[name]',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: 'linked',
    logLevel: 'warning',
    plugins: [{
      name: 'packages-stay-outside',
      setup: ({ onResolve }) => onResolve({ filter: /^[^./]/ }, ({ path }) => (path.startsWith('@sortition/') || isAbsolute(path) ? undefined : { path, external: true, sideEffects: false })),
    }],
  });
  return join(directory, `dist/${basename(entry)}.mjs`);
}
