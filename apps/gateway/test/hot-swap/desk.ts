import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signSupergraph, signatureFileOf } from '@sortition/service-kit/supergraph-signature';
import type { JWK } from 'jose';
import { signingKey, type SigningKey } from '../fixtures/signing-key.ts';
import type { SupergraphRefusal } from '../../src/supergraph/supergraph-refused.ts';
import { SUPERGRAPHS, type Edition } from './editions.ts';

/** What lies beside each other in the folder from which the gateway takes its supergraph. */
export interface Offer {
  readonly sdl: string | undefined;
  readonly signature: string | undefined;
}

/** Puts supergraphs where the gateway looks for them, sound ones and others. */
export interface Desk extends AsyncDisposable {
  readonly file: string;
  readonly publicKeys: string;
  /** Of the last sound one. */
  readonly serial: () => number;
  put(offer: Offer): void;
  /** A sound one, signed with the next serial by one of two keys. */
  sound(sdl: string): Promise<Offer>;
}

export async function openDesk(): Promise<Desk> {
  const folder = await mkdtemp(join(tmpdir(), 'sortition-swap-'));
  const file = join(folder, 'supergraph.graphql');
  const keys: readonly SigningKey[] = await Promise.all([signingKey('release-1'), signingKey('release-2')]);
  let serial = 0;
  const place = (path: string, content: string | undefined): void => {
    if (content === undefined) return rmSync(path, { force: true });
    writeFileSync(`${path}.part`, content);
    renameSync(`${path}.part`, path);
  };
  return {
    file,
    publicKeys: JSON.stringify({ keys: keys.map(({ publicKey }) => publicKey) }),
    serial: () => serial,
    put: ({ sdl, signature }) => {
      place(file, sdl);
      place(signatureFileOf(file), signature);
    },
    sound: async (sdl) => {
      serial += 1;
      return { sdl, signature: await signed(sdl, serial, keys[serial % keys.length]?.privateKey) };
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}

const signed = (sdl: string, serial: number, key: JWK | undefined): Promise<string> => {
  if (key === undefined) throw new Error('no key');
  return signSupergraph(Buffer.from(sdl), serial, key);
};

export interface Unsound {
  readonly kind: string;
  readonly code: SupergraphRefusal;
  /** `in use` is what was offered last and taken, `edition` is the other one. */
  readonly offer: (desk: Desk, edition: Edition, inUse: Offer) => Promise<Offer>;
}

const stranger = await signingKey('stranger');
const impostor = await signingKey('release-1');
const first = new WeakMap<Desk, Offer>();
/** Remembers what a desk offered first, so that it can be offered again. */
export const remember = (desk: Desk, offer: Offer): void => void first.set(desk, offer);

const withSignature = async (desk: Desk, sdl: string, change: (signature: string) => string): Promise<Offer> => {
  const { signature = '' } = await desk.sound(sdl);
  return { sdl, signature: change(signature) };
};
const otherLetter = (letter: string): string => (letter === 'A' ? 'B' : 'A');

export const UNSOUND: readonly Unsound[] = [
  { kind: 'unsigned', code: 'UNSIGNED', offer: async (_desk, edition) => ({ sdl: SUPERGRAPHS[edition], signature: undefined }) },
  { kind: 'changed after it was signed', code: 'SIGNATURE_OF_ANOTHER_FILE', offer: async (desk, edition) => ({ ...await desk.sound(SUPERGRAPHS[edition]), sdl: `${SUPERGRAPHS[edition]}#` }) },
  { kind: 'cut off', code: 'SIGNATURE_OF_ANOTHER_FILE', offer: async (desk, edition) => ({ ...await desk.sound(SUPERGRAPHS[edition]), sdl: SUPERGRAPHS[edition].slice(0, 700) }) },
  { kind: 'with half a signature', code: 'SIGNATURE_UNREADABLE', offer: (desk, edition) => withSignature(desk, SUPERGRAPHS[edition], (text) => text.slice(0, 40)) },
  { kind: 'with one other letter in the signature', code: 'SIGNATURE_WRONG', offer: (desk, edition) => withSignature(desk, SUPERGRAPHS[edition], (text) => text.replace(/\.\.(.)/, (_all, letter: string) => `..${otherLetter(letter)}`)) },
  { kind: 'with another serial in the header', code: 'SIGNATURE_WRONG', offer: (desk, edition) => withSignature(desk, SUPERGRAPHS[edition], (text) => {
    const [head = '', tail = ''] = text.split('..');
    const header = JSON.parse(Buffer.from(head, 'base64url').toString());
    return `${Buffer.from(JSON.stringify({ ...header, serial: 1e9 })).toString('base64url')}..${tail}`;
  }) },
  { kind: 'that says it needs no signature', code: 'SIGNATURE_WRONG', offer: (desk, edition) => withSignature(desk, SUPERGRAPHS[edition], (text) => {
    const [head = '', tail = ''] = text.split('..');
    const header = JSON.parse(Buffer.from(head, 'base64url').toString());
    return `${Buffer.from(JSON.stringify({ ...header, alg: 'none' })).toString('base64url')}..${tail}`;
  }) },
  { kind: 'signed by a stranger', code: 'KEY_UNKNOWN', offer: async (desk, edition) => ({ sdl: SUPERGRAPHS[edition], signature: await signed(SUPERGRAPHS[edition], desk.serial() + 1, stranger.privateKey) }) },
  { kind: 'signed under a false name', code: 'SIGNATURE_WRONG', offer: async (desk, edition) => ({ sdl: SUPERGRAPHS[edition], signature: await signed(SUPERGRAPHS[edition], desk.serial() + 1, impostor.privateKey) }) },
  { kind: 'the first of all once more', code: 'SERIAL_TOO_LOW', offer: async (desk) => first.get(desk) ?? { sdl: undefined, signature: undefined } },
  { kind: 'broken', code: 'NOT_A_SUPERGRAPH', offer: (desk) => desk.sound('type Query {') },
  { kind: 'a schema that is not composed', code: 'NOT_A_SUPERGRAPH', offer: (desk) => desk.sound('type Query { latest: String }') },
  { kind: 'without what is where', code: 'NOT_A_SUPERGRAPH', offer: (desk, edition) => desk.sound(SUPERGRAPHS[edition].replaceAll(/@join__(?:type|field|graph)\([^)]*\)/g, '')) },
  { kind: 'of a service without an address', code: 'SUBGRAPH_WITHOUT_ADDRESS', offer: (desk) => desk.sound(SUPERGRAPHS.elsewhere) },
  { kind: 'not there', code: 'UNREADABLE', offer: async () => ({ sdl: undefined, signature: undefined }) },
];
