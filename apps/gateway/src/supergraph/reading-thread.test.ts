import { afterEach, beforeEach, expect, it } from 'vitest';
import { SUPERGRAPHS } from '../../test/hot-swap/editions.ts';
import { readSupergraph } from './read-supergraph.ts';
import { ReadingThread } from './reading-thread.ts';

const program = (code: string): URL => new URL(`data:text/javascript,${encodeURIComponent(code)}`);

let thread: ReadingThread;
beforeEach(() => {
  thread = new ReadingThread();
});
afterEach(() => thread[Symbol.dispose]());

it('reads what would be read here, and finds wrong what would be wrong here', async () => {
  for (const sdl of Object.values(SUPERGRAPHS)) expect(await thread.read(sdl)).toEqual(await readSupergraph(sdl));
  const unsound = SUPERGRAPHS.early.replace('type Query', 'type Query implements Missing');
  const wrong = await readSupergraph(unsound).catch((error: unknown) => error);
  expect(wrong).toBeInstanceOf(Error);
  await expect(thread.read(unsound)).rejects.toThrow((wrong as Error).message);
  expect(await thread.read(SUPERGRAPHS.early)).toEqual(await readSupergraph(SUPERGRAPHS.early));
});

it.each([
  ['does not start', 'throw new Error("no")'],
  ['dies of it', 'import { parentPort } from "node:worker_threads"; parentPort.on("message", () => process.exit(3))'],
])('that %s costs nothing: the supergraph is read here', async (_what, code) => {
  using failing = new ReadingThread(program(code));
  for (let time = 0; time < 2; time += 1) expect(await failing.read(SUPERGRAPHS.early)).toEqual(await readSupergraph(SUPERGRAPHS.early));
});
