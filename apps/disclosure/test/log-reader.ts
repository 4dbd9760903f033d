import { expect } from 'vitest';
import { assertOk } from '@sortition/kernel';
import { LogCheck, parseCheckpoint, parseNote, parsePolicy, printPolicy, printVerifierKey, verifyCheckpoint, type Checkpoint, type ExportedEntry, type LogFault } from '@sortition/transparency-log';
import { LOG_SIGNER, type City } from './disclosure-fixture.ts';

/** Believes the log's own signature, and asks for no witness. */
export const unwitnessed = assertOk(parsePolicy(printPolicy(printVerifierKey(LOG_SIGNER), [], 0)));

/** Somebody outside who has nothing but HTTP. */
export async function get(city: City, path: string): Promise<{ status: number; body: string; headers: Headers }> {
  const response = await fetch(new URL(path, city.subgraph.url));
  return { status: response.status, body: await response.text(), headers: response.headers };
}

export async function exported(city: City): Promise<ExportedEntry[]> {
  const lines: ExportedEntry[] = [];
  for (;;) {
    const { status, body } = await get(city, `/log/entries?from=${lines.length}&to=${lines.length + 7}`);
    expect(status).toBe(200);
    if (body === '') return lines;
    lines.push(...body.trimEnd().split('\n').map((line): ExportedEntry => JSON.parse(line)));
  }
}

export const noteOf = async (city: City, size?: number): Promise<string> => (await get(city, `/log/checkpoint${size === undefined ? '' : `?size=${size}`}`)).body;
export const checkpointOf = (note: string): Checkpoint => assertOk(parseCheckpoint(assertOk(parseNote(note)).text));

/** The whole-log check, as the command line does it: the first fault, or null. */
export async function wholeLogFault(city: City, ...notes: readonly string[]): Promise<LogFault | null> {
  const checkpoints = notes.map((note) => assertOk(verifyCheckpoint(note, unwitnessed)));
  const log = new LogCheck(checkpoints.map(({ size }) => size));
  for (const line of await exported(city)) {
    const taken = log.add(line);
    if (!taken.ok) return taken.error;
  }
  return checkpoints.map((checkpoint) => log.agreesWith(checkpoint)).flatMap((verdict) => (verdict.ok ? [] : [verdict.error]))[0] ?? null;
}
