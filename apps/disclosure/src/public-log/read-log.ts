import { ok, refuse, type Outcome } from '@sortition/kernel';
import type { Tx } from '@sortition/service-kit';
import { consistencyProof, consistencyRanges, inclusionProof, inclusionRanges, nodesOf, nodesOfRanges, printPolicy, printVerifierKey, receiptOf, rootOf, type LogReceipt, type VerifierKey } from '@sortition/transparency-log';
import { quorumOf } from './checkpoint.rules.ts';
import { cosignaturesOf, newestCheckpoint, newestCosigned, witnessesInOffice, type CheckpointRow } from './checkpoint.store.ts';
import { entriesAt, entriesBetween, sizeOfLog } from './log-entry.store.ts';
import { loadNodes } from './log-tree.store.ts';

export interface InclusionProof {
  readonly index: number;
  readonly size: number;
  readonly leafHash: Uint8Array;
  readonly root: Uint8Array;
  readonly hashes: readonly Uint8Array[];
}

export interface ConsistencyProof {
  readonly from: number;
  readonly to: number;
  readonly fromRoot: Uint8Array;
  readonly toRoot: Uint8Array;
  readonly hashes: readonly Uint8Array[];
}

/** Reads as many hashes as the logarithm of the log's size has digits, and no entry. */
export async function proveInclusion(tx: Tx, index: number, size: number): Promise<Outcome<InclusionProof>> {
  if (size < 1 || size > await sizeOfLog(tx)) return refuse('INVALID_VALUE', null, { field: 'size' });
  if (index < 0 || index >= size) return refuse('INVALID_VALUE', null, { field: 'index' });
  const leaf = { level: 0, index };
  const lookup = await loadNodes(tx, [leaf, ...nodesOf({ from: 0, to: size }), ...nodesOfRanges(inclusionRanges(index, size))]);
  return ok({ index, size, leafHash: lookup(leaf), root: rootOf(size, lookup), hashes: inclusionProof(index, size, lookup) });
}

export async function proveConsistency(tx: Tx, from: number, to: number): Promise<Outcome<ConsistencyProof>> {
  if (to < 0 || to > await sizeOfLog(tx)) return refuse('INVALID_VALUE', null, { field: 'to' });
  if (from < 0 || from > to) return refuse('INVALID_VALUE', null, { field: 'from' });
  const ranges = [{ from: 0, to }, { from: 0, to: from }, ...consistencyRanges(from, to)];
  const lookup = await loadNodes(tx, nodesOfRanges(ranges));
  return ok({ from, to, fromRoot: rootOf(from, lookup), toRoot: rootOf(to, lookup), hashes: consistencyProof(from, to, lookup) });
}

/** The checkpoint as it is given out: with every cosignature that there is. */
export async function noteWithCosignatures(tx: Tx, { size, note }: CheckpointRow): Promise<string> {
  return note + (await cosignaturesOf(tx, [size])).map(({ line }) => line).join('');
}

interface Receipt {
  readonly index: number;
  readonly receipt: LogReceipt;
}

async function receiptsAt(tx: Tx, indexes: readonly number[], signed: CheckpointRow): Promise<Receipt[]> {
  const { size } = signed;
  const entries = await entriesAt(tx, indexes);
  const lookup = await loadNodes(tx, entries.flatMap(({ index }) => nodesOfRanges(inclusionRanges(index, size))));
  const checkpoint = await noteWithCosignatures(tx, signed);
  return entries.map(({ index, entry, opening, sealed }) => ({
    index,
    receipt: receiptOf({ checkpoint, entry, index, proof: inclusionProof(index, size, lookup), opening: opening ?? undefined, sealed: opening === null ? undefined : sealed ?? undefined }),
  }));
}

/** Receipts for entries, at the newest checkpoint that enough witnesses vouch for; an entry that came later is at the newest of all. */
export async function receiptsFor(tx: Tx, indexes: readonly number[]): Promise<Receipt[]> {
  const cosigned = await newestCosigned(tx, quorumOf((await witnessesInOffice(tx)).length));
  const newest = await newestCheckpoint(tx);
  const vouched = indexes.filter((index) => cosigned !== undefined && index < cosigned.size);
  const later = indexes.filter((index) => !vouched.includes(index) && newest !== undefined && index < newest.size);
  return [
    ...(cosigned === undefined || vouched.length === 0 ? [] : await receiptsAt(tx, vouched, cosigned)),
    ...(newest === undefined || later.length === 0 ? [] : await receiptsAt(tx, later, newest)),
  ];
}

/** The policy that the platform proposes: its own key, and more than half of the witnesses in office. */
export async function policyOf(tx: Tx, key: VerifierKey): Promise<string> {
  const witnesses = await witnessesInOffice(tx);
  return printPolicy(printVerifierKey(key), witnesses.map((witness) => ({ name: witness.name, key: witness.key })), quorumOf(witnesses.length));
}

/** One line for each entry, as `npm run verify:log` reads them. */
export async function exportLines(tx: Tx, from: number, to: number): Promise<string[]> {
  return (await entriesBetween(tx, from, to)).map(({ index, entry, opening, sealed }) => `${JSON.stringify({ index, entry, opening, sealed: opening === null ? null : sealed })}\n`);
}

