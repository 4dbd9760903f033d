import { createWriteStream, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { canonicalJson, draftIntent, intentHash, sizeStratum, type DrawIntent } from '@sortition/draw';
import { newId, ok, type Outcome } from '@sortition/kernel';
import { systemIdentity, transact, type Act, type Tx } from '@sortition/service-kit';
import { drawFrame } from '../src/frame/draw-frame.ts';
import { LARGE_FRAME } from '../src/frame/frame-work.store.ts';
import { frameBytes } from '../src/frame/frame.store.ts';
import { freezePopulation, type FrozenPopulation } from '../src/frame/freeze-population.ts';
import { sizeAbove } from '../src/frame/population.store.ts';
import { workforceOf, type Workforce } from '../src/frame/workforce.ts';
import { strataOf } from '../src/object-draw/stratum.store.ts';

/** Freezes, draws and certifies the whole roster of a database as the service does, and tells how long each phase took. */

const { values } = parseArgs({ options: { database: { type: 'string' }, ratio: { type: 'string', default: '0.01' }, out: { type: 'string' }, sealed: { type: 'boolean', default: false } } });
const pool = new pg.Pool({ connectionString: values.database, max: 4 });
const write = drizzle({ client: pool });

async function timed<T>(work: (tx: Tx, act: Act) => Promise<T>): Promise<{ readonly value: T; readonly seconds: number; readonly processorSeconds: number }> {
  const started = performance.now();
  const before = process.cpuUsage();
  const act = { identity: systemIdentity('sampling'), now: new Date(), trace: newId(), operation: 'measureDraw' };
  const done: Outcome<T> = await transact(write, act, async (tx) => ok(await work(tx, act)));
  if (!done.ok) throw new Error(done.error.code);
  const { user, system } = process.cpuUsage(before);
  return { value: done.value, seconds: (performance.now() - started) / 1_000, processorSeconds: (user + system) / 1e6 };
}

function intentOver({ frame, strata, units }: FrozenPopulation, ratio: string): DrawIntent {
  return draftIntent({
    hash: 'SHA-256', units, taskNumber: 'bench', profile: 'CQ', profileHash: '0'.repeat(64), rosterVersion: '1', frameRoot: frame.root, frameCount: frame.count, exclusions: [],
    strata: strata.map(({ keyInFrame, population, weight }) => {
      const shape = { population, sizing: { ratio }, rounding: 'CEIL' as const, minimum: 1 };
      const sized = sizeStratum(shape, null);
      if (!sized.ok) throw new Error(sized.error.code);
      return { ...shape, key: keyInFrame, weight, size: sized.value.size, reserve: Math.min(population - sized.value.size, Math.max(10, Math.ceil(sized.value.size / 5))) };
    }),
    drawnBy: 'bench', randomness: [{ source: 'platform', kind: 'PLATFORM', commitment: null }], attempt: 1, continues: null, createdAt: '2026-01-05T09:00:00+08:00',
  });
}

const differentiated = ['HIGH', 'MIDDLE'].map((value) => ({ dimension: 'RISK' as const, value, ratio: values.ratio, number: null, frequency: null, also: [] }));
const terms = {
  filter: { kinds: [], divisionCodes: [], tags: [], riskLevels: [], creditLevels: [], ownerDepartmentIds: [] }, strata: strataOf(differentiated), exclusions: [], sealed: values.sealed,
};
const drawId = newId();
const large = (await timed((tx) => sizeAbove(tx, terms, LARGE_FRAME))).value;
const workforce = (act: Act): Workforce | undefined =>
  large === null ? undefined : workforceOf(write, act, { units: large, progress: () => Promise.resolve(), warn: (what) => { console.error(what); } });
const frozen = await timed((tx, act) => freezePopulation(tx, drawId, terms, workforce(act)));
const intent = intentOver(frozen.value, values.ratio);
const contributions = [{ source: 'platform', encoding: 'hex' as const, value: 'c0'.repeat(32) }];
const drawn = await timed((tx, act) => drawFrame(tx, { id: drawId, intent, intentHash: intentHash(intent) }, contributions, workforce(act)));
const started = performance.now();
const certificate = canonicalJson(drawn.value);
const written = (performance.now() - started) / 1_000;
const peakMemoryMB = Math.round(process.resourceUsage().maxRSS / 1024);
if (values.out !== undefined) {
  writeFileSync(`${values.out}.certificate.json`, certificate);
  const file = createWriteStream(`${values.out}.frame.txt`);
  await timed(async (tx) => {
    for await (const lines of frameBytes(tx, drawId)) if (!file.write(lines)) await new Promise((drained) => { file.once('drain', () => { drained(null); }); });
  });
  await new Promise((ended) => { file.end(() => { ended(null); }); });
}
await pool.end();
console.log(JSON.stringify({ units: frozen.value.frame.count, drawn: drawn.value.drawnCount, freezeSeconds: frozen.seconds, drawSeconds: drawn.seconds, certifySeconds: written, freezeProcessorSeconds: frozen.processorSeconds, drawProcessorSeconds: drawn.processorSeconds, peakMemoryMB }));
