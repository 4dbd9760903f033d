import { assertOk } from '@sortition/kernel';
import { toHex } from '../src/bytes.ts';
import { printCheckpoint } from '../src/checkpoint.ts';
import { GrowingTree } from '../src/growing-tree.ts';
import { contentHashOf, leafHashOf, printEntry, sealedHashOf, type Salted } from '../src/log-entry.ts';
import { receiptOf, type LogReceipt } from '../src/log-receipt.ts';
import { LOG_KEY, WITNESS_KEY, printSigningKey, printVerifierKey, signingKeyOf } from '../src/note-key.ts';
import { cosignText, signText } from '../src/note-signature.ts';
import { printPolicy } from '../src/policy.ts';
import { parseNote, printNote } from '../src/signed-note.ts';
import { consistencyProof, inclusionProof, rootOf, type NodeLookup } from '../src/tree-proof.ts';

const SIZE = 13;
const SEEN_AT = 1_764_000_000;

const secret = (fill: number): Uint8Array => new Uint8Array(32).fill(fill);
const log = signingKeyOf('log.sortition.example', LOG_KEY, secret(1));
const witnesses = ['scjg.example', 'sthj.example', 'yjgl.example'].map((name, i) => signingKeyOf(name, WITNESS_KEY, secret(i + 2)));

const salted = (content: string, fill: number): Salted => ({ content, salt: fill.toString(16).padStart(2, '0').repeat(32) });

function entryOf(i: number) {
  const sealed = i % 5 === 2 ? salted(`{"seed":"${String(i).padStart(64, '0')}"}`, 100 + i) : null;
  const opening = salted(JSON.stringify({ drawId: `draw-${i}`, note: '随机抽取', ...(sealed === null ? {} : { sealed: sealedHashOf(sealed) }) }), i);
  const entry = printEntry({ kind: 'DRAW_INTENDED', at: new Date(1_763_900_000_000 + i * 1_000).toISOString(), contentHash: contentHashOf(opening) });
  return { entry, opening, sealed };
}

const entries = Array.from({ length: SIZE }, (_, i) => entryOf(i));
const stored = new Map<string, Uint8Array>();
const tree = new GrowingTree();
for (const { entry } of entries) for (const { level, index, hash } of tree.append(leafHashOf(entry))) stored.set(`${level}/${index}`, hash);
const lookup: NodeLookup = ({ level, index }) => stored.get(`${level}/${index}`) ?? new Uint8Array(0);

function checkpointOf(size: number, cosigners = witnesses): string {
  const text = printCheckpoint({ origin: log.name, size, root: rootOf(size, lookup) });
  return printNote({ text, signatures: [signText(text, log), ...cosigners.map((key) => cosignText(text, SEEN_AT + size, key))] });
}

const policy = printPolicy(printVerifierKey(log), witnesses.map((key) => ({ name: key.name, key: printVerifierKey(key) })), 2);

function receiptFor(index: number, size: number): LogReceipt {
  const { entry, opening, sealed } = entries[index] ?? entryOf(index);
  return receiptOf({ checkpoint: checkpointOf(size), entry, index, proof: inclusionProof(index, size, lookup), opening, ...(sealed === null ? {} : { sealed }) });
}

/** What a verifier must say of each; the first fault that it finds may be another, VALID and invalid may not. */
function receipts() {
  const good = receiptFor(7, SIZE);
  const other = receiptFor(8, SIZE);
  const sealed = good.sealed ?? salted('', 0);
  const alone = entries[7]?.entry ?? '';
  const forgedRoot = printCheckpoint({ origin: log.name, size: 1, root: leafHashOf(alone) });
  const swapped = assertOk(parseNote(checkpointOf(SIZE)));
  return [
    { name: 'whole', verdict: 'VALID', receipt: good },
    { name: 'content forgotten', verdict: 'VALID', receipt: receiptOf({ ...good, proof: inclusionProof(7, SIZE, lookup), opening: undefined, sealed: undefined }) },
    { name: 'still sealed', verdict: 'VALID', receipt: receiptOf({ ...good, proof: inclusionProof(7, SIZE, lookup), sealed: undefined }) },
    { name: 'only entry of its log', verdict: 'VALID', receipt: receiptFor(0, 1) },
    { name: 'last of an odd tree', verdict: 'VALID', receipt: receiptFor(SIZE - 1, SIZE) },
    { name: 'another place', verdict: 'NOT_INCLUDED', receipt: { ...good, index: 8 } },
    { name: 'another entry with its content', verdict: 'NOT_INCLUDED', receipt: { ...other, index: 7, proof: good.proof } },
    { name: 'content changed', verdict: 'CONTENT_CHANGED', receipt: { ...good, opening: { ...salted('', 0), ...good.opening, content: `${good.opening?.content} ` } } },
    { name: 'unsealed part changed', verdict: 'SEALED_CHANGED', receipt: { ...good, sealed: { ...sealed, content: sealed.content.replace('0', '1') } } },
    { name: 'salt too short', verdict: 'OPENING_MALFORMED', receipt: { ...good, sealed: { ...sealed, salt: sealed.salt.slice(2) } } },
    { name: 'proof shortened', verdict: 'NOT_INCLUDED', receipt: { ...good, proof: good.proof.slice(1) } },
    { name: 'proof lengthened', verdict: 'NOT_INCLUDED', receipt: { ...good, proof: [...good.proof, toHex(tree.root())] } },
    { name: 'proof in capitals', verdict: 'RECEIPT_MALFORMED', receipt: { ...good, proof: good.proof.map((hash) => hash.toUpperCase()) } },
    { name: 'one-leaf tree of a forger', verdict: 'SIGNATURE_INVALID', receipt: { ...good, index: 0, proof: [], checkpoint: printNote({ text: forgedRoot, signatures: swapped.signatures }) } },
    { name: 'leaf passed off as the root', verdict: 'NOT_INCLUDED', receipt: { ...good, index: 0, proof: [] } },
    { name: 'too few witnesses', verdict: 'WITNESSES_MISSING', receipt: { ...good, checkpoint: checkpointOf(SIZE, witnesses.slice(0, 1)) } },
    { name: 'one witness twice', verdict: 'WITNESSES_MISSING', receipt: { ...good, checkpoint: checkpointOf(SIZE, witnesses.slice(0, 1).flatMap((key) => [key, key])) } },
    { name: 'not signed by the log', verdict: 'LOG_SIGNATURE_MISSING', receipt: { ...good, checkpoint: printNote({ ...swapped, signatures: swapped.signatures.slice(1) }) } },
    { name: 'earlier checkpoint', verdict: 'NOT_INCLUDED', receipt: { ...good, checkpoint: checkpointOf(SIZE - 1) } },
    { name: 'entry with its fields in another order', verdict: 'ENTRY_MALFORMED', receipt: { ...good, entry: good.entry.replace(/^\{("at":"[^"]*"),("contentHash":"[^"]*")/, '{$2,$1') } },
  ];
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`;

/** Every published vector by the name of its file. All of them follow from fixed keys and salts. */
export const makeVectors = (): Readonly<Record<string, string>> => ({
  'keys.json': json({ log: { signing: printSigningKey(log), verifying: printVerifierKey(log) }, witnesses: witnesses.map((key) => ({ signing: printSigningKey(key), verifying: printVerifierKey(key) })) }),
  'policy.txt': policy,
  'log.ndjson': entries.map(({ entry, opening, sealed }, index) => `${JSON.stringify({ index, entry, opening, sealed })}\n`).join(''),
  'checkpoint.txt': checkpointOf(SIZE),
  'earlier-checkpoint.txt': checkpointOf(6),
  'tree.json': json({
    leaves: entries.map(({ entry }) => toHex(leafHashOf(entry))),
    roots: Array.from({ length: SIZE + 1 }, (_, size) => toHex(rootOf(size, lookup))),
    inclusion: [[0, 1], [0, 8], [4, 5], [7, SIZE], [12, SIZE]].map(([index = 0, size = 0]) => ({ index, size, proof: inclusionProof(index, size, lookup).map(toHex) })),
    consistency: [[1, 8], [6, SIZE], [8, SIZE], [12, SIZE]].map(([earlier = 0, size = 0]) => ({ earlier, size, proof: consistencyProof(earlier, size, lookup).map(toHex) })),
  }),
  'receipts.json': json(receipts()),
});
