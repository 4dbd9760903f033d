import { QueryPlanner } from '@graphql-hive/router-query-planner';
import type { Answer, Order } from './planner-life.ts';

/** The process of the native planner: it carries out one order after the other, and ends with the gateway. */

const say = (answer: Answer): unknown => process.send?.(answer);
const planners = new Map<number, QueryPlanner>();

async function answerTo(order: Order): Promise<Answer> {
  try {
    if ('sdl' in order) {
      for (const supergraph of order.forget) planners.delete(supergraph);
      planners.set(order.supergraph, new QueryPlanner(order.sdl));
      return { done: true };
    }
    // On another thread: this one must hear that the gateway is gone while the planner goes in circles.
    const plan = await planners.get(order.supergraph)?.planAsync(order.document, null, new Set(), 0);
    return plan?.node === undefined ? { done: false } : { done: true, node: plan.node };
  } catch {
    return { done: false };
  }
}

process.on('message', (order: Order) => void answerTo(order).then(say));
// A thread that goes in circles would keep the process from exiting.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
// A terminal and a service manager tell every process; this one is needed until the gateway has answered what has begun.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);
say({ done: true });
