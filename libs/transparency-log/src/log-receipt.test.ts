import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assertOk } from '@sortition/kernel';
import { printCheckpoint } from './checkpoint.ts';
import { GrowingTree } from './growing-tree.ts';
import { contentHashOf, leafHashOf, openEntry, parseEntry, printEntry, sealedHashOf } from './log-entry.ts';
import { parseReceipt, receiptOf, verifyReceipt, type LogReceipt } from './log-receipt.ts';
import { LOG_KEY, WITNESS_KEY, printVerifierKey, signingKeyOf } from './note-key.ts';
import { cosignText, signText } from './note-signature.ts';
import { parsePolicy, printPolicy } from './policy.ts';
import { printNote } from './signed-note.ts';
import { inclusionProof, type NodeLookup } from './tree-proof.ts';

const log = signingKeyOf('log.example', LOG_KEY, new Uint8Array(32).fill(1));
const witness = signingKeyOf('witness.example', WITNESS_KEY, new Uint8Array(32).fill(2));
const policy = assertOk(parsePolicy(printPolicy(printVerifierKey(log), [{ name: 'w', key: printVerifierKey(witness) }], 1)));

const sealed = { content: '{"seed":"0042"}', salt: 'ab'.repeat(32) };
const opening = { content: JSON.stringify({ drawId: '7', note: '双随机\n“抽取”', sealed: sealedHashOf(sealed) }), salt: 'cd'.repeat(32) };
const entry = printEntry({ kind: 'DRAW_CERTIFIED', at: '2026-11-20T09:00:00.000Z', contentHash: contentHashOf(opening) });

/** A whole receipt for the entry at some place of a log of some size. */
function receiptAt(index: number, size: number): LogReceipt {
  const tree = new GrowingTree();
  const stored = new Map(Array.from({ length: size }, (_, i) => tree.append(i === index ? leafHashOf(entry) : leafHashOf(`other ${i}`))).flat().map(({ level, index: at, hash }) => [`${level}/${at}`, hash]));
  const lookup: NodeLookup = ({ level, index: at }) => stored.get(`${level}/${at}`) ?? new Uint8Array(0);
  const text = printCheckpoint({ origin: log.name, size, root: tree.root() });
  const checkpoint = printNote({ text, signatures: [signText(text, log), cosignText(text, 1_764_000_000, witness)] });
  return receiptOf({ checkpoint, entry, index, proof: inclusionProof(index, size, lookup), opening, sealed });
}

const verdict = (text: string): boolean => {
  try {
    const parsed = parseReceipt(JSON.parse(text));
    return parsed.ok && verifyReceipt(parsed.value, policy).ok;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
};

describe('a log receipt', () => {
  it('is accepted at every place of a log', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 40 }), fc.nat(), (size, at) => verdict(JSON.stringify(receiptAt(at % size, size)))), { numRuns: 60 });
  });

  it('is refused with any byte changed, and never makes the verifier fail', { timeout: 120_000 }, () => {
    const bytes = new TextEncoder().encode(JSON.stringify(receiptAt(5, 11)));
    const accepted = [...bytes.keys()].filter((at) => verdict(new TextDecoder().decode(bytes.map((byte, i) => (i === at ? byte ^ (1 << (at * 5) % 8) : byte)))));
    expect(accepted).toEqual([]);
  });

  it('is refused with any field missing that it cannot do without, changed in kind, or added', () => {
    const receipt: Record<string, unknown> = { ...receiptAt(2, 3) };
    for (const field of ['format', 'checkpoint', 'entry', 'index', 'proof']) {
      const { [field]: _left, ...rest } = receipt;
      expect(parseReceipt(rest).ok, field).toBe(false);
      expect(parseReceipt({ ...receipt, [field]: { a: 1 } }).ok, field).toBe(false);
    }
    expect(parseReceipt({ ...receipt, comment: '' }).ok).toBe(false);
    expect(parseReceipt({ ...receipt, opening: { ...opening, comment: '' } }).ok).toBe(false);
    const { opening: _opening, ...closed } = receipt;
    expect(parseReceipt(closed).ok).toBe(false); // an unsealed part without the content that bound it
    for (const value of [null, [], 'receipt', 7]) expect(parseReceipt(value).ok).toBe(false);
  });
});

describe('an entry', () => {
  it('hides its content without the salt, and binds it with it', () => {
    const other = { ...opening, salt: 'ce'.repeat(32) };
    expect(contentHashOf(other)).not.toBe(contentHashOf(opening));
    expect(openEntry(entry, other)).toMatchObject({ ok: false, error: { code: 'CONTENT_CHANGED' } });
    expect(openEntry(entry, opening)).toEqual(parseEntry(entry));
    expect(openEntry(entry, { ...opening, content: `${opening.content}\ud800` }).ok).toBe(false);
  });

  it('has one spelling', () => {
    for (const text of [` ${entry}`, entry.replace('":"', '": "'), entry.replace('.000Z', 'Z'), entry.replace('"at"', '"\\u0061t"'), entry.replace('DRAW', 'draw'), `${entry}\n`]) expect(parseEntry(text).ok).toBe(false);
  });

  it('keeps what was committed for one purpose from standing for another', () => {
    expect(contentHashOf(sealed)).not.toBe(sealedHashOf(sealed));
  });
});
