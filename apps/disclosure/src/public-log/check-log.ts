import { ok } from '@sortition/kernel';
import type { JobContext, Tx } from '@sortition/service-kit';
import { GrowingTree, SHA256_TREE, leafHashOf, openEntry, openSealed, sameBytes } from '@sortition/transparency-log';
import { checkpointsBetween, newestCheckpoint } from './checkpoint.store.ts';
import { entriesBetween, sizeOfLog, type LogEntryRecord } from './log-entry.store.ts';
import { leavesBetween } from './log-tree.store.ts';

const PAGE = 1_000;

/** What is wrong with the log as it is stored, by number of entry or of checkpoint. */
export interface LogAudit {
  readonly size: number;
  /** Entries whose text, or whose content as far as it is there, is not what the tree holds. */
  readonly changed: readonly number[];
  readonly missing: readonly number[];
  /** Checkpoints whose root is not that of their entries, by size. */
  readonly contradicted: readonly number[];
}

function contentFits({ entry, opening, sealed }: LogEntryRecord): boolean {
  if (opening === null) return true; // forgotten, or never meant to be seen
  return openEntry(entry, opening).ok && (sealed === null || openSealed(opening.content, sealed).ok);
}

/** Reads the whole log in pages and names everything that was changed or taken out, however many. */
export async function checkLog(tx: Tx): Promise<LogAudit> {
  const size = Math.max(await sizeOfLog(tx), (await newestCheckpoint(tx))?.size ?? 0);
  const tree = new GrowingTree();
  const [changed, missing, contradicted]: [number[], number[], number[]] = [[], [], []];
  for (let from = 0; from < size; from += PAGE) {
    const to = Math.min(from + PAGE, size);
    const leaves = await leavesBetween(tx, from, to);
    const entries = new Map((await entriesBetween(tx, from, to)).map((entry) => [entry.index, entry]));
    const signed = new Map((await checkpointsBetween(tx, from, to)).map((checkpoint) => [checkpoint.size, checkpoint]));
    for (let index = from; index < to; index += 1) {
      const entry = entries.get(index);
      const hash = entry === undefined ? undefined : leafHashOf(entry.entry);
      const leaf = leaves.get(index);
      if (entry === undefined || hash === undefined) missing.push(index);
      else if (leaf === undefined || !sameBytes(hash, leaf) || !contentFits(entry)) changed.push(index);
      tree.append(hash ?? leaf ?? SHA256_TREE.empty);
      const checkpoint = signed.get(tree.size);
      if (checkpoint !== undefined && !sameBytes(checkpoint.root, tree.root())) contradicted.push(tree.size);
    }
  }
  return { size, changed, missing, contradicted };
}

export const isIntact = ({ changed, missing, contradicted }: LogAudit): boolean => changed.length + missing.length + contradicted.length === 0;

/** Every hour: nobody has to ask before it is noticed. */
export async function auditLog({ transact, log }: JobContext): Promise<void> {
  const verdict = await transact('auditLog', async (tx) => ok(await checkLog(tx)));
  if (verdict.ok && !isIntact(verdict.value)) log.error({ job: true, ...verdict.value }, 'the public log was changed in the database');
}
