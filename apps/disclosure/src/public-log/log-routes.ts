import type { IncomingMessage, ServerResponse } from 'node:http';
import { newId, ok, refuse, renderRefusal, type Outcome } from '@sortition/kernel';
import { ANONYMOUS, readAs, type Act, type SubgraphServices, type Tx } from '@sortition/service-kit';
import { toHex, type VerifierKey } from '@sortition/transparency-log';
import { findCheckpoint, newestCheckpoint } from './checkpoint.store.ts';
import { exportLines, noteWithCosignatures, policyOf, proveConsistency } from './read-log.ts';

const MOST_ENTRIES = 1_000;

interface Answer {
  readonly type: string;
  readonly body: string;
  /** Seconds for which anybody may keep it. What can be forgotten is kept for a minute at most. */
  readonly keep: number;
}

const FOREVER = 31_536_000;
const numberIn = (url: URL, name: string): number => (/^\d{1,15}$/.test(url.searchParams.get(name) ?? '') ? Number(url.searchParams.get(name)) : Number.NaN);

async function checkpoint(tx: Tx, url: URL): Promise<Outcome<Answer>> {
  const size = url.searchParams.has('size') ? numberIn(url, 'size') : null;
  if (Number.isNaN(size)) return refuse('INVALID_VALUE', null, { field: 'size' });
  const row = size === null ? await newestCheckpoint(tx) : await findCheckpoint(tx, size);
  if (row === undefined) return refuse('NOT_FOUND', null, { entity: 'LogCheckpoint' });
  return ok({ type: 'text/plain; charset=utf-8', body: await noteWithCosignatures(tx, row), keep: 2 });
}

async function entries(tx: Tx, url: URL): Promise<Outcome<Answer>> {
  const [from, to] = [numberIn(url, 'from'), numberIn(url, 'to')];
  if (Number.isNaN(from)) return refuse('INVALID_VALUE', null, { field: 'from' });
  if (Number.isNaN(to) || to < from || to - from > MOST_ENTRIES) return refuse('INVALID_VALUE', null, { field: 'to', max: from + MOST_ENTRIES });
  return ok({ type: 'application/x-ndjson', body: (await exportLines(tx, from, to)).join(''), keep: 60 });
}

async function consistency(tx: Tx, url: URL): Promise<Outcome<Answer>> {
  const [from, to] = [numberIn(url, 'from'), numberIn(url, 'to')];
  if (Number.isNaN(from) || Number.isNaN(to)) return refuse('INVALID_VALUE', null, { field: Number.isNaN(from) ? 'from' : 'to' });
  const proof = await proveConsistency(tx, from, to);
  return proof.ok ? ok({ type: 'application/json', body: JSON.stringify({ from, to, hashes: proof.value.hashes.map((hash) => toHex(hash)) }), keep: FOREVER }) : proof;
}

/**
 * The log without GraphQL, for scripts and mirrors: `GET /log/checkpoint[?size=]`, `/log/entries?from=&to=` (one entry per line, `to` left
 * out), `/log/consistency?from=&to=`, `/log/policy`. Public, and read as the public reads.
 */
export const logRoutes = (key: VerifierKey | undefined) => ({ database, clock }: SubgraphServices) => {
  const policy = async (tx: Tx): Promise<Outcome<Answer>> =>
    (key === undefined ? refuse('NOT_FOUND', null, { entity: 'LogPolicy' }) : ok({ type: 'text/plain; charset=utf-8', body: await policyOf(tx, key), keep: 60 }));
  const answers: Readonly<Record<string, (tx: Tx, url: URL) => Promise<Outcome<Answer>>>> = { '/log/checkpoint': checkpoint, '/log/entries': entries, '/log/consistency': consistency, '/log/policy': policy };

  return async (request: IncomingMessage, response: ServerResponse, url: URL): Promise<boolean> => {
    const answer = answers[url.pathname];
    if (answer === undefined) return false;
    if (request.method !== 'GET') {
      response.writeHead(405, { allow: 'GET' }).end();
      return true;
    }
    const reader: Act = { identity: ANONYMOUS, now: clock(), trace: newId(), operation: 'read' };
    const outcome = await readAs(database.read, reader, (tx) => answer(tx, url));
    if (outcome.ok) {
      const { type, body, keep } = outcome.value;
      response.writeHead(200, { 'content-type': type, 'cache-control': `public, max-age=${keep}${keep === FOREVER ? ', immutable' : ''}` }).end(body);
    } else {
      const status = outcome.error.code === 'NOT_FOUND' ? 404 : 400;
      response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(JSON.stringify({ ...outcome.error.details, code: outcome.error.code, ...renderRefusal(outcome.error) }));
    }
    return true;
  };
};
