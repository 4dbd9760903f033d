import { invariant, ok, refuse, type Outcome } from '@sortition/kernel';
import type { Act, MutationInput, Tx } from '@sortition/service-kit';
import { cosignedAt, isBy, parseNote, parseSignature, parseVerifierKey, signatureHolds } from '@sortition/transparency-log';
import type { CosignCheckpointInput } from '../generated/resolvers.ts';
import { findCheckpoint, insertCosignature, witnessesInOffice } from './checkpoint.store.ts';

/** A witness vouches for a checkpoint: its signature has to hold, and it alone says whose it is. */
export async function cosignCheckpoint(tx: Tx, _act: Act, input: CosignCheckpointInput & MutationInput): Promise<Outcome<{ size: number }>> {
  const checkpoint = await findCheckpoint(tx, input.size);
  if (checkpoint === undefined) return refuse('NOT_FOUND', null, { entity: 'LogCheckpoint', id: String(input.size) });
  const line = `${input.signature.trimEnd()}\n`;
  const signature = parseSignature(line);
  const note = parseNote(checkpoint.note);
  invariant(note.ok, 'what the log signed is a note');
  if (!signature.ok) return refuse('INVALID_VALUE', null, { field: 'signature' });
  const witness = (await witnessesInOffice(tx)).find(({ key }) => {
    const parsed = parseVerifierKey(key);
    return parsed.ok && isBy(signature.value, parsed.value) && signatureHolds(note.value.text, signature.value, parsed.value);
  });
  const seconds = cosignedAt(signature.value);
  if (witness === undefined || seconds === undefined || seconds > MAX_SECONDS) return refuse('INVALID_VALUE', null, { field: 'signature' });
  await insertCosignature(tx, { size: checkpoint.size, witnessId: witness.id, line, cosignedAt: new Date(seconds * 1_000) });
  return ok({ size: checkpoint.size });
}

/** The end of the year 9999: what a database's clock can hold. */
const MAX_SECONDS = 253_402_300_799;
