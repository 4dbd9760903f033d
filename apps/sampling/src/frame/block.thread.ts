import { parentPort, workerData } from 'node:worker_threads';
import { BlockDraw } from './block-draw.ts';
import type { Answer, Order, ThreadPlan } from './block-threads.ts';
import { Sealer } from './frame-seal.ts';

/** A thread beside the service: it takes one block after the other and answers each, until it is asked for what it kept. */

const port = parentPort;
if (port === null) throw new Error('this program runs in a thread');
const NOTHING = new Uint8Array(0);

function workerFor(plan: ThreadPlan): (order: Order) => Answer {
  if ('seal' in plan) {
    const sealer = new Sealer(plan.seal);
    return ({ block }) => ({ leaves: block === null ? NOTHING : sealer.leavesOf(block), kept: [] });
  }
  const draw = new BlockDraw(plan.draw);
  return ({ block }) => {
    if (block === null) return { leaves: NOTHING, kept: draw.kept() };
    draw.add(block);
    return { leaves: NOTHING, kept: [] };
  };
}

const work = workerFor(workerData);
port.on('message', (order: Order) => { port.postMessage(work(order)); });
port.postMessage('ready');
