import { join } from 'node:path';
import { build } from 'esbuild';
import { workspace } from '../supergraph-now.ts';
import { PLANTED, type Mistake } from './planted-mistakes.ts';
import { LARGE_FRAMES, rewriteSource } from './rewrite-source.ts';

/** The real service as one file and that of its threads, so that a new life begins in a second; with a mistake, where the test itself is tested. */
export async function bundleSampling(folder: string, mistake: Mistake | undefined, frames: 'SMALL' | 'LARGE'): Promise<string> {
  const name = `sampling-${mistake ?? 'honest'}`;
  await build({
    entryPoints: [{ in: join(workspace, 'apps/sampling/src/main.ts'), out: name }, { in: join(workspace, 'apps/sampling/src/frame/block.thread.ts'), out: 'block.thread' }],
    outdir: folder, outExtension: { '.js': '.mjs' }, bundle: true, platform: 'node', format: 'esm', target: 'node20', logLevel: 'error',
    plugins: [
      { name: 'packages stay outside', setup: ({ onResolve }) => onResolve({ filter: /^[^./]/ }, ({ path }) => (path.startsWith('@sortition/') || path.startsWith('/') ? undefined : { path, external: true, sideEffects: false })) },
      rewriteSource(`${mistake ?? 'honest'} on ${frames} frames`, [...(mistake === undefined ? [] : PLANTED[mistake]), ...(frames === 'LARGE' ? LARGE_FRAMES : [])]),
    ],
  });
  return join(folder, `${name}.mjs`);
}
