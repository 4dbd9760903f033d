import type { Rewrite } from './rewrite-source.ts';

/** The mistakes that matter most. A chaos test that does not catch them proves nothing. */
export const MISTAKES = ['no-idempotency', 'event-outside', 'not-durable'] as const;
export type Mistake = (typeof MISTAKES)[number];

/** As changes of the source; `not-durable` is one of the database instead. */
export const PLANTED = {
  // every call is taken for a new one
  'no-idempotency': [{ file: /service-kit\/src\/mutate\.ts$/, from: 'key: input.idempotencyKey };', to: 'key: input.idempotencyKey + Math.random() };' }],
  // events are told after the commit: they die with the process
  'event-outside': [
    { file: /events\/append-event\.ts$/, from: 'await tx.insert(event).values({', to: '(globalThis.untold ??= []).push({' },
    { file: /database\/transact\.ts$/, from: "crashPoint('after_commit');", to: "crashPoint('after_commit'); for (const told of (globalThis.untold ?? []).splice(0)) await pool.insert(event).values(told);" },
    { file: /database\/transact\.ts$/, from: "import { sqlState }", to: "import { event } from './kit.table.ts';\nimport { sqlState }" },
  ],
  'not-durable': [],
} as const satisfies Record<Mistake, readonly Rewrite[]>;
