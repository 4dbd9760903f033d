import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Report } from './figures.ts';

const root = join(import.meta.dirname, '../../..');
const PORT = 14_000; // below the range of outgoing ports, and away from the default
const LIMIT_MS = 600_000;
const QUERY = JSON.stringify({ query: '{ publicResults(first: 1) { nodes { id } } }' });

const seconds = (since: number): number => (performance.now() - since) / 1_000;

async function firstAnswer(started: number, child: ChildProcess): Promise<number> {
  while (performance.now() - started < LIMIT_MS) {
    if (child.exitCode !== null) throw new Error(`npm start ended with ${child.exitCode} before it answered`);
    try {
      const response = await fetch(`http://127.0.0.1:${PORT}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: QUERY });
      const answer = await response.json() as { data?: { publicResults?: unknown } };
      if (answer.data?.publicResults !== undefined && answer.data.publicResults !== null) return seconds(started);
    } catch { /* not listening yet */ }
    await sleep(50);
  }
  throw new Error('no answer within ten minutes');
}

async function startAndStop(clone: string): Promise<{ readonly answered: number; readonly stopped: number }> {
  const started = performance.now();
  const child = spawn('npm', ['start'], { cwd: clone, env: { ...process.env, PORT: String(PORT), DATA_DIR: join(clone, '.data') }, stdio: ['ignore', 'ignore', 'inherit'], detached: true });
  const answered = await firstAnswer(started, child);
  const stopping = performance.now();
  process.kill(-(child.pid ?? 0), 'SIGINT'); // as the terminal does: to the whole group
  await new Promise((resolve) => { child.once('exit', resolve); });
  return { answered, stopped: seconds(stopping) };
}

/** From nothing to the first answered query: clone, `npm start` with packages to install, and the start after that. */
export async function run(): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'sortition-start-'));
  try {
    const begun = performance.now();
    const clone = spawnSync('git', ['clone', '--quiet', root, join(folder, 'sortition')], { stdio: 'inherit' });
    if (clone.status !== 0) throw new Error('git clone failed');
    const cloned = seconds(begun);
    const first = await startAndStop(join(folder, 'sortition'));
    const later = await startAndStop(join(folder, 'sortition'));
    return {
      title: 'From a fresh clone to the first answered query',
      figures: [
        { name: 'clone', value: cloned, unit: 's' },
        { name: 'first start to first answer', value: first.answered, unit: 's', note: 'installs packages, makes databases, begins the city' },
        { name: 'later start to first answer', value: later.answered, unit: 's' },
        { name: 'Ctrl-C to all stopped', value: later.stopped, unit: 's' },
      ],
      json: { bench: 'start', cloneSeconds: cloned, firstAnswerSeconds: first.answered, laterAnswerSeconds: later.answered, stopSeconds: later.stopped, totalSeconds: cloned + first.answered },
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
