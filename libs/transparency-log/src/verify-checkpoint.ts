import { ok } from '@sortition/kernel';
import { parseCheckpoint, type Checkpoint } from './checkpoint.ts';
import { fault, type Checked } from './log-fault.ts';
import { signatureHolds } from './note-signature.ts';
import { isQuorum, type LogPolicy } from './policy.ts';
import { isBy, parseNote } from './signed-note.ts';

/** A checkpoint that the policy believes, and which of its witnesses vouch for it. */
export interface VerifiedCheckpoint extends Checkpoint {
  readonly witnesses: readonly string[];
}

/**
 * Verifies a checkpoint under a policy. Signatures of unknown keys are ignored, as the format wants it; a signature of a known
 * key that does not hold makes the whole note suspect.
 */
export function verifyCheckpoint(note: string, policy: LogPolicy): Checked<VerifiedCheckpoint> {
  const parsed = parseNote(note);
  if (!parsed.ok) return parsed;
  const { text, signatures } = parsed.value;
  const checkpoint = parseCheckpoint(text);
  if (!checkpoint.ok) return checkpoint;
  const { origin } = checkpoint.value;
  const logs = policy.logs.filter(({ name }) => name === origin);
  if (logs.length === 0) return fault('ORIGIN_UNKNOWN', origin);

  const known = [...logs, ...policy.witnesses.values()];
  for (const signature of signatures) {
    const wrong = known.some((key) => isBy(signature, key) && !signatureHolds(text, signature, key));
    if (wrong) return fault('SIGNATURE_INVALID', signature.name);
  }
  if (!logs.some((key) => signatures.some((signature) => isBy(signature, key)))) return fault('LOG_SIGNATURE_MISSING', origin);
  const witnesses = [...policy.witnesses].filter(([, key]) => signatures.some((signature) => isBy(signature, key))).map(([name]) => name);
  if (!isQuorum(policy, new Set(witnesses))) return fault('WITNESSES_MISSING', witnesses.length);
  return ok({ ...checkpoint.value, witnesses });
}
