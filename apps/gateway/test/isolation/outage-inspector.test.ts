import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Fault } from './faulty-subgraph.ts';
import { outageInspector } from './inspect-outage.ts';
import { startPlatform } from './platform.ts';

interface PlantedFault {
  readonly name: string;
  readonly env?: Record<string, string>;
  readonly takesSeveral?: boolean;
  readonly plant?: () => Promise<void> | void;
  readonly seenBy: Fault;
  readonly complaint: RegExp;
}

/** Replaces a file of the gateway by one with a mistake in it. A mistake that finds no place any more is an error, or the matrix would lose its sight unnoticed. */
async function plantIn(file: string, from: string, to: string): Promise<void> {
  const source = await readFile(file, 'utf8');
  if (!source.includes(from)) throw new Error(`no place for a mistake: ${from}`);
  const { outputFiles: [planted] } = await build({
    stdin: { contents: source.replace(from, to), resolveDir: dirname(file), loader: 'ts' }, bundle: true, write: false, platform: 'node', format: 'esm', target: 'node20',
  });
  vi.doMock(file, () => import(`data:text/javascript;base64,${Buffer.from(planted?.contents ?? '').toString('base64')}`));
}

type Module = Record<string, (...given: never[]) => unknown>;
const EXECUTOR = '../../src/execution/operation-executor.ts';
const SHAPES = '../../src/subgraphs/answer-shape.ts';
const ERRORS = '../../src/errors/present-error.ts';
const MESSAGES = '../../src/execution/field-errors.ts';
const REPLIES = join(import.meta.dirname, '../../src/subgraphs/replies.ts');
const LINES = '@sortition/service-kit/several-sub-requests';

/** So that even a busy machine reads much. */
const PATIENT = { SUBGRAPH_QUERY_MS: '9000' };

/** Gateways that each lack one protection. A matrix that passes one of them shows nothing. */
const PLANTED: readonly PlantedFault[] = [
  { name: 'asks the dead again and again', env: { BREAKER_FAILURES: '1000000' }, seenBy: 'answers HTML', complaint: /asked \d+ times though it is known to be down/ },
  { name: 'waits without end', env: { SUBGRAPH_QUERY_MS: '6000' }, seenBy: 'hangs', complaint: /answered after \d+ ms/ },
  { name: 'never forgives', env: { BREAKER_OPEN_MS: '60000' }, seenBy: 'answers 500', complaint: /not recovered/ },
  { name: 'reads without end', env: { SUBGRAPH_MAX_BYTES: '20000000', ...PATIENT }, seenBy: 'answers without end', complaint: /read \d+/ },
  { name: 'believes any shape', plant: () => void vi.doMock(SHAPES, () => ({ answerShapes: () => () => () => true })), seenBy: 'answers what was not asked', complaint: /data .* instead of/ },
  { name: 'passes errors on as they are', plant: () => void vi.doMock(ERRORS, async (actual) => ({ ...await actual<object>(), presentError: (error: unknown) => error })), seenBy: 'tells its secrets', complaint: /a secret: (10\.0\.0\.7|ECONN|localhost)/ },
  {
    name: 'gives everything up for one', seenBy: 'answers 401', complaint: /data null instead of/,
    async plant() {
      const { operationExecutor } = await vi.importActual<typeof import('../../src/execution/operation-executor.ts')>(EXECUTOR);
      vi.doMock(EXECUTOR, () => ({
        operationExecutor: (...given: Parameters<typeof operationExecutor>) => {
          const run = operationExecutor(...given);
          return async (request: Parameters<typeof run>[0]) => {
            const { data, errors } = await run(request);
            return errors === undefined ? { data } : { data: null, errors };
          };
        },
      }));
    },
  },
  {
    name: 'does not say where', seenBy: 'answers for too few', complaint: /an error without its place/,
    async plant() {
      const actual = await vi.importActual<Module>(MESSAGES);
      vi.doMock(MESSAGES, () => ({ ...actual, sharedPaths: () => [[]] }));
    },
  },
  {
    name: 'lets one caller ask for all that leave together', takesSeveral: true, seenBy: 'answers HTML', complaint: /something of (zhang-wei|li-na)/,
    async plant() {
      const { severalLines } = await vi.importActual<typeof import('@sortition/service-kit/several-sub-requests')>(LINES);
      vi.doMock(LINES, async (actual) => ({ ...await actual<object>(), severalLines: (all: Parameters<typeof severalLines>[0]) => severalLines(all.map((one) => ({ ...one, identity: all[0]?.identity ?? one.identity }))) }));
    },
  },
  { name: 'gives lines to whoever is next', takesSeveral: true, seenBy: 'answers HTML', complaint: /something of (zhang-wei|li-na)|data .* instead of/, plant: () => plantIn(REPLIES, 'this.waiting[answer.place]', 'this.waiting.find(({ settled }) => !settled)') },
  { name: 'reads on behind a line that makes no sense', takesSeveral: true, env: PATIENT, seenBy: 'answers lines without end', complaint: /read \d+/, plant: () => plantIn(REPLIES, "if (!this.#takeLine()) this.#leave(controller, 'reset');", 'this.#takeLine();') },
  { name: 'reads what does not come in lines', takesSeveral: true, env: PATIENT, seenBy: 'answers another type without end', complaint: /read \d+/, plant: () => plantIn(REPLIES, 'if (this.#taken) return;', 'return;') },
  { name: 'reads a line without end', takesSeveral: true, env: PATIENT, seenBy: 'answers without end', complaint: /read \d+/, plant: () => plantIn(REPLIES, 'if (this.#begunBytes <= this.#maxBytes) return;', 'return;') },
];

describe('the inspector of outages notices a gateway that', () => {
  afterEach(() => {
    for (const path of [EXECUTOR, SHAPES, ERRORS, MESSAGES, REPLIES, LINES]) vi.doUnmock(path);
    vi.resetModules();
  });

  it.each(PLANTED)('$name', async ({ env = {}, takesSeveral = false, plant, seenBy, complaint }) => {
    vi.resetModules();
    await plant?.();
    const { startGateway } = await import('../../src/start-gateway.ts');
    await using platform = await startPlatform(startGateway, { env, takesSeveral });
    const inspect = await outageInspector(platform);
    expect((await inspect({ service: 'registry', fault: seenBy })).join('\n')).toMatch(complaint);
  }, 120_000);
});
