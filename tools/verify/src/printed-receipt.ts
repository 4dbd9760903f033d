import type { DrawCertificate, InspectorCertificate, PrintedReceipt } from '@sortition/draw';
import { fromHex, inclusionIsProved, leafHashOf, openEntry, openSealed, parseCheckpoint, parseNote, parseReceipt, type LogReceipt } from '@sortition/transparency-log';

/**
 * The receipt of a log as it is printed beside a certificate; null when it does not hold together, or speaks of another draw.
 * Whether the right keys signed its checkpoint is for who knows the keys.
 */
export function printedReceipt(text: string, certificate: DrawCertificate | InspectorCertificate): PrintedReceipt | null {
  const receipt = parseReceipt(parseJson(text));
  if (!receipt.ok || !speaksOf(receipt.value, certificate)) return null;
  const { entry, index, proof, checkpoint } = receipt.value;
  const note = parseNote(checkpoint);
  const head = note.ok ? parseCheckpoint(note.value.text) : note;
  if (!head.ok) return null;
  const { origin, size, root } = head.value;
  const hashes = proof.map(fromHex).filter((hash) => hash !== undefined);
  if (hashes.length !== proof.length || !inclusionIsProved({ index, size, root, leafHash: leafHashOf(entry), proof: hashes })) return null;
  return { origin, index, size, entry, checkpoint, proof };
}

/** The entry committed to a content that names this draw by its hash. */
function speaksOf({ entry, opening, sealed }: LogReceipt, { certificateHash, intentHash }: DrawCertificate | InspectorCertificate): boolean {
  if (opening === undefined || !openEntry(entry, opening).ok || (sealed !== undefined && !openSealed(opening.content, sealed).ok)) return false;
  const told = `${opening.content}${sealed?.content ?? ''}`;
  return told.includes(`"${certificateHash}"`) || told.includes(`"${intentHash}"`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
