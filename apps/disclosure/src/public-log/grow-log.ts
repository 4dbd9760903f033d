import { invariant, ok } from '@sortition/kernel';
import { crashPoint, type Act, type JobContext, type Tx } from '@sortition/service-kit';
import {
  GrowingTree, consistencyIsProved, consistencyProof, consistencyRanges, leafHashOf, nodesOf, nodesOfRanges, printCheckpoint, printNote, rootOf, signText, type SigningKey, type TreeNode,
} from '@sortition/transparency-log';
import { insertCheckpoint, newestCheckpoint } from './checkpoint.store.ts';
import { isAnybodyWaiting, lockLog, numberEntries, sizeOfLog } from './log-entry.store.ts';
import { insertNodes, loadNodes } from './log-tree.store.ts';

const BATCH = 2_000;

/** Numbers the entries that wait and adds them to the tree, all in one transaction; gives how many they were. */
async function numberWaiting(tx: Tx): Promise<number> {
  await lockLog(tx);
  const size = await sizeOfLog(tx);
  const edge = nodesOf({ from: 0, to: size });
  const tree = new GrowingTree(size, edge.map(await loadNodes(tx, edge)));
  const entries = await numberEntries(tx, size, BATCH);
  const nodes: TreeNode[] = entries.flatMap((entry) => tree.append(leafHashOf(entry)));
  await insertNodes(tx, nodes);
  return entries.length;
}

/** Signs what the log is now, if it has grown since it last signed, and only if it begins with what it signed before. */
async function signCheckpoint(tx: Tx, act: Act, key: SigningKey): Promise<void> {
  await lockLog(tx);
  const size = await sizeOfLog(tx);
  const last = await newestCheckpoint(tx);
  if (size === 0 || size === last?.size) return;
  const earlier = last?.size ?? 0;
  const stillBegins = `the public log still begins with the ${earlier} entries that it signed`;
  invariant(earlier <= size, stillBegins);
  const lookup = await loadNodes(tx, [...nodesOf({ from: 0, to: size }), ...nodesOfRanges(consistencyRanges(earlier, size))]);
  const root = rootOf(size, lookup);
  const grown = last === undefined || consistencyIsProved({ earlier, size, earlierRoot: last.root, root, proof: consistencyProof(earlier, size, lookup) });
  invariant(grown, stillBegins);
  const text = printCheckpoint({ origin: key.name, size, root });
  await insertCheckpoint(tx, { size, root, note: printNote({ text, signatures: [signText(text, key)] }), signedAt: act.now });
}

/**
 * Numbers what waits, then signs. A crash between the two leaves a log that is longer than its last checkpoint; the next run
 * signs it. Without a key the log grows and nothing is signed.
 */
export const growLog = (key: SigningKey | undefined) => async ({ transact }: Pick<JobContext, 'transact'>): Promise<void> => {
  for (let more = true; more;) {
    const grown = await transact('growLog', async (tx) => ok(await isAnybodyWaiting(tx) ? await numberWaiting(tx) : 0));
    more = grown.ok && grown.value === BATCH;
  }
  crashPoint('log_appended');
  if (key !== undefined) await transact('growLog', async (tx, act) => ok(await signCheckpoint(tx, act, key)));
};
