import { basename, isAbsolute, join } from 'node:path';
import { build } from 'esbuild';

/**
 * One file per app: starting from TypeScript takes three times as long. Packages stay outside, so that there is one copy of each.
 * @param entry another program of the app, below `src`
 */
export async function bundleApp(root: string, app: string, entry = 'main'): Promise<string> {
  const directory = join(root, 'apps', app);
  const outfile = join(directory, `dist/${basename(entry)}.mjs`);
  await build({
    entryPoints: [join(directory, `src/${entry}.ts`)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: 'linked',
    logLevel: 'warning',
    plugins: [{
      name: 'packages-stay-outside',
      setup: ({ onResolve }) => onResolve({ filter: /^[^./]/ }, ({ path }) => (path.startsWith('@sortition/') || isAbsolute(path) ? undefined : { path, external: true })),
    }],
  });
  return outfile;
}
