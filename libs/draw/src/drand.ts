import { bls12_381 } from '@noble/curves/bls12-381';
import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils';

/** A public beacon of the League of Entropy, by what never changes of it. Its key stands here, so that no answer of a network is believed. */
export interface DrandChain {
  readonly name: string;
  /** The hash of the chain, which its HTTP interface is asked by. */
  readonly hash: string;
  /** A point of G2, compressed, in hexadecimal. */
  readonly publicKey: string;
  /** When round 1 begins, in seconds of Unix time. */
  readonly genesis: number;
  /** Seconds from round to round. */
  readonly period: number;
}

const quicknet: DrandChain = {
  name: 'quicknet',
  hash: '52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971',
  publicKey: '83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a',
  genesis: 1_692_803_367,
  period: 3,
};

/** The chains that a draw may name. All of scheme `bls-unchained-g1-rfc9380`. */
export const DRAND_CHAINS: ReadonlyMap<string, DrandChain> = new Map([[quicknet.name, quicknet]]);

/** A round of a chain, which exists at its time and not before, whoever wants it. */
export interface DrandRound {
  readonly chain: DrandChain;
  readonly round: number;
}

const SOURCE = /^drand:([a-z]+):([1-9][0-9]{0,11})$/;
const SIGNATURE = /^[0-9a-f]{96}$/;
const TAG = 'BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_';

/** The name under which an intent announces a round. */
export const drandSource = ({ chain, round }: DrandRound): string => `drand:${chain.name}:${round}`;

/** The round that a source names; null for every other text, and for a chain that is not pinned here. */
export function drandRoundOf(source: string): DrandRound | null {
  const [, name, round] = SOURCE.exec(source) ?? [];
  const chain = DRAND_CHAINS.get(name ?? '');
  return chain === undefined ? null : { chain, round: Number(round) };
}

/** When a round begins, in seconds of Unix time: nobody knows its randomness before. */
export const roundTime = ({ chain, round }: DrandRound): number => chain.genesis + (round - 1) * chain.period;

/** The round that has begun last at an instant in seconds of Unix time; 0 before the first. */
export const roundAt = (chain: DrandChain, seconds: number): number => Math.max(0, Math.floor((seconds - chain.genesis) / chain.period) + 1);

/** True when the signature, 96 hex digits, is that of the chain's key over the round. */
export function verifyBeacon({ chain, round }: DrandRound, signature: string): boolean {
  if (!SIGNATURE.test(signature)) return false;
  const { hash, verify, Signature } = bls12_381.shortSignatures;
  try {
    const point = Signature.fromHex(signature);
    // one round has one signature and one text of it: a second would be a second seed to choose from
    return Signature.toHex(point) === signature && verify(point, hash(messageOf(round), TAG), chain.publicKey);
  } catch {
    return false; // no point of the group
  }
}

/** The randomness that drand publishes beside a signature. The seed is made from the signature itself. */
export const beaconRandomness = (signature: string): string => bytesToHex(sha256(hexToBytes(signature)));

function messageOf(round: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(round));
  return sha256(bytes);
}
