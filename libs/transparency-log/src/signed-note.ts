import { ok } from '@sortition/kernel';
import { fromBase64, toBase64, toHex } from './bytes.ts';
import { fault, type Checked } from './log-fault.ts';
import { idBytes, isKeyName, type VerifierKey } from './note-key.ts';

/** One line `— name base64(key id ‖ signature)` below a note. */
export interface NoteSignature {
  readonly name: string;
  readonly keyId: string;
  /** What follows the key id; its form is the key type's. */
  readonly bytes: Uint8Array;
}

/** A text with its signatures; nothing of it is verified yet. C2SP signed-note. */
export interface SignedNote {
  /** With its final line feed: what is signed. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

const MAX_SIGNATURES = 100;
const MAX_LENGTH = 64 * 1024;

// Code points rather than a pattern: a control character in a source text is easily lost.
const isNoteText = (text: string): boolean => !/\p{Cs}/u.test(text) && [...text].every((character) => character === '\n' || (character.codePointAt(0) ?? 0) >= 0x20);

export const printSignature = ({ name, keyId, bytes }: NoteSignature): string => `— ${name} ${toBase64(Uint8Array.from([...idBytes({ id: keyId }), ...bytes]))}\n`;

/** Reads one signature line, with its line feed. */
export function parseSignature(line: string): Checked<NoteSignature> {
  const [, name, encoded] = /^— (\S+) (\S+)\n$/u.exec(line) ?? [];
  const bytes = fromBase64(encoded ?? '');
  if (name === undefined || !isKeyName(name) || bytes === undefined || bytes.length <= 4) return fault('NOTE_MALFORMED');
  return ok({ name, keyId: toHex(bytes.subarray(0, 4)), bytes: bytes.slice(4) });
}

/** Takes a note apart; what is not exactly a note is refused. */
export function parseNote(note: string): Checked<SignedNote> {
  const end = note.lastIndexOf('\n\n');
  if (note.length > MAX_LENGTH || !isNoteText(note) || end <= 0 || !note.endsWith('\n')) return fault('NOTE_MALFORMED');
  const lines = note.slice(end + 2).split(/(?<=\n)/);
  if (lines.length > MAX_SIGNATURES) return fault('NOTE_MALFORMED');
  const signatures: NoteSignature[] = [];
  for (const line of lines) {
    const parsed = parseSignature(line);
    if (!parsed.ok) return parsed;
    signatures.push(parsed.value);
  }
  return ok({ text: note.slice(0, end + 1), signatures });
}

export const printNote = ({ text, signatures }: SignedNote): string => `${text}\n${signatures.map(printSignature).join('')}`;

/** Name and id both have to fit: either alone may belong to somebody else. */
export const isBy = ({ name, keyId }: NoteSignature, key: VerifierKey): boolean => name === key.name && keyId === key.id;
