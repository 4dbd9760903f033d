import { and, asc, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import type { DrawCertificate } from '@sortition/draw';
import { copyBytes, type Tx } from '@sortition/service-kit';
import { CODE_BYTES, LEAF_BYTES, OBJECT_ID_BYTES } from '../frame/frame-lines.ts';
import { countPopulation } from '../frame/population.store.ts';
import { excludedUnit, frameBlock } from '../frame/frame.table.ts';
import { findFrame } from '../frame/frame.store.ts';
import { openedBlocks } from '../frame/sealed-frame.store.ts';
import { objectDraw } from '../object-draw/object-draw.table.ts';
import { versionOf } from '../roster/roster.store.ts';
import { rosterObject } from '../roster/roster.table.ts';
import { task } from '../task/task.table.ts';

/** A draw that was made here, with all that it certified. */
export interface CertifiedDraw {
  readonly id: string;
  readonly at: Date;
  readonly certificate: DrawCertificate;
}

const DRAWS_AT_ONCE = 10; // a certificate with a reserve may have a megabyte

/** Every result that was ever drawn here, in the order of time; those that were given up belong to it. */
export async function* certifiedDraws(tx: Tx): AsyncGenerator<CertifiedDraw> {
  let after: { readonly at: Date; readonly id: string } | undefined;
  for (;;) {
    const further = after === undefined ? undefined : sql`(${objectDraw.drawnAt}, ${objectDraw.id}) > (${after.at.toISOString()}::timestamptz, ${after.id}::uuid)`;
    const page = await tx.select({ id: objectDraw.id, at: objectDraw.drawnAt, certificate: objectDraw.certificate }).from(objectDraw)
      .where(and(isNotNull(objectDraw.certificate), isNull(objectDraw.platform), further)).orderBy(asc(objectDraw.drawnAt), asc(objectDraw.id)).limit(DRAWS_AT_ONCE);
    for (const { id, at, certificate } of page) {
      if (at === null || certificate === null) continue;
      after = { id, at };
      yield { id, at, certificate: JSON.parse(certificate) };
    }
    if (page.length < DRAWS_AT_ONCE) return;
  }
}

/** One unit of a frame: its id as it stands in the frame and the object that it stands for, both as bytes in a text, and its stratum. */
export interface FramedUnit {
  readonly id: string;
  readonly objectId: string;
  readonly stratum: string;
}

const asText = (bytes: Buffer, at: number, length: number): string => bytes.toString('latin1', at, at + length);

/** The id of a unit in a certificate, as `framedUnits` gives it. */
export const frameIdOf = (unitId: string): string => Buffer.from(unitId.replaceAll('-', ''), 'hex').toString('latin1');

/** The units of a frozen frame in its order, block by block. */
export async function* framedUnits(tx: Tx, drawId: string): AsyncGenerator<readonly FramedUnit[]> {
  const found = await findFrame(tx, drawId);
  if (found === undefined) return;
  const { sealed, keys } = found;
  const blocks = sealed ? openedBlocks(tx, drawId) : copyBytes(tx, sql`select ${frameBlock.units} from ${frameBlock} where ${eq(frameBlock.drawId, drawId)} order by ${frameBlock.number}`);
  const idBytes = sealed ? LEAF_BYTES : OBJECT_ID_BYTES;
  const width = idBytes + CODE_BYTES;
  for await (const block of blocks) {
    const count = block.length / (width + (sealed ? OBJECT_ID_BYTES : 0));
    yield Array.from({ length: count }, (_, i): FramedUnit => {
      const id = asText(block, i * width, idBytes);
      return { id, objectId: sealed ? asText(block, count * width + i * OBJECT_ID_BYTES, OBJECT_ID_BYTES) : id, stratum: keys[block.readUInt16BE(i * width + idBytes)] ?? '' };
    });
  }
}

export const countObjects = (tx: Tx): Promise<number> => tx.$count(rosterObject);

const DRAWS_COMPARED = 20;

/** For the last draws whose version of the roster is still the present one: how many units of the population neither stand in the frame nor were left out with a reason. */
export async function countMissingUnits(tx: Tx): Promise<number> {
  const comparable = await tx.select({ id: objectDraw.id, population: objectDraw.population, terms: task.terms }).from(objectDraw).innerJoin(task, eq(task.id, objectDraw.taskId))
    .where(and(isNotNull(objectDraw.certificate), isNull(objectDraw.platform), isNull(objectDraw.continuesId), eq(objectDraw.mode, 'UNDIRECTED'), eq(objectDraw.rosterVersion, await versionOf(tx, 'OBJECT'))))
    .orderBy(sql`${objectDraw.drawnAt} desc`).limit(DRAWS_COMPARED);
  let missing = 0;
  for (const { id, population, terms } of comparable) {
    if (terms === null) continue;
    const listed = await countPopulation(tx, { filter: terms.population, strata: [], exclusions: [] });
    missing += Math.abs(listed - population - await tx.$count(excludedUnit, eq(excludedUnit.drawId, id)));
  }
  return missing;
}
