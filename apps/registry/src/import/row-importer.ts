import type { Act, Tx } from '@sortition/service-kit';
import type { FileRecord } from './csv-records.ts';
import type { RefusedRow } from './refused-rows.ts';

/** A row that may be stored, or one that is wrong. */
export type CheckedRecord<Row> = { readonly record: FileRecord; readonly row: Row } | RefusedRow;

export interface Settled {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Sound rows that the directory did not take, such as another object with a known code. */
  readonly refused: readonly RefusedRow[];
}

/** How rows of one kind of file are checked, in the order of the file, and stored. */
export interface RowImporter<Row> {
  check(records: readonly FileRecord[]): readonly CheckedRecord<Row>[];
  store(tx: Tx, act: Act, rows: readonly CheckedRecord<Row>[]): Promise<Settled>;
}
