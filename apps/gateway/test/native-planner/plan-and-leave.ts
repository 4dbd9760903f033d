import type { ChildProcess } from 'node:child_process';
import { channel } from 'node:diagnostics_channel';
import { NativePlanner } from '../../src/execution/native-planner.ts';
import { SOUND, marks } from './marks.ts';

/** A process that plans once, tells the id of its planner, and has nothing more to do; or waits for its end. */
channel('child_process').subscribe((message) => {
  const { process: child } = message as { process: ChildProcess };
  setImmediate(() => process.send?.({ planner: child.pid }));
});
const plan = new NativePlanner(console.error).on(marks());
process.send?.({ planned: (await plan(SOUND))?.kind });
if (process.argv[2] === 'stay') setInterval(() => undefined, 1_000);
else process.disconnect();
