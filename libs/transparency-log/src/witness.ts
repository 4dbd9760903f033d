import { ok } from '@sortition/kernel';
import { isSplitView, parseCheckpoint, type Checkpoint } from './checkpoint.ts';
import { fault, type Checked } from './log-fault.ts';
import type { SigningKey } from './note-key.ts';
import { cosignText } from './note-signature.ts';
import type { LogPolicy } from './policy.ts';
import { parseNote, printSignature } from './signed-note.ts';
import { verifyCheckpoint } from './verify-checkpoint.ts';
import { consistencyIsProved } from './verify-proof.ts';

/** Whether a log only grew from one checkpoint to the next. */
export function growthIsProved(before: Checkpoint, after: Checkpoint, proof: readonly Uint8Array[]): Checked<true> {
  if (before.origin !== after.origin) return fault('ORIGIN_UNKNOWN', after.origin);
  if (isSplitView(before, after)) return fault('SPLIT_VIEW', after.size);
  if (after.size < before.size) return fault('ROLLED_BACK', after.size);
  const proved = consistencyIsProved({ earlier: before.size, size: after.size, earlierRoot: before.root, root: after.root, proof });
  return proved ? ok(true) : fault('INCONSISTENT', after.size);
}

/**
 * What a witness does: it checks the log's signature, and that the log begins with all that it has seen before; only then it
 * signs. `seen` is the text of the checkpoint that it cosigned last, or null for the first; afterwards it must remember `text`.
 */
export function witnessCheckpoint(asked: { readonly note: string; readonly seen: string | null; readonly proof: readonly Uint8Array[]; readonly log: LogPolicy; readonly key: SigningKey; readonly seconds: number }): Checked<{ readonly text: string; readonly cosignature: string }> {
  const signed = verifyCheckpoint(asked.note, { ...asked.log, quorum: 'none' });
  if (!signed.ok) return signed;
  if (asked.seen !== null) {
    const before = parseCheckpoint(asked.seen);
    if (!before.ok) return before;
    const grown = growthIsProved(before.value, signed.value, asked.proof);
    if (!grown.ok) return grown;
  }
  const note = parseNote(asked.note);
  if (!note.ok) return note;
  return ok({ text: note.value.text, cosignature: printSignature(cosignText(note.value.text, asked.seconds, asked.key)) });
}
