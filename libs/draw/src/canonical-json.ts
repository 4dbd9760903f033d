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
    invariant(isCanonicalNumber(value), 'canonical JSON holds integers only');
    return String(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  invariant(typeof value === 'object', `canonical JSON cannot hold a ${typeof value}`);
  let fields = '';
  for (const key of Object.keys(value).sort()) fields += `${fields === '' ? '' : ','}${textOf(key)}:${canonicalJson(Reflect.get(value, key))}`;
  return `{${fields}}`;
}

const isCanonicalNumber = (value: number): boolean => Number.isSafeInteger(value) && !Object.is(value, -0);

/** ASCII that stands between quotation marks as it is: nearly all of a certificate, so the rest may take longer. */
const AS_IT_IS = /^[ !#-[\]-~]*$/;

function textOf(value: string): string {
  if (AS_IT_IS.test(value)) return `"${value}"`;
  invariant(isPlainText(value), 'canonical JSON holds text without control characters');
  return JSON.stringify(value);
}

const STRING_OR_SPACE = /("(?:[^"\\]|\\.)*")|[ \t\r\n]+/g;

/** True when a text is canonical but for white space between its tokens, so that a pretty-printed certificate stays valid. */
export const isCanonicalJson = (text: string, value: unknown): boolean =>
  (JSON.stringify(value) === text && isInCanonicalOrder(value)) || text.replace(STRING_OR_SPACE, '$1') === canonicalJson(value);

/** Whether `JSON.stringify` writes a value as `canonicalJson` does, which takes three times as long. */
function isInCanonicalOrder(value: unknown): boolean {
  if (typeof value === 'string') return AS_IT_IS.test(value) || isPlainText(value);
  if (typeof value === 'number') return isCanonicalNumber(value);
  if (value === null || typeof value === 'boolean') return true;
  if (Array.isArray(value)) return value.every(isInCanonicalOrder);
  if (typeof value !== 'object') return false;
  let last = '';
  for (const key of Object.keys(value)) {
    if (key < last || !isInCanonicalOrder(key) || !isInCanonicalOrder(Reflect.get(value, key))) return false;
    last = key;
  }
  return true;
}
