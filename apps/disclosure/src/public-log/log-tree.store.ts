import { and, eq, gte, lt, sql } from 'drizzle-orm';
import { invariant } from '@sortition/kernel';
import type { Tx } from '@sortition/service-kit';
import { toHex, type NodeId, type NodeLookup, type TreeNode } from '@sortition/transparency-log';
import { logNode } from './log-entry.table.ts';

export async function insertNodes(tx: Tx, nodes: readonly TreeNode[]): Promise<void> {
  const rows = JSON.stringify(nodes.map(({ level, index, hash }) => ({ level, index, hash: toHex(hash) })));
  await tx.execute(sql`insert into disclosure.log_node (level, index, hash) select level, index, decode(hash, 'hex') from jsonb_to_recordset(${rows}::jsonb) as node (level integer, index bigint, hash text)`);
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

/** The hashes of entries `from` to `to`, without `to`, by their number, as far as they are there. */
export async function leavesBetween(tx: Tx, from: number, to: number): Promise<Map<number, Uint8Array>> {
  const rows = await tx.select().from(logNode).where(and(eq(logNode.level, 0), gte(logNode.index, from), lt(logNode.index, to)));
  return new Map(rows.map(({ index, hash }) => [index, hash]));
}
