import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';

/** A peer whose feed the service under test follows: what it emits arrives over HTTP, as in the running platform. */
export interface EventSource extends AsyncDisposable {
  readonly url: string;
  /** Cursor of the last event. */
  readonly head: string;
  emit(type: string, payload: unknown, version?: number): void;
}

interface Emitted {
  readonly seq: number;
  readonly line: string;
}

const POLL_MS = 10;

export async function startEventSource(): Promise<EventSource> {
  const events: Emitted[] = [];
  let stopped = false;
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://source');
    const after = Number((url.searchParams.get('after') ?? '0-0').split('-')[1]);
    const until = performance.now() + Math.min(Number(url.searchParams.get('wait') ?? 0), 5) * 1_000;
    const next = (): Emitted[] => events.filter(({ seq }) => seq > after);
    while (next().length === 0 && performance.now() < until && !stopped) await sleep(POLL_MS);
    response.writeHead(200, { 'content-type': 'application/x-ndjson' }).end(next().map(({ line }) => `${line}\n`).join(''));
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    get head() { return `1-${events.length}`; },
    emit: (type, payload, version = 1) => {
      const seq = events.length + 1;
      events.push({ seq, line: JSON.stringify({ cursor: `1-${seq}`, id: randomUUID(), type, version, payload, occurredAt: '2025-01-01T00:00:00.000000Z', actor: 'system:peer', trace: 'test' }) });
    },
    [Symbol.asyncDispose]: async () => {
      stopped = true;
      server.closeAllConnections();
      await new Promise((resolve) => { server.close(resolve); });
    },
  };
}
