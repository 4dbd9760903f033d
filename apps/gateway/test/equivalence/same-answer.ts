import { isJsonObject } from '../../src/json-object.ts';
import type { PlainResult } from '../federation/local-supergraph.ts';

const places = ({ errors }: PlainResult): string => errors.map(({ path }) => path?.join('.') ?? '').sort().join('\n');
const hasSpreadNull = ({ errors }: PlainResult): boolean => errors.some(({ message }) => message.startsWith('Cannot return null'));

/**
 * The same data to the letter, order included, and an error wherever there is one. Only of nulls that spread is no more asked than
 * that somebody tells of them: which of several is met first is not laid down.
 */
export function isSame(expected: PlainResult, answered: PlainResult): boolean {
  if (JSON.stringify(expected.data) !== JSON.stringify(answered.data)) return false;
  return hasSpreadNull(expected) ? answered.errors.length > 0 : places(expected) === places(answered);
}

interface Loss {
  /** Where nobody could be asked which type an interface object is of, only what holds for every type is answered. */
  readonly lacksTypes: boolean;
}

/** What is left of an answer when sub-requests fail: nothing but the truth, nulls where it is missing, and an error that says so. */
export function isPartOf(expected: PlainResult, answered: PlainResult, loss: Loss): boolean {
  return isPart(expected.data, answered.data, loss) && (answered.errors.length > 0 || isSame(expected, answered));
}

function isPart(whole: unknown, part: unknown, loss: Loss): boolean {
  if (part === null || whole === part) return true;
  if (Array.isArray(whole)) return Array.isArray(part) && part.length === whole.length && whole.every((item, index) => isPart(item, part[index], loss));
  if (!isJsonObject(whole) || !isJsonObject(part)) return false;
  const hasItsKeys = loss.lacksTypes ? Object.keys(part).every((key) => Object.hasOwn(whole, key)) : JSON.stringify(Object.keys(whole)) === JSON.stringify(Object.keys(part));
  return hasItsKeys && Object.entries(part).every(([key, item]) => isPart(whole[key], item, loss));
}
