import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { canonicalJson } from '@sortition/draw';
import { newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, profileOfTask } from '@sortition/profiles';
import { readAs, refusalError, systemIdentity, type Identity, type RouteServices, type Tx } from '@sortition/service-kit';
import { findObjectDrawsByIds, type ObjectDrawRow } from '../object-draw/object-draw.store.ts';
import { objectsOfHolder } from '../roster/roster.store.ts';
import { findTask } from '../task/task.store.ts';
import { mayOpen, mayReadCertificate, mayReadFrame, type FramedDraw } from './frame-access.rules.ts';
import { FrameLines } from './frame-lines.ts';
import { findFrame, readBlock, type FrameRow } from './frame.store.ts';
import { openingLines, openingOf } from './openings.ts';

const PATH = /^\/draws\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/(frame|certificate|openings)$/;
const STATUS: Readonly<Record<string, number>> = { FORBIDDEN: 403, NOT_DISPATCHED: 403, NOT_FOUND: 404, DRAW_MISSING: 404, UNAUTHENTICATED: 401 };

interface Told {
  /** Names the content: it never changes. */
  readonly tag: string;
  readonly type: string;
  readonly content: () => AsyncIterable<Uint8Array | string>;
}

interface Found {
  readonly draw: ObjectDrawRow;
  readonly frame: FrameRow;
  readonly framed: FramedDraw;
  readonly clause: string | null;
}

type Read = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

/**
 * `GET /draws/<id>/frame`, `/certificate` and `/openings`: what is needed to verify a draw, to everybody who may have it by now. Each
 * block is read by itself, so that a slow reader holds neither memory nor a connection.
 */
export const serveFrame = ({ database, clock, identify }: RouteServices) => async (request: IncomingMessage, response: ServerResponse, url: URL): Promise<boolean> => {
  const [, drawId = '', what = ''] = PATH.exec(url.pathname) ?? [];
  if (drawId === '') return false;
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD' }).end();
    return true;
  }
  const act = { identity: systemIdentity('sampling'), now: clock(), trace: newId(), operation: 'serveFrame' };
  const read: Read = (work) => readAs(database.read, act, work);
  const identity = identify(request);
  const told = identity === undefined ? refuse('UNAUTHENTICATED', null, {}) : await tell(read, identity, drawId, what);
  if (told.ok) await send(request, response, told.value);
  else response.writeHead(STATUS[told.error.code] ?? 400, { 'content-type': 'application/json' }).end(JSON.stringify({ errors: [refusalError(told.error).toJSON()] }));
  return true;
};

async function tell(read: Read, identity: Identity, drawId: string, what: string): Promise<Outcome<Told>> {
  const found = await read((tx) => find(tx, drawId));
  if (found === undefined) return refuse('NOT_FOUND', null, { entity: 'ObjectDraw', id: drawId });
  const { draw, frame, framed, clause } = found;
  if (what === 'frame') {
    const may = mayReadFrame(identity, framed, clause);
    return may.ok ? ok({ tag: draw.frameRoot, type: 'text/plain; charset=utf-8', content: () => linesOf(read, frame) }) : may;
  }
  if (what === 'certificate') {
    const may = mayReadCertificate(identity, framed, clause);
    if (!may.ok) return may;
    const { certificate, certificateHash } = draw;
    if (certificate === null || certificateHash === null) return refuse('DRAW_MISSING', clause, { drawId });
    return ok({ tag: certificateHash, type: 'application/json; charset=utf-8', content: () => Readable.from([certificate]) });
  }
  if (!framed.sealed) return refuse('NOT_FOUND', clause, { entity: 'Opening', id: drawId });
  const scope = mayOpen(identity, framed, clause);
  if (!scope.ok) return scope;
  return scope.value === 'ALL'
    ? ok({ tag: `${draw.intentHash}-all`, type: 'application/x-ndjson', content: () => allOpenings(read, draw) })
    : ok({ tag: `${draw.intentHash}-${identity.uscc}`, type: 'application/x-ndjson', content: () => ownOpenings(read, draw, identity.uscc ?? '') });
}

async function find(tx: Tx, drawId: string): Promise<Found | undefined> {
  const [draw] = await findObjectDrawsByIds(tx, [drawId]);
  const frame = await findFrame(tx, drawId);
  const task = draw === undefined ? undefined : await findTask(tx, draw.taskId);
  if (draw === undefined || frame === undefined || task === undefined) return undefined;
  const profile = profileOfTask(task);
  const { openedAt, dispatchedAt } = draw;
  return {
    draw, frame, clause: profile.ok ? clauseOf(profile.value.draw.disclosure) : null,
    framed: { sealed: frame.sealed, openedAt, dispatchedAt, leadDepartmentId: task.leadDepartmentId, departmentIds: task.departmentIds },
  };
}

async function* linesOf(read: Read, frame: FrameRow): AsyncGenerator<Uint8Array> {
  const lines = new FrameLines(frame);
  for (let number = 0; ; number += 1) {
    const units = await read((tx) => readBlock(tx, frame.drawId, number));
    if (units === undefined) return;
    yield lines.of(units);
  }
}

async function* allOpenings(read: Read, draw: ObjectDrawRow): AsyncGenerator<string> {
  for (let number = 0; ; number += 1) {
    const lines = await read((tx) => openingLines(tx, draw, number));
    if (lines === undefined) return;
    yield lines;
  }
}

async function* ownOpenings(read: Read, draw: ObjectDrawRow, uscc: string): AsyncGenerator<string> {
  for (const objectId of await read((tx) => objectsOfHolder(tx, uscc))) {
    const opening = await read((tx) => openingOf(tx, draw, objectId));
    if (opening !== undefined) yield `${canonicalJson(opening)}\n`;
  }
}

async function send(request: IncomingMessage, response: ServerResponse, { tag, type, content }: Told): Promise<void> {
  const zipped = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  const etag = zipped ? `"${tag}-gzip"` : `"${tag}"`;
  const headers = { etag, vary: 'accept-encoding', 'cache-control': 'private, max-age=0' };
  if (String(request.headers['if-none-match'] ?? '').split(/\s*,\s*/).includes(etag)) return void response.writeHead(304, headers).end();
  response.writeHead(200, { ...headers, 'content-type': type, ...(zipped ? { 'content-encoding': 'gzip' } : {}) });
  if (request.method === 'HEAD') return void response.end();
  const source = Readable.from(content(), { objectMode: true, highWaterMark: 1 });
  await (zipped ? pipeline(source, createGzip({ level: 1 }), response) : pipeline(source, response));
}
