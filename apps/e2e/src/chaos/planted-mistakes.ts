import { readFileSync } from 'node:fs';
import type { Plugin } from 'esbuild';

/** The mistakes that matter most. A chaos test that does not catch them proves nothing. */
export const MISTAKES = ['no-idempotency', 'event-outside', 'not-durable'] as const;
export type Mistake = (typeof MISTAKES)[number];

interface Change {
  readonly file: RegExp;
  readonly from: string;
  readonly to: string;
}

/** As changes of the source on its way into the bundle; `not-durable` is one of the database instead. */
const CHANGES = {
  // every call is taken for a new one
  'no-idempotency': [{ file: /service-kit\/src\/mutate\.ts$/, from: 'key: input.idempotencyKey };', to: 'key: input.idempotencyKey + Math.random() };' }],
  // events are told after the commit: they die with the process
  'event-outside': [
    { file: /events\/append-event\.ts$/, from: 'await tx.insert(event).values({', to: '(globalThis.untold ??= []).push({' },
    { file: /database\/transact\.ts$/, from: "crashPoint('after_commit');", to: "crashPoint('after_commit'); for (const told of (globalThis.untold ?? []).splice(0)) await pool.insert(event).values(told);" },
    { file: /database\/transact\.ts$/, from: "import { sqlState }", to: "import { event } from './kit.table.ts';\nimport { sqlState }" },
  ],
  'not-durable': [],
} as const satisfies Record<Mistake, readonly Change[]>;

/** Puts a mistake into a bundle; a change that finds no place any more is an error, or the test would lose its sight unnoticed. */
export function plant(mistake: Mistake): Plugin {
  const changes: readonly Change[] = CHANGES[mistake];
  const placed = new Set<Change>();
  return {
    name: `the mistake ${mistake}`,
    setup: (build) => {
      build.onLoad({ filter: /service-kit\/src\/.*\.ts$/ }, ({ path }) => {
        const own = changes.filter(({ file }) => file.test(path));
        if (own.length === 0) return undefined;
        let contents = readFileSync(path, 'utf8');
        for (const change of own) {
          if (!contents.includes(change.from)) continue;
          contents = contents.replace(change.from, change.to);
          placed.add(change);
        }
        return { contents, loader: 'ts' };
      });
      build.onEnd(() => {
        const lost = changes.find((change) => !placed.has(change));
        if (lost !== undefined) throw new Error(`no place for the mistake ${mistake}: ${lost.from}`);
      });
    },
  };
}
