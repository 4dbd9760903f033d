import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';

/** A browser that happens to be installed; null where none is. */
export const installedBrowser: string | null = ['chromium', 'chromium-browser', 'google-chrome'].find((name) => spawnSync(name, ['--version']).status === 0) ?? null;

interface Message {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

export interface BrowserPage {
  /** The value of an expression in the page, awaited. */
  readonly evaluate: (expression: string) => Promise<unknown>;
  /** Chooses files as a person does with the dialogue. */
  readonly choose: (selector: string, files: readonly string[]) => Promise<void>;
  readonly close: () => Promise<void>;
}

const field = (value: unknown, name: string): unknown => (typeof value === 'object' && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined);

/** Opens a file in a browser of its own, spoken to through pipes. */
export async function openInBrowser(command: string, url: string): Promise<BrowserPage> {
  const profile = mkdtempSync(join(tmpdir(), 'page-'));
  const browser = spawn(command, ['--headless=new', '--no-sandbox', '--disable-gpu', '--remote-debugging-pipe', `--user-data-dir=${profile}`, 'about:blank'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
  const [, , , into, from] = browser.stdio;
  if (!(into instanceof Writable) || !(from instanceof Readable)) throw new Error('the browser has no pipes');
  const waiting = new Map<number, { readonly done: (result: unknown) => void; readonly failed: (error: Error) => void }>();
  let rest = '';
  from.setEncoding('utf8').on('data', (text: string) => {
    const messages = (rest + text).split('\0');
    rest = messages.pop() ?? '';
    for (const { id, result, error } of messages.map((message): Message => JSON.parse(message))) {
      const asked = waiting.get(id ?? 0);
      if (error === undefined) asked?.done(result);
      else asked?.failed(new Error(error.message));
    }
  });
  let last = 0;
  const ask = (method: string, params: object, session?: unknown): Promise<unknown> =>
    new Promise((done, failed) => {
      waiting.set(++last, { done, failed });
      into.write(`${JSON.stringify({ id: last, method, params, ...(session === undefined ? {} : { sessionId: session }) })}\0`);
    });
  const session = field(await ask('Target.attachToTarget', { targetId: field(await ask('Target.createTarget', { url }), 'targetId'), flatten: true }), 'sessionId');
  return {
    evaluate: async (expression) => field(field(await ask('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true }, session), 'result'), 'value'),
    choose: async (selector, files) => {
      const root = field(field(await ask('DOM.getDocument', {}, session), 'root'), 'nodeId');
      await ask('DOM.setFileInputFiles', { files, nodeId: field(await ask('DOM.querySelector', { nodeId: root, selector }, session), 'nodeId') }, session);
    },
    close: async () => {
      const gone = new Promise((resolve) => browser.once('exit', resolve));
      await ask('Browser.close', {});
      await gone;
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
