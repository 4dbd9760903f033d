import { parentPort, workerData } from 'node:worker_threads';
import { BlockDraw } from './block-draw.ts';
import type { Order, ThreadPlan } from './block-threads.ts';

/** A thread beside the service: it takes blocks until it is asked for what it kept of them. */

const port = parentPort;
if (port === null) throw new Error('this program runs in a thread');
const plan: ThreadPlan = workerData;
const draw = new BlockDraw(plan);
port.on('message', ({ block }: Order) => {
  if (block === null) return port.postMessage(draw.kept());
  draw.add(block);
  port.postMessage([]);
});
port.postMessage('ready');
