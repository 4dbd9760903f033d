import { createPublicKey, verify } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assertOk } from '@sortition/kernel';
import { parseCheckpoint, printCheckpoint } from './checkpoint.ts';
import { LOG_KEY, WITNESS_KEY, parseSigningKey, parseVerifierKey, printSigningKey, printVerifierKey, signingKeyOf } from './note-key.ts';
import { cosignText, cosignedAt, signText, signatureHolds } from './note-signature.ts';
import { parseNote, printNote } from './signed-note.ts';

// the example that the format's first implementation publishes (golang.org/x/mod/sumdb/note)
const NEUMANN = {
  signer: 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz',
  verifier: 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
  note: "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n",
};

const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 });

describe('a note', () => {
  it('is signed and verified as the first implementation of the format does', () => {
    const signer = assertOk(parseSigningKey(NEUMANN.signer));
    const verifier = assertOk(parseVerifierKey(NEUMANN.verifier));
    const note = assertOk(parseNote(NEUMANN.note));
    expect(printVerifierKey(signer)).toBe(NEUMANN.verifier);
    expect(note.signatures.map((signature) => signatureHolds(note.text, signature, verifier))).toEqual([true]);
    expect(printNote({ text: note.text, signatures: [signText(note.text, signer)] })).toBe(NEUMANN.note);
  });

  it.each([
    ['without a blank line', 'a\n— n AAAAAAA=\n'], ['without a signature', 'a\n\n'], ['without a text', '\n\n— n AAAAAAA=\n'], ['with a carriage return', 'a\r\n\n— n AAAAAAA=\n'],
    ['without its last line feed', 'a\n\n— n AAAAAAA='], ['with a hyphen for the dash', 'a\n\n- n AAAAAAA=\n'], ['with a key id and no signature', 'a\n\n— n AAAAAA==\n'],
    ['with base64 of another spelling', 'a\n\n— n AAAAAAB=\n'], ['with half a character', 'a\ud800\n\n— n AAAAAAA=\n'], ['of no end', `${'a'.repeat(70_000)}\n\n— n AAAAAAA=\n`],
    ['with too many signatures', `a\n\n${'— n AAAAAAA=\n'.repeat(101)}`], ['with a plus in a name', 'a\n\n— n+m AAAAAAA=\n'],
  ])('%s is refused', (_, text) => {
    expect(parseNote(text).ok).toBe(false);
  });

  it('may have empty lines in its text', () => {
    const text = 'one\n\ntwo\n';
    const key = signingKeyOf('log.example', LOG_KEY, new Uint8Array(32));
    const note = printNote({ text, signatures: [signText(text, key)] });
    expect(assertOk(parseNote(note)).text).toBe(text);
  });
});

describe('keys', () => {
  it('survive being written down, and a changed character is noticed', () => {
    fc.assert(fc.property(bytes, fc.constantFrom(LOG_KEY, WITNESS_KEY), fc.nat(), (secret, type, at) => {
      const key = signingKeyOf('scjg.example/log', type, secret);
      expect(assertOk(parseSigningKey(printSigningKey(key)))).toEqual(key);
      const { secretKey: _secret, ...open } = key;
      const text = printVerifierKey(key);
      expect(assertOk(parseVerifierKey(text))).toEqual(open);
      const place = at % text.length;
      const other = text[place] === 'A' ? 'B' : 'A';
      expect(parseVerifierKey(`${text.slice(0, place)}${other}${text.slice(place + 1)}`).ok).toBe(false);
    }), { numRuns: 60 });
  });

  it('of a log and of a witness never have the same id', () => {
    const secret = new Uint8Array(32).fill(7);
    expect(signingKeyOf('a', LOG_KEY, secret).id).not.toBe(signingKeyOf('a', WITNESS_KEY, secret).id);
  });
});

describe('a cosignature', () => {
  const key = signingKeyOf('witness.example/w1', WITNESS_KEY, new Uint8Array(32).fill(9));
  const text = printCheckpoint({ origin: 'example.com/behind-the-sofa', size: 20_852_163, root: new Uint8Array(32).fill(3) });

  it('is the one of C2SP tlog-cosignature/v1, as OpenSSL sees it', () => {
    const { bytes: made } = cosignText(text, 1_679_315_147, key);
    const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(key.publicKey).toString('base64url') }, format: 'jwk' });
    expect(Buffer.from(made.subarray(0, 8)).readBigUInt64BE()).toBe(1_679_315_147n);
    expect(verify(null, Buffer.from(`cosignature/v1\ntime 1679315147\n${text}`), publicKey, made.subarray(8))).toBe(true);
  });

  it('binds the text and the time', () => {
    const made = cosignText(text, 1_700_000_000, key);
    expect(cosignedAt(made)).toBe(1_700_000_000);
    expect(signatureHolds(text, made, key)).toBe(true);
    for (let bit = 0; bit < made.bytes.length * 8; bit += 7) {
      const bytes = made.bytes.map((byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
      expect(signatureHolds(text, { ...made, bytes }, key)).toBe(false);
    }
    expect(signatureHolds(text.replace('2085', '2086'), made, key)).toBe(false);
    // and the log's own signature is no cosignature
    const log = signingKeyOf(key.name, LOG_KEY, key.secretKey);
    expect(signatureHolds(text, signText(text, log), key)).toBe(false);
    expect(signatureHolds(text, made, log)).toBe(false);
  });
});

describe('a checkpoint', () => {
  it('is read as it was written', () => {
    fc.assert(fc.property(bytes, fc.nat(), (root, size) => {
      expect(assertOk(parseCheckpoint(printCheckpoint({ origin: 'o', size, root })))).toEqual({ origin: 'o', size, root });
    }));
  });

  const root = 'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=';
  it.each([`o\n01\n${root}\n`, `o\n-1\n${root}\n`, `o\n1e3\n${root}\n`, `o\n1\n${root}`, `o\n1\n${root}\nmore\n`, `\n1\n${root}\n`, `o\n1\nAAAA\n`, `o\n99999999999999999\n${root}\n`, `o\n1\n${root.replace('I=', 'J=')}\n`])('%j is none', (text) => {
    expect(parseCheckpoint(text).ok).toBe(false);
  });
});
