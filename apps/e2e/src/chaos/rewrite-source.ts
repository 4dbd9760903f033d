import { readFileSync } from 'node:fs';
import type { Plugin } from 'esbuild';

/** A change of the service's source on its way into the bundle. */
export interface Rewrite {
  readonly file: RegExp;
  readonly from: string;
  readonly to: string;
}

/** Changes sources in a bundle; a change that finds no place any more is an error, or a test would lose its sight unnoticed. */
export function rewriteSource(name: string, rewrites: readonly Rewrite[]): Plugin {
  const placed = new Set<Rewrite>();
  return {
    name,
    setup: (build) => {
      build.onLoad({ filter: /\/(service-kit|sampling)\/src\/.*\.ts$/ }, ({ path }) => {
        const own = rewrites.filter(({ file }) => file.test(path));
        if (own.length === 0) return undefined;
        let contents = readFileSync(path, 'utf8');
        for (const rewrite of own) {
          if (!contents.includes(rewrite.from)) continue;
          contents = contents.replace(rewrite.from, rewrite.to);
          placed.add(rewrite);
        }
        return { contents, loader: 'ts' };
      });
      build.onEnd(() => {
        const lost = rewrites.find((rewrite) => !placed.has(rewrite));
        if (lost !== undefined) throw new Error(`no place for «${name}»: ${lost.from}`);
      });
    },
  };
}

/** Every frame counts as large, so that the work of a draw goes on after its answer; and who died over it is missed after seconds. */
export const LARGE_FRAMES: readonly Rewrite[] = [
  { file: /frame-work\.store\.ts$/, from: 'LARGE_FRAME = 200_000', to: 'LARGE_FRAME = 10' },
  { file: /frame-work\.store\.ts$/, from: "interval '1 minute'", to: "interval '3 seconds'" },
];
