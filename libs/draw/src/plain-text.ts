const CONTROL_OR_LONE_SURROGATE = /[\p{Cc}\p{Cs}]/u;

/** Text that every language writes as the same UTF-8 bytes: no control characters (0x00–0x1f, 0x7f–0x9f), no lone surrogates. */
export const isPlainText = (text: string): boolean => !CONTROL_OR_LONE_SURROGATE.test(text);

const isSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdfff;

/**
 * The order of the UTF-8 bytes of two texts (`COLLATE "C"` in PostgreSQL). It differs from JavaScript's own order,
 * where a character beyond U+FFFF comes before U+E000–U+FFFF.
 */
export function compareUtf8(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x === y) continue;
    if (isSurrogate(x) === isSurrogate(y)) return x - y;
    return isSurrogate(x) ? 1 : -1;
  }
  return a.length - b.length;
}
