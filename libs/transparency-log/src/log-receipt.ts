import { ok } from '@sortition/kernel';
import { fromHex, toHex } from './bytes.ts';
import { leafHashOf, openEntry, openSealed, parseEntry, type LogEntry, type Salted } from './log-entry.ts';
import { fault, type Checked } from './log-fault.ts';
import type { LogPolicy } from './policy.ts';
import { verifyCheckpoint, type VerifiedCheckpoint } from './verify-checkpoint.ts';
import { inclusionIsProved } from './verify-proof.ts';

export const RECEIPT_FORMAT = 'sortition/log-receipt/v1';

/** Everything that shows, without the log, that it holds an entry: small enough to be printed beside what it vouches for. */
export interface LogReceipt {
  readonly format: typeof RECEIPT_FORMAT;
  /** The signed note, cosignatures and all. */
  readonly checkpoint: string;
  /** The entry's text, to the letter. */
  readonly entry: string;
  readonly index: number;
  /** Inclusion proof, the neighbour first; hexadecimal. */
  readonly proof: readonly string[];
  /** What the entry committed to; left out when it is not public. */
  readonly opening?: Salted;
  /** The part of the content that was kept back, once it may be shown. */
  readonly sealed?: Salted;
}

export interface VerifiedReceipt {
  readonly checkpoint: VerifiedCheckpoint;
  readonly entry: LogEntry;
}

export const receiptOf = (claim: { readonly checkpoint: string; readonly entry: string; readonly index: number; readonly proof: readonly Uint8Array[]; readonly opening?: Salted | undefined; readonly sealed?: Salted | undefined }): LogReceipt => ({
  format: RECEIPT_FORMAT, checkpoint: claim.checkpoint, entry: claim.entry, index: claim.index, proof: claim.proof.map(toHex),
  ...(claim.opening === undefined ? {} : { opening: claim.opening }),
  ...(claim.sealed === undefined ? {} : { sealed: claim.sealed }),
});

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const hasOnly = (value: Record<string, unknown>, fields: readonly string[]): boolean => Object.keys(value).every((key) => fields.includes(key));
const isSalted = (value: unknown): value is Salted => isObject(value) && hasOnly(value, ['content', 'salt']) && typeof value['content'] === 'string' && typeof value['salt'] === 'string';

/** Reads a receipt out of JSON; unknown fields are refused, since nothing would vouch for them. */
export function parseReceipt(value: unknown): Checked<LogReceipt> {
  if (!isObject(value) || !hasOnly(value, ['format', 'checkpoint', 'entry', 'index', 'proof', 'opening', 'sealed'])) return fault('RECEIPT_MALFORMED');
  const { format, checkpoint, entry, index, proof, opening, sealed } = value;
  const hashes = Array.isArray(proof) ? proof.filter((hash) => typeof hash === 'string') : [];
  if (format !== RECEIPT_FORMAT || typeof checkpoint !== 'string' || typeof entry !== 'string' || typeof index !== 'number') return fault('RECEIPT_MALFORMED');
  if (!Array.isArray(proof) || hashes.length !== proof.length) return fault('RECEIPT_MALFORMED');
  if ((opening !== undefined && !isSalted(opening)) || (sealed !== undefined && (!isSalted(sealed) || opening === undefined))) return fault('RECEIPT_MALFORMED');
  return ok({ format, checkpoint, entry, index, proof: hashes, ...(isSalted(opening) ? { opening } : {}), ...(isSalted(sealed) ? { sealed } : {}) });
}

/** Verifies a receipt under a policy: signatures and quorum, the place in the tree, and the content as far as it is shown. */
export function verifyReceipt(receipt: LogReceipt, policy: LogPolicy): Checked<VerifiedReceipt> {
  const checkpoint = verifyCheckpoint(receipt.checkpoint, policy);
  if (!checkpoint.ok) return checkpoint;
  const entry = receipt.opening === undefined ? parseEntry(receipt.entry) : openEntry(receipt.entry, receipt.opening);
  if (!entry.ok) return entry;
  if (receipt.sealed !== undefined) {
    const unsealed = openSealed(receipt.opening?.content ?? '', receipt.sealed);
    if (!unsealed.ok) return unsealed;
  }
  const proof = receipt.proof.map(fromHex).filter((hash) => hash !== undefined);
  if (proof.length !== receipt.proof.length) return fault('RECEIPT_MALFORMED');
  const { size, root } = checkpoint.value;
  if (!inclusionIsProved({ index: receipt.index, size, root, leafHash: leafHashOf(receipt.entry), proof })) return fault('NOT_INCLUDED', receipt.index);
  return ok({ checkpoint: checkpoint.value, entry: entry.value });
}
