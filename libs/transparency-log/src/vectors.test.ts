import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { assertOk } from '@sortition/kernel';
import { makeVectors } from '../scripts/make-vectors.ts';
import { fromHex, sameBytes } from './bytes.ts';
import { parseCheckpoint } from './checkpoint.ts';
import { LogCheck, type ExportedEntry } from './log-check.ts';
import { leafHashOf, openEntry, openSealed } from './log-entry.ts';
import { parseReceipt, verifyReceipt, type LogReceipt } from './log-receipt.ts';
import { parsePolicy } from './policy.ts';
import { parseNote } from './signed-note.ts';
import { SHA256_TREE } from './tree-hash.ts';
import { verifyCheckpoint } from './verify-checkpoint.ts';
import { inclusionIsProved } from './verify-proof.ts';

const folder = join(import.meta.dirname, '../vectors');
const text = (file: string): string => readFileSync(join(folder, file), 'utf8');
const RECEIPTS: { name: string; verdict: string; receipt: LogReceipt }[] = JSON.parse(text('receipts.json'));
const policy = assertOk(parsePolicy(text('policy.txt')));

type Verifier = (receipt: LogReceipt) => string;

const verdictOf: Verifier = (receipt) => {
  const parsed = parseReceipt(receipt);
  const verified = parsed.ok ? verifyReceipt(parsed.value, policy) : parsed;
  return verified.ok ? 'VALID' : verified.error.code;
};

it('are those that the program makes', () => {
  expect(makeVectors()).toEqual(Object.fromEntries(Object.keys(makeVectors()).map((file) => [file, text(file)])));
});

it.each(RECEIPTS)('$name: $verdict', ({ verdict, receipt }) => {
  expect(verdictOf(receipt)).toBe(verdict);
});

it('the whole log agrees with both checkpoints, and with none once an entry is missing, doubled or moved', () => {
  const lines: ExportedEntry[] = text('log.ndjson').trimEnd().split('\n').map((line) => JSON.parse(line));
  const checkpoints = ['checkpoint.txt', 'earlier-checkpoint.txt'].map((file) => assertOk(parseCheckpoint(assertOk(parseNote(text(file))).text)));
  const check = (entries: readonly ExportedEntry[]): unknown[] => {
    const log = new LogCheck(checkpoints.map(({ size }) => size));
    const faults = entries.map((entry) => log.add(entry)).filter(({ ok }) => !ok);
    return faults.length > 0 ? faults : checkpoints.map((checkpoint) => log.agreesWith(checkpoint)).filter(({ ok }) => !ok);
  };
  const renumbered = (entries: readonly ExportedEntry[]): ExportedEntry[] => entries.map((entry, index) => ({ ...entry, index }));
  expect(check(lines)).toEqual([]);
  expect(check(renumbered(lines.toSpliced(3, 1)))).toHaveLength(2);
  expect(check(renumbered(lines.toSpliced(3, 0, ...lines.slice(3, 4))))).toMatchObject([{ error: { code: 'ROOT_DIFFERS' } }, { error: { code: 'ROOT_DIFFERS' } }]);
  expect(check(renumbered(lines.toSpliced(8, 2, ...lines.slice(8, 10).toReversed())))).toMatchObject([{ error: { code: 'ROOT_DIFFERS', at: 13 } }]);
  expect(check(lines.toSpliced(3, 1))[0]).toMatchObject({ error: { code: 'ENTRY_OUT_OF_PLACE', at: 4 } });
  expect(check(lines.slice(0, 12))).toMatchObject([{ error: { code: 'SIZE_DIFFERS', at: 12 } }]);
});

describe('a verifier with a mistake says something else about one of them', () => {
  const believesTheNote = (note: string) => assertOk(parseCheckpoint(assertOk(parseNote(note)).text));
  const proofOf = ({ proof }: LogReceipt) => proof.map((hash) => fromHex(hash.toLowerCase()) ?? new Uint8Array(0));
  const opens = ({ entry, opening, sealed }: LogReceipt): boolean => (opening === undefined || openEntry(entry, opening).ok) && (sealed === undefined || openSealed(opening?.content ?? '', sealed).ok);
  const folds = ({ entry, index, proof }: LogReceipt, root: Uint8Array): boolean => {
    let [place, hash] = [index, leafHashOf(entry)];
    for (const sibling of proof.map((text) => fromHex(text) ?? new Uint8Array(0))) {
      hash = place % 2 === 1 ? SHA256_TREE.node(sibling, hash) : SHA256_TREE.node(hash, sibling);
      place = Math.floor(place / 2);
    }
    return sameBytes(hash, root);
  };
  const MISTAKES: Record<string, Verifier> = {
    'takes an empty proof for a proof': (receipt) => (receipt.proof.length === 0 ? 'VALID' : verdictOf(receipt)),
    'believes an unsigned checkpoint': (receipt) => {
      const { size, root } = believesTheNote(receipt.checkpoint);
      return opens(receipt) && inclusionIsProved({ index: receipt.index, size, root, leafHash: leafHashOf(receipt.entry), proof: proofOf(receipt) }) ? 'VALID' : 'NOT_INCLUDED';
    },
    'does not count witnesses': (receipt) => {
      const verified = verifyReceipt(receipt, { ...policy, quorum: 'none' });
      return verified.ok ? 'VALID' : verified.error.code;
    },
    'folds the proof without looking at the size': (receipt) => {
      const checkpoint = verifyCheckpoint(receipt.checkpoint, policy);
      return checkpoint.ok && opens(receipt) && folds(receipt, checkpoint.value.root) ? 'VALID' : 'NOT_INCLUDED';
    },
    'does not open what is shown': ({ opening: _opening, sealed: _sealed, ...receipt }) => verdictOf(receipt),
    'does not open what was sealed': ({ sealed: _sealed, ...receipt }) => verdictOf(receipt),
    'reads hexadecimal in any case': (receipt) => verdictOf({ ...receipt, proof: receipt.proof.map((hash) => hash.toLowerCase()) }),
  };
  const isValid = (verdict: string): boolean => verdict === 'VALID';

  it.each(Object.entries(MISTAKES))('%s', (_, mistaken) => {
    expect(RECEIPTS.some(({ verdict, receipt }) => isValid(mistaken(receipt)) !== isValid(verdict))).toBe(true);
  });
});
