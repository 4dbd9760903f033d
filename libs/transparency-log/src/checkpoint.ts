import { ok } from '@sortition/kernel';
import { fromBase64, sameBytes, toBase64 } from './bytes.ts';
import { fault, type Checked } from './log-fault.ts';

/** What a log says of itself: so many entries, with this root. */
export interface Checkpoint {
  /** Name of the log. */
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
}

/** The text that is signed: three lines. C2SP tlog-checkpoint. */
export const printCheckpoint = ({ origin, size, root }: Checkpoint): string => `${origin}\n${size}\n${toBase64(root)}\n`;

/** Reads the text of a checkpoint. Extension lines are refused: nobody could audit them. */
export function parseCheckpoint(text: string): Checked<Checkpoint> {
  const [, origin, size, encoded] = /^([^\n]+)\n(0|[1-9]\d{0,15})\n([^\n]+)\n$/.exec(text) ?? [];
  const root = fromBase64(encoded ?? '');
  if (origin === undefined || root === undefined || root.length < 32 || !Number.isSafeInteger(Number(size))) return fault('CHECKPOINT_MALFORMED');
  return ok({ origin, size: Number(size), root });
}

/** Two checkpoints of one log that cannot both be true: proof against the log that signed both. */
export const isSplitView = (a: Checkpoint, b: Checkpoint): boolean => a.origin === b.origin && a.size === b.size && !sameBytes(a.root, b.root);
