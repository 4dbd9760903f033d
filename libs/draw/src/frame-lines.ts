/**
 * The lines of a frame file, without LF, as its bytes stream by. What is not UTF-8, or not ended by LF, is given as an
 * empty line, which no frame holds.
 */
export function* frameLinesOf(chunks: Iterable<Uint8Array>): Generator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let rest = '';
  for (const chunk of chunks) {
    const text = decoded(() => decoder.decode(chunk, { stream: true }));
    if (text === null) return yield '';
    const pieces = (rest + text).split('\n');
    rest = pieces.pop() ?? '';
    yield* pieces;
  }
  if (rest !== '' || decoded(() => decoder.decode()) !== '') yield '';
}

function decoded(decode: () => string): string | null {
  try {
    return decode();
  } catch {
    return null;
  }
}

/** The lines of a file of openings; its last LF may be missing, as when the file was pasted. */
export const openingLinesOf = (chunks: Iterable<Uint8Array>): Generator<string> => frameLinesOf(ended(chunks));

function* ended(chunks: Iterable<Uint8Array>): Generator<Uint8Array> {
  let last = 0x0a;
  for (const chunk of chunks) {
    yield chunk;
    last = chunk.at(-1) ?? last;
  }
  if (last !== 0x0a) yield Uint8Array.of(0x0a);
}
