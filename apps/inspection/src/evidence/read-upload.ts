import { createHash } from 'node:crypto';
import { ok, refuse, type Outcome } from '@sortition/kernel';
import { MAX_FILE_BYTES } from './evidence.rules.ts';

export interface FileBytes {
  readonly sha256: string;
  readonly bytes: Buffer;
}

/** Decodes what was uploaded. Base64 that does not read back the same is refused: a cut upload must not pass for evidence. */
export function readUpload(base64: string, field: string, clause: string | null): Outcome<FileBytes> {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length === 0 || bytes.toString('base64') !== base64.trim()) return refuse('INVALID_VALUE', clause, { field });
  if (bytes.length > MAX_FILE_BYTES) return refuse('INVALID_VALUE', clause, { field, size: bytes.length, max: MAX_FILE_BYTES });
  return ok({ sha256: createHash('sha256').update(bytes).digest('hex'), bytes });
}
