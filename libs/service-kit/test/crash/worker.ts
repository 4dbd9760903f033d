import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { newId, ok, type Outcome } from '@sortition/kernel';
import { actOf, appendEvent, mutate, recordChange, runService, startSubgraph, transact, type Act, type MutationInput, type ServiceContext, type SubgraphServices, type Tx } from '../../src/service-kit.ts';

/** The mistakes that a crash test must catch, or it proves nothing. */
type Planted = 'none' | 'no-idempotency' | 'event-outside' | 'effect-before-cursor';

const planted = (process.env['PLANTED'] ?? 'none') as Planted;

interface PlaceInput extends MutationInput {
  readonly text: string;
}

interface Placed {
  readonly id: string;
  readonly number: number;
}

const tell = (tx: Tx, act: Act, id: string): Promise<void> => appendEvent(tx, act, 'TaskCompleted', { taskId: id, completedAt: act.now.toISOString() });

/** What the mistake «event-outside» has placed but not yet told; it dies with the process. */
const untold = new Set<string>();

async function place(tx: Tx, act: Act, input: PlaceInput): Promise<Outcome<Placed>> {
  const { rows } = await tx.execute<{ last: number }>(sql`update crash.number set last = last + 1 returning last`);
  const order = { id: newId(), number: rows[0]?.last ?? 0 };
  await tx.execute(sql`insert into crash.placed (id, number, text) values (${order.id}, ${order.number}, ${input.text})`);
  recordChange(tx, { entity: 'Order', entityId: order.id, before: null, after: order });
  if (planted === 'event-outside') untold.add(order.id);
  else await tell(tx, act, order.id);
  return ok(order);
}

async function placeOnce(context: ServiceContext, input: PlaceInput): Promise<Placed> {
  const placed = await mutate(context, 'place', planted === 'no-idempotency' ? { ...input, idempotencyKey: randomUUID() } : input, place);
  if (planted === 'event-outside') {
    const act = actOf(context, 'place');
    if (untold.delete(placed.id)) await transact(context.database.write, act, async (tx) => ok(await tell(tx, act, placed.id)));
  }
  return placed;
}

const receive = (services: SubgraphServices) => async (tx: Tx, _act: Act, event: { readonly taskId: string }): Promise<void> => {
  const effect = sql`insert into crash.received (placed_id) values (${event.taskId})`;
  await (planted === 'effect-before-cursor' ? services.database.write.execute(effect) : tx.execute(effect));
};

await runService((config) => startSubgraph({
  name: 'crash',
  resolvers: () => ({
    Query: { orders: () => 0 },
    Mutation: { place: async (_: unknown, { input }: { input: PlaceInput }, context: ServiceContext) => ({ order: await placeOnce(context, input) }) },
  }),
  subscriptions: (services) => (process.env['FOLLOW'] === undefined ? [] : [{ source: 'crash', handlers: { TaskCompleted: receive(services) } }]),
}, config));
