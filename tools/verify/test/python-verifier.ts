import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'vitest';

const folder = join(import.meta.dirname, '..');

export const hasPython = spawnSync('python3', ['--version']).status === 0;

/** Any socket, and any name that is looked up, ends the verifier at once. */
const WITHOUT_NETWORK = `
import socket, sys, json
def refused(*_, **__): raise SystemExit("a verifier opened a connection")
socket.socket = socket.create_connection = socket.getaddrinfo = refused
sys.path.insert(0, ${JSON.stringify(folder)})
import verify_draw as v
`;

/** Runs a script beside the Python verifier, without a network, and gives what it prints, line by line, as JSON. */
export function inPython<T>(script: string, input: unknown): T[] {
  const { stdout, stderr, status } = spawnSync('python3', ['-B', '-c', WITHOUT_NETWORK + script], { input: JSON.stringify(input), encoding: 'utf8', maxBuffer: 1 << 28 });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return stdout.trimEnd().split('\n').map((line) => JSON.parse(line));
}

/** The Python verifier as a command, its network denied. */
export function verifyInPython(...args: string[]): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  const script = `${WITHOUT_NETWORK}\nsys.exit(v.main())`;
  return spawnSync('python3', ['-B', '-c', script, ...args], { encoding: 'utf8' });
}
