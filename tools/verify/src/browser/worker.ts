import { verdictOf, type Verdict } from '../verdict.ts';
import type { Answer, Facts, Question } from './messages.ts';

declare const FileReaderSync: new () => { readAsArrayBuffer(blob: Blob): ArrayBuffer };

const CHUNK_BYTES = 1 << 20;
const answer = (message: Answer): void => postMessage(message);

/** The bytes of a file, a piece at a time; a frame of any size fits, and a progress bar moves. */
function* chunksOf(file: Blob): Generator<Uint8Array> {
  const reader = new FileReaderSync();
  for (let at = 0; at < file.size; at += CHUNK_BYTES) {
    yield new Uint8Array(reader.readAsArrayBuffer(file.slice(at, at + CHUNK_BYTES)));
    if (file.size > CHUNK_BYTES) answer({ kind: 'progress', done: Math.min(at + CHUNK_BYTES, file.size), total: file.size });
  }
}

function factsOf(certificate: Uint8Array, { valid }: Verdict): Facts | null {
  if (!valid) return null;
  const { intent, drawnCount, certificateHash } = JSON.parse(new TextDecoder().decode(certificate));
  return { taskNumber: intent.taskNumber, attempt: intent.attempt, drawnCount: drawnCount ?? null, certificateHash };
}

addEventListener('message', ({ data }: MessageEvent<Question>) => {
  const { frame, opening, unit } = data;
  try {
    const certificate = new Uint8Array(new FileReaderSync().readAsArrayBuffer(data.certificate));
    const verdict = verdictOf({ certificate, frame: frame === null ? null : () => chunksOf(frame), opening: opening === null ? null : () => chunksOf(opening), unit });
    answer({ kind: 'verdict', verdict, facts: factsOf(certificate, verdict) });
  } catch (error) {
    answer({ kind: 'failed', message: String(error) });
  }
});
