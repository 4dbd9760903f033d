import { invariant } from '@sortition/kernel';
import { isPlainText } from './plain-text.ts';

/**
 * The one text of a JSON value, after RFC 8785: keys in the order of their code units, no white space, integers only.
 * Fractions, control characters and lone surrogates are bugs of the caller: they would not survive another language.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return textOf(value);
  if (typeof value === 'number') {
    invariant(Number.isSafeInteger(value) && !Object.is(value, -0), 'canonical JSON holds integers only');
    return String(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  invariant(typeof value === 'object', `canonical JSON cannot hold a ${typeof value}`);
  let fields = '';
  for (const key of Object.keys(value).sort()) fields += `${fields === '' ? '' : ','}${textOf(key)}:${canonicalJson(Reflect.get(value, key))}`;
  return `{${fields}}`;
}

/** ASCII that stands between quotation marks as it is: nearly all of a certificate, so the rest may take longer. */
const AS_IT_IS = /^[ !#-[\]-~]*$/;

function textOf(value: string): string {
  if (AS_IT_IS.test(value)) return `"${value}"`;
  invariant(isPlainText(value), 'canonical JSON holds text without control characters');
  return JSON.stringify(value);
}

const STRING_OR_SPACE = /("(?:[^"\\]|\\.)*")|[ \t\r\n]+/g;

/** True when a text is canonical but for white space between its tokens, so that a pretty-printed certificate stays valid. */
export function isCanonicalJson(text: string, value: unknown): boolean {
  const canonical = canonicalJson(value);
  return text === canonical || text.replace(STRING_OR_SPACE, '$1') === canonical;
}
