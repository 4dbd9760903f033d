import { drizzle } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import { newId, ok } from '@sortition/kernel';
import { recordChange, systemIdentity, transact, type Act, type Pool } from '@sortition/service-kit';
import type { FileRecord } from './csv-records.ts';
import { latestRun, putRun, type RosterImportRow } from './roster-import.store.ts';
import type { RefusedFile, RefusedRow } from './refused-rows.ts';
import type { RosterFile } from './roster-file.ts';
import type { CheckedRecord, RowImporter, Settled } from './row-importer.ts';

export interface ImportSummary {
  readonly rows: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly refused: number;
  /** Rows that an earlier run, which did not end, had settled. */
  readonly resumedAfter: number;
}

export interface RosterImport<Row> {
  readonly client: pg.Client;
  readonly file: RosterFile;
  readonly sha256: string;
  readonly profile: string;
  readonly format: string;
  /** Lines before the first data row. */
  readonly headerLine: number;
  readonly importer: RowImporter<Row>;
  readonly refusedFile: RefusedFile;
  readonly dryRun: boolean;
  readonly now: () => Date;
  readonly onProgress: (summary: ImportSummary) => void;
}

/** A run, whatever its rows are. */
type Run = Omit<RosterImport<never>, 'importer'>;

const BATCH_ROWS = 20_000;
const SLICE_ROWS = 500;

/** Brings a file into the directory batch by batch; each batch is one transaction together with the mark of how far the run has come. */
export async function importRoster<Row>(work: RosterImport<Row>): Promise<ImportSummary> {
  const pool: Pool = drizzle({ client: work.client });
  let run = await beginRun(pool, work);
  const resumedAfter = run.rowsDone;
  let read = 0;
  let storing: Promise<RosterImportRow> = Promise.resolve(run);
  for await (const records of batchesOf(work)) {
    // an earlier run has settled these; they are checked again, since later rows may repeat their codes
    const before = Math.min(Math.max(resumedAfter - read, 0), records.length);
    read += records.length;
    const checked = await inSlices(records, (slice) => work.importer.check(slice));
    run = await storing;
    work.onProgress(summaryOf(run, resumedAfter));
    if (before === records.length) continue;
    storing = storeBatch(pool, work, run, { checked: checked.slice(before), last: records.at(-1)?.line ?? 0 });
    storing.catch(() => undefined); // heard when it is awaited, while the next batch is being checked
  }
  run = await storing;
  run = await finishRun(pool, work, run);
  return summaryOf(run, resumedAfter);
}

const summaryOf = ({ rowsDone, created, updated, unchanged, refused }: RosterImportRow, resumedAfter: number): ImportSummary => ({ rows: rowsDone, created, updated, unchanged, refused, resumedAfter });

const actOf = (now: Date, operation: string): Act => ({ identity: systemIdentity('roster-import'), now, trace: newId(), operation });

/** A run that was cut off goes on; one that ended is history, and the file is gone through again. */
async function beginRun(pool: Pool, { sha256, profile, format, now, dryRun }: Run): Promise<RosterImportRow> {
  const at = now();
  const begun = await transact(pool, actOf(at, 'importRoster'), async (tx) => {
    const latest = await latestRun(tx, sha256, profile);
    if (latest !== undefined && !latest.finished && !dryRun) return ok(latest);
    const fresh: RosterImportRow = {
      fileSha256: sha256, profile, run: (latest?.run ?? 0) + 1, format, rowsDone: 0, created: 0, updated: 0, unchanged: 0, refused: 0, refusedBytes: 0, finished: false, startedAt: at, movedAt: at,
    };
    if (!dryRun) await putRun(tx, fresh);
    return ok(fresh);
  });
  if (!begun.ok) throw new Error(begun.error.code);
  return begun.value;
}

interface Batch<Row> {
  readonly checked: readonly CheckedRecord<Row>[];
  /** Line of its last record. */
  readonly last: number;
}

async function storeBatch<Row>(pool: Pool, work: RosterImport<Row>, run: RosterImportRow, { checked, last }: Batch<Row>): Promise<RosterImportRow> {
  const act = actOf(work.now(), 'importRoster');
  const stored = await transact(pool, act, async (tx) => {
    const settled = await work.importer.store(tx, act, checked);
    const refused = refusedRows(checked, settled);
    const next: RosterImportRow = {
      ...run, rowsDone: run.rowsDone + checked.length, created: run.created + settled.created, updated: run.updated + settled.updated, unchanged: run.unchanged + settled.unchanged,
      refused: run.refused + refused.length, refusedBytes: work.refusedFile.append(run.refusedBytes, refused), movedAt: act.now,
    };
    if (!work.dryRun) await putRun(tx, next);
    if (!work.dryRun && settled.created + settled.updated > 0) {
      recordChange(tx, { entity: 'RosterImport', entityId: work.sha256, before: { rows: run.rowsDone }, after: { rows: next.rowsDone, created: settled.created, updated: settled.updated, upToLine: last } });
    }
    return ok(next);
  });
  if (!stored.ok) throw new Error(stored.error.code);
  return stored.value;
}

/** Those that were wrong by themselves and those that the directory did not take, in the order of the file. */
const refusedRows = <Row>(checked: readonly CheckedRecord<Row>[], settled: Settled): RefusedRow[] =>
  [...checked.flatMap((row) => ('errors' in row ? [row] : [])), ...settled.refused].sort((a, b) => a.record.line - b.record.line);

async function finishRun(pool: Pool, { dryRun, now }: Run, run: RosterImportRow): Promise<RosterImportRow> {
  if (dryRun) return run;
  const finished = { ...run, finished: true, movedAt: now() };
  const done = await transact(pool, actOf(finished.movedAt, 'importRoster'), async (tx) => {
    await putRun(tx, finished);
    return ok(finished);
  });
  if (!done.ok) throw new Error(done.error.code);
  return done.value;
}

async function* batchesOf({ file, headerLine }: Run): AsyncGenerator<readonly FileRecord[]> {
  let batch: FileRecord[] = [];
  for await (const records of file.records()) {
    for (const record of records) {
      if (record.line <= headerLine) continue;
      batch.push(record);
      if (batch.length < BATCH_ROWS) continue;
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

/** Checking is this process's work and storing the server's; between slices the answers of the server are heard. */
async function inSlices<T>(records: readonly FileRecord[], check: (slice: readonly FileRecord[]) => readonly T[]): Promise<T[]> {
  const checked: T[] = [];
  for (let start = 0; start < records.length; start += SLICE_ROWS) {
    checked.push(...check(records.slice(start, start + SLICE_ROWS)));
    await new Promise((resolve) => { setImmediate(resolve); });
  }
  return checked;
}
