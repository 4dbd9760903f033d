import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { assertOk } from '@sortition/kernel';
import { fromHex } from './bytes.ts';
import { isSplitView, parseCheckpoint, printCheckpoint } from './checkpoint.ts';
import { parseSigningKey, parseVerifierKey } from './note-key.ts';
import { signText, signatureHolds } from './note-signature.ts';
import { parsePolicy } from './policy.ts';
import { parseNote, parseSignature, printNote } from './signed-note.ts';
import { growthIsProved, witnessCheckpoint } from './witness.ts';

const text = (file: string): string => readFileSync(join(import.meta.dirname, '../vectors', file), 'utf8');
const keys: { log: { signing: string }; witnesses: { signing: string; verifying: string }[] } = JSON.parse(text('keys.json'));
const { consistency, roots }: { consistency: { earlier: number; size: number; proof: string[] }[]; roots: string[] } = JSON.parse(text('tree.json'));
const proofFrom = (earlier: number, size: number): Uint8Array[] => (consistency.find((each) => each.earlier === earlier && each.size === size)?.proof ?? []).map((hash) => fromHex(hash) ?? new Uint8Array(0));

const logKey = assertOk(parseSigningKey(keys.log.signing));
const key = assertOk(parseSigningKey(keys.witnesses[0]?.signing ?? ''));
const log = assertOk(parsePolicy(text('policy.txt')));
const [note, earlier] = [text('checkpoint.txt'), text('earlier-checkpoint.txt')];
const seen = assertOk(parseNote(earlier)).text;
const asked = { note, seen, proof: proofFrom(6, 13), log, key, seconds: 1_764_100_000 };

/** What a log would sign that tells somebody else another story. */
const told = (size: number, root: Uint8Array): string => {
  const other = printCheckpoint({ origin: logKey.name, size, root });
  return printNote({ text: other, signatures: [signText(other, logKey)] });
};

describe('a witness', () => {
  it('cosigns a checkpoint that goes on from the one it has seen', () => {
    const { text: remembered, cosignature } = assertOk(witnessCheckpoint(asked));
    const signature = assertOk(parseSignature(cosignature));
    expect(remembered).toBe(assertOk(parseNote(note)).text);
    expect(signatureHolds(remembered, signature, assertOk(parseVerifierKey(keys.witnesses[0]?.verifying ?? '')))).toBe(true);
    expect(witnessCheckpoint({ ...asked, seen: null, proof: [] }).ok).toBe(true);
    expect(witnessCheckpoint({ ...asked, seen: remembered, proof: [] }).ok).toBe(true);
  });

  it.each([
    ['INCONSISTENT', { proof: [] }],
    ['INCONSISTENT', { proof: proofFrom(8, 13) }],
    ['ROLLED_BACK', { note: told(5, fromHex(roots[5] ?? '') ?? new Uint8Array(0)) }],
    ['SPLIT_VIEW', { note: told(6, fromHex(roots[5] ?? '') ?? new Uint8Array(0)) }],
    ['INCONSISTENT', { note: told(13, fromHex(roots[12] ?? '') ?? new Uint8Array(0)) }],
    ['LOG_SIGNATURE_MISSING', { note: printNote({ ...assertOk(parseNote(note)), signatures: assertOk(parseNote(note)).signatures.slice(1) }) }],
    ['ORIGIN_UNKNOWN', { seen: seen.replace('log.', 'other.') }],
  ])('refuses with %s what does not', (code, change) => {
    expect(witnessCheckpoint({ ...asked, ...change })).toMatchObject({ ok: false, error: { code } });
  });
});

describe('two checkpoints of one log', () => {
  const [a, b] = [earlier, note].map((each) => assertOk(parseCheckpoint(assertOk(parseNote(each)).text)));
  if (a === undefined || b === undefined) throw new Error('the vectors have two checkpoints');

  it('contradict each other at the same size with different roots', () => {
    expect(isSplitView(a, { ...a, root: b.root })).toBe(true);
    expect(isSplitView(a, a)).toBe(false);
    expect(isSplitView(a, b)).toBe(false);
    expect(isSplitView(a, { ...a, origin: 'other', root: b.root })).toBe(false);
  });

  it('are consistent only in the order of time', () => {
    expect(growthIsProved(a, b, proofFrom(6, 13)).ok).toBe(true);
    expect(growthIsProved(b, a, proofFrom(6, 13))).toMatchObject({ ok: false, error: { code: 'ROLLED_BACK' } });
  });
});
