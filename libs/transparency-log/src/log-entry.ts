import { sha256 } from '@noble/hashes/sha2';
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils';
import { ok } from '@sortition/kernel';
import { fromHex, toHex } from './bytes.ts';
import { fault, type Checked } from './log-fault.ts';
import { SHA256_TREE } from './tree-hash.ts';

export const ENTRY_FORMAT = 'sortition/log-entry/v1';
const CONTENT_TAG = 'sortition/log-content/v1';
const SEALED_TAG = 'sortition/log-sealed/v1';
const SALT_BYTES = 32;

/** What stands in the log for ever. It tells that something of a kind happened at a time, and binds its content without telling it. */
export interface LogEntry {
  readonly kind: string;
  /** ISO 8601 in UTC, with milliseconds. */
  readonly at: string;
  /** `T(tag, salt ‖ content)`, in hexadecimal. */
  readonly contentHash: string;
}

/** A text with the salt that hides it from guessing. Without the salt nobody can tell what a forgotten entry said. */
export interface Salted {
  readonly content: string;
  /** 32 bytes in hexadecimal. */
  readonly salt: string;
}

const committed = (tag: string, { content, salt }: Salted): string =>
  toHex(sha256(concatBytes(utf8ToBytes(tag), Uint8Array.of(0), fromHex(salt) ?? new Uint8Array(0), utf8ToBytes(content))));

// half a surrogate pair has no UTF-8, so two texts would have one hash
const isText = (text: string): boolean => !/\p{Cs}/u.test(text);

const isSalted = ({ content, salt }: Salted): boolean => isText(content) && fromHex(salt)?.length === SALT_BYTES;

/** The commitment to a content, `H(tag ‖ 0x00 ‖ salt ‖ content)`. */
export const contentHashOf = (opening: Salted): string => committed(CONTENT_TAG, opening);

/** The commitment to the part of a content that is not shown yet; it stands in the content as its member `sealed`. */
export const sealedHashOf = (opening: Salted): string => committed(SEALED_TAG, opening);

/** The one text of an entry: canonical JSON. */
export const printEntry = ({ at, contentHash, kind }: LogEntry): string => JSON.stringify({ at, contentHash, format: ENTRY_FORMAT, kind });

const ENTRY = /^\{"at":"(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z)","contentHash":"([0-9a-f]{64})","format":"sortition\/log-entry\/v1","kind":"([A-Z][A-Z_]{0,63})"\}$/;

/** Reads the text of an entry; only the one spelling is accepted. */
export function parseEntry(text: string): Checked<LogEntry> {
  const [, at, contentHash, kind] = ENTRY.exec(text) ?? [];
  return at === undefined || contentHash === undefined || kind === undefined ? fault('ENTRY_MALFORMED') : ok({ kind, at, contentHash });
}

/** `H(0x00 ‖ entry)`: the leaf of the tree. */
export const leafHashOf = (entry: string): Uint8Array => SHA256_TREE.leaf(utf8ToBytes(entry));

/** Whether this is the content that the entry committed to. */
export function openEntry(entry: string, opening: Salted): Checked<LogEntry> {
  const parsed = parseEntry(entry);
  if (!parsed.ok) return parsed;
  if (!isSalted(opening)) return fault('OPENING_MALFORMED');
  return contentHashOf(opening) === parsed.value.contentHash ? parsed : fault('CONTENT_CHANGED');
}

/** Whether this is the part that the content kept back; the content itself has to be opened first. */
export function openSealed(content: string, opening: Salted): Checked<true> {
  if (!isSalted(opening)) return fault('OPENING_MALFORMED');
  return sealedMember(content) === sealedHashOf(opening) ? ok(true) : fault('SEALED_CHANGED');
}

function sealedMember(content: string): unknown {
  try {
    const value: unknown = JSON.parse(content);
    return typeof value === 'object' && value !== null && 'sealed' in value ? value.sealed : undefined;
  } catch {
    return undefined;
  }
}
