import { sql } from 'drizzle-orm';
import { invariant } from '@sortition/kernel';
import type { Tx } from '@sortition/service-kit';
import type { NodeId, NodeLookup, TreeNode } from '@sortition/transparency-log';
import { logNode } from './log-entry.table.ts';

const BATCH = 5_000;

export async function insertNodes(tx: Tx, nodes: readonly TreeNode[]): Promise<void> {
  for (let start = 0; start < nodes.length; start += BATCH) {
    await tx.insert(logNode).values(nodes.slice(start, start + BATCH).map(({ level, index, hash }) => ({ level, index, hash })));
  }
}

const keyOf = ({ level, index }: NodeId): string => `${level}/${index}`;

/** Reads these subtrees, and no others, in one statement. */
export async function loadNodes(tx: Tx, nodes: readonly NodeId[]): Promise<NodeLookup> {
  const wanted = sql.join(nodes.map(({ level, index }) => sql`(${level}::integer, ${index}::bigint)`), sql`, `);
  const found = nodes.length === 0 ? [] : await tx.select().from(logNode).where(sql`(${logNode.level}, ${logNode.index}) in (${wanted})`);
  const hashes = new Map(found.map((node) => [keyOf(node), node.hash]));
  return (node) => {
    const hash = hashes.get(keyOf(node));
    invariant(hash !== undefined, `the subtree ${keyOf(node)} of the public log is stored`);
    return hash;
  };
}
