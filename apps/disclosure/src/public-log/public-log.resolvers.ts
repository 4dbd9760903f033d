import { loadById, loadGroup, mutate, pageOf, read, unwrap, connectionOf, type Connection, type ServiceContext } from '@sortition/service-kit';
import { leafHashOf, toHex, type LogReceipt, type VerifierKey } from '@sortition/transparency-log';
import type { Resolvers } from '../generated/resolvers.ts';
import { checkLog, isIntact } from './check-log.ts';
import { cosignCheckpoint } from './cosign-checkpoint.ts';
import { cosignaturesOf, findCheckpoint, findWitnesses, lastSeenBy, listWitnesses, newestCheckpoint, type CheckpointRow, type CosignatureRow, type WitnessRow } from './checkpoint.store.ts';
import { entriesOfDraws, listEntries, type LogEntryRecord } from './log-entry.store.ts';
import { noteWithCosignatures, policyOf, proveConsistency, proveInclusion, receiptsFor } from './read-log.ts';
import { registerWitness } from './register-witness.ts';

export type LogPage = Connection<LogEntryRecord>;
export interface WitnessMade { readonly witnessId: string }
export interface CheckpointCosigned { readonly size: number }

/** What the log holds about a draw. */
export const loadLogEntries = (context: ServiceContext, drawId: string): Promise<readonly LogEntryRecord[]> =>
  loadGroup(context, 'logEntries', drawId, (entry: LogEntryRecord) => entry.drawId ?? '', entriesOfDraws);

interface Receipt { readonly index: number; readonly receipt: LogReceipt }

/** The receipts of all the entries that a request asks for are made of one read. */
async function loadReceipt(context: ServiceContext, index: number): Promise<LogReceipt | null> {
  const found = await loadById(context, 'logReceipts', String(index), (row: Receipt) => String(row.index), (tx, indexes) => receiptsFor(tx, indexes.map(Number)));
  return found?.receipt ?? null;
}

const checkpointOf = (context: ServiceContext, size: number | null | undefined): Promise<CheckpointRow | null> =>
  read(context, async (tx) => (size == null ? await newestCheckpoint(tx) : await findCheckpoint(tx, size)) ?? null);

const MOST_NAMED = 1_000;

const hexOf = (hashes: readonly Uint8Array[]): string[] => hashes.map((hash) => toHex(hash));

/** `key` is what the log's policy names; without it nothing is signed. */
export const publicLogResolvers = (key: VerifierKey | undefined): Resolvers => ({
  Query: {
    publicLog: async (_source, { first, after, ...criteria }, context) => {
      const page = pageOf({ first, after });
      return connectionOf(await read(context, (tx) => listEntries(tx, criteria, page)), page, ({ index }) => [String(index)]);
    },
    logCheckpoint: (_source, { size }, context) => checkpointOf(context, size),
    logInclusionProof: async (_source, { index, size }, context) => unwrap(await read(context, (tx) => proveInclusion(tx, index, size))),
    logConsistencyProof: async (_source, { from, to }, context) => unwrap(await read(context, (tx) => proveConsistency(tx, from, to))),
    logPolicy: (_source, _args, context) => (key === undefined ? null : read(context, (tx) => policyOf(tx, key))),
    logWitnesses: (_source, _args, context) => read(context, listWitnesses),
    verifyLog: (_source, _args, context) => read(context, checkLog),
  },
  Mutation: {
    registerWitness: (_source, { input }, context) => mutate(context, 'registerWitness', input, registerWitness),
    cosignCheckpoint: (_source, { input }, context) => mutate(context, 'cosignCheckpoint', input, cosignCheckpoint),
  },
  RegisterWitnessPayload: {
    witness: ({ witnessId }, _args, context) => loadById(context, 'logWitness', witnessId, ({ id }: WitnessRow) => id, findWitnesses),
  },
  CosignCheckpointPayload: {
    checkpoint: ({ size }, _args, context) => checkpointOf(context, size),
  },
  LogEntry: {
    leafHash: ({ entry }) => toHex(leafHashOf(entry)),
    receipt: ({ index }, _args, context) => loadReceipt(context, index),
  },
  LogCheckpoint: {
    root: ({ root }) => toHex(root),
    note: (checkpoint, _args, context) => read(context, (tx) => noteWithCosignatures(tx, checkpoint)),
    cosignedBy: async ({ size }, _args, context) => {
      const cosigned = await loadGroup(context, 'cosignatures', String(size), (row: CosignatureRow) => String(row.size), (tx, sizes) => cosignaturesOf(tx, sizes.map(Number)));
      const witnesses = await Promise.all(cosigned.map(({ witnessId }) => loadById(context, 'logWitness', witnessId, ({ id }: WitnessRow) => id, findWitnesses)));
      return witnesses.filter((witness) => witness !== null);
    },
  },
  LogInclusionProof: {
    leafHash: ({ leafHash }) => toHex(leafHash),
    root: ({ root }) => toHex(root),
    hashes: ({ hashes }) => hexOf(hashes),
  },
  LogConsistencyProof: {
    fromRoot: ({ fromRoot }) => toHex(fromRoot),
    toRoot: ({ toRoot }) => toHex(toRoot),
    hashes: ({ hashes }) => hexOf(hashes),
  },
  LogVerdict: {
    intact: (verdict) => isIntact(verdict),
    changed: ({ changed }) => changed.slice(0, MOST_NAMED),
    missing: ({ missing }) => missing.slice(0, MOST_NAMED),
    contradicted: ({ contradicted }) => contradicted.slice(0, MOST_NAMED),
  },
  LogWitness: {
    department: ({ departmentId: id }) => ({ id }),
    lastSize: async ({ id }, _args, context) => (await loadById(context, 'lastSeen', id, ({ witnessId }: { witnessId: string; size: number }) => witnessId, lastSeenBy))?.size ?? null,
  },
});
