import { describe, expect, it } from 'vitest';
import { assertOk } from '@sortition/kernel';
import { printCheckpoint } from './checkpoint.ts';
import { LOG_KEY, WITNESS_KEY, printVerifierKey, signingKeyOf, type SigningKey } from './note-key.ts';
import { cosignText, signText } from './note-signature.ts';
import { isQuorum, parsePolicy, printPolicy } from './policy.ts';
import { printNote, type NoteSignature } from './signed-note.ts';
import { verifyCheckpoint } from './verify-checkpoint.ts';

const keyOf = (name: string, type: 1 | 4, fill: number): SigningKey => signingKeyOf(name, type, new Uint8Array(32).fill(fill));
const log = keyOf('log.example', LOG_KEY, 1);
const witnesses = [2, 3, 4].map((fill) => keyOf(`w${fill}.example`, WITNESS_KEY, fill));
const [w2, w3, w4] = witnesses.map((key) => printVerifierKey(key));
const vkey = printVerifierKey(log);
const policyOf = (threshold: number) => assertOk(parsePolicy(printPolicy(vkey, witnesses.map((key) => ({ name: key.name, key: printVerifierKey(key) })), threshold)));

describe('a policy', () => {
  it('is read with its groups of groups', () => {
    const policy = assertOk(parsePolicy(`# who watches\n\n log ${vkey} https://log.example\nwitness a ${w2}\nwitness b ${w3}\n\twitness c ${w4} https://c\ngroup ab any a b\ngroup both all ab c\nquorum both\n`));
    expect([['a'], ['b'], ['c'], ['a', 'b'], ['a', 'c'], ['b', 'c']].map((cosigned) => isQuorum(policy, new Set(cosigned)))).toEqual([false, false, false, false, true, true]);
  });

  it.each([
    ['no quorum', `log ${vkey}\n`], ['two quorums', `log ${vkey}\nquorum none\nquorum none\n`], ['an unknown word', `logs ${vkey}\nquorum none\n`], ['an unknown quorum', `witness a ${w2}\nquorum b\n`],
    ['a witness key as log', `log ${w2}\nquorum none\n`], ['a log key as witness', `witness a ${vkey}\nquorum a\n`], ['one key under two names', `witness a ${w2}\nwitness b ${w2}\nquorum a\n`],
    ['one name twice', `witness a ${w2}\nwitness a ${w3}\nquorum a\n`], ['a member of two groups', `witness a ${w2}\nwitness b ${w3}\ngroup g any a b\ngroup h any a g\nquorum h\n`],
    ['a member twice', `witness a ${w2}\ngroup g 2 a a\nquorum g\n`], ['more than there are', `witness a ${w2}\ngroup g 2 a\nquorum g\n`], ['none of them', `witness a ${w2}\ngroup g 0 a\nquorum g\n`], ['a damaged key', `log ${vkey.slice(0, -4)}AAAA\nquorum none\n`],
  ])('with %s is refused', (_, text) => {
    expect(parsePolicy(text)).toMatchObject({ ok: false, error: { code: 'POLICY_MALFORMED' } });
  });
});

describe('a checkpoint under a policy', () => {
  const text = printCheckpoint({ origin: 'log.example', size: 5, root: new Uint8Array(32).fill(8) });
  const cosignatures = witnesses.map((key) => cosignText(text, 1_700_000_000, key));
  const noteOf = (...signatures: readonly NoteSignature[]): string => printNote({ text, signatures });
  const own = signText(text, log);

  it('needs the log and so many witnesses', () => {
    const [a = own, b = own, c = own] = cosignatures;
    expect(verifyCheckpoint(noteOf(own), policyOf(0))).toMatchObject({ ok: true, value: { size: 5, witnesses: [] } });
    expect(verifyCheckpoint(noteOf(own, a, c), policyOf(2))).toMatchObject({ ok: true, value: { witnesses: ['w2.example', 'w4.example'] } });
    expect(verifyCheckpoint(noteOf(own, b), policyOf(2))).toMatchObject({ ok: false, error: { code: 'WITNESSES_MISSING' } });
    expect(verifyCheckpoint(noteOf(own, b, b, b), policyOf(2))).toMatchObject({ ok: false, error: { code: 'WITNESSES_MISSING' } });
    expect(verifyCheckpoint(noteOf(...cosignatures), policyOf(0))).toMatchObject({ ok: false, error: { code: 'LOG_SIGNATURE_MISSING' } });
  });

  it('ignores strangers, and distrusts all of a note in which a known key is abused', () => {
    const stranger = signText(text, keyOf('stranger.example', LOG_KEY, 9));
    expect(verifyCheckpoint(noteOf(stranger, own), policyOf(0)).ok).toBe(true);
    const forged = { ...own, bytes: own.bytes.map((byte, i) => (i === 10 ? byte ^ 1 : byte)) };
    expect(verifyCheckpoint(noteOf(own, forged), policyOf(0))).toMatchObject({ ok: false, error: { code: 'SIGNATURE_INVALID' } });
    // somebody else's key under the log's name and id
    expect(verifyCheckpoint(noteOf({ ...stranger, name: own.name, keyId: own.keyId }), policyOf(0))).toMatchObject({ ok: false, error: { code: 'SIGNATURE_INVALID' } });
  });

  it('has to be of the log that the policy names', () => {
    const elsewhere = text.replace('log.example', 'other.example');
    expect(verifyCheckpoint(printNote({ text: elsewhere, signatures: [signText(elsewhere, log)] }), policyOf(0))).toMatchObject({ ok: false, error: { code: 'ORIGIN_UNKNOWN' } });
  });
});
