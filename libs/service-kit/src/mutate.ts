import { createHash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { ok, refuse, type Outcome } from '@sortition/kernel';
import { actOf, type ServiceContext } from './service-context.ts';
import type { Act } from './act.ts';
import { assertAudited } from './audit/audit-trail.ts';
import { canonicalJson } from './audit/canonical-json.ts';
import { crashPoint } from './crash-point.ts';
import type { Tx } from './database/database.ts';
import { idempotency } from './database/kit.table.ts';
import { transact } from './database/transact.ts';
import { unwrap } from './graphql-error.ts';

/** Every mutation's input: the same key and input get the first answer again, whatever happened to the connection. */
export interface MutationInput {
  readonly idempotencyKey: string;
}

export type UseCase<Input, Answer> = (tx: Tx, act: Act, input: Input) => Promise<Outcome<Answer>>;

/**
 * Runs a use case as the caller: one transaction, one answer per idempotency key, an audit entry, or a typed refusal.
 * The answer is stored as JSON and must survive it: ids and plain values.
 */
export async function mutate<Input extends MutationInput, Answer>(context: ServiceContext, operation: string, input: Input, useCase: UseCase<Input, Answer>): Promise<Answer> {
  const act = actOf(context, operation);
  const outcome = await transact(context.database.write, act, (tx) => onceOnly(tx, act, input, async () => {
    const done = await useCase(tx, act, input);
    if (done.ok) assertAudited(tx, operation);
    return done;
  }));
  context.reads.renew();
  return unwrap(outcome);
}

async function onceOnly<Answer>(tx: Tx, act: Act, input: MutationInput, work: () => Promise<Outcome<Answer>>): Promise<Outcome<Answer>> {
  if (input.idempotencyKey.length < 8 || input.idempotencyKey.length > 200) return refuse('INVALID_VALUE', null, { field: 'idempotencyKey' });
  const key = { subject: act.identity.subject, operation: act.operation, key: input.idempotencyKey };
  const inputHash = createHash('sha256').update(canonicalJson(input)).digest('hex');
  const here = and(eq(idempotency.subject, key.subject), eq(idempotency.operation, key.operation), eq(idempotency.key, key.key));
  // a concurrent call with the same key waits here until the first one commits or gives up
  const claimed = await tx.insert(idempotency).values({ ...key, inputHash, createdAt: act.now }).onConflictDoNothing().returning({ key: idempotency.key });
  if (claimed.length === 0) {
    const [first] = await tx.select().from(idempotency).where(here);
    if (first === undefined || first.inputHash !== inputHash) return refuse('IDEMPOTENCY_KEY_REUSED', null, { operation: act.operation });
    return ok(first.answer as Answer);
  }
  const done = await work();
  if (done.ok) await tx.update(idempotency).set({ answer: done.value }).where(here);
  crashPoint('answer_stored');
  return done;
}
