import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { signatureFileOf, supergraphHash, type VerifySupergraph } from '@sortition/service-kit/supergraph-signature';
import { SupergraphRefused } from './supergraph-refused.ts';

/** A supergraph that may be used, as far as its signature goes. */
export interface SupergraphFile {
  readonly sdl: string;
  readonly sha256: string;
  /** Of the signature; 0 where none is asked for. */
  readonly serial: number;
}

/** What lies there at one moment, whatever it is worth. */
interface Pair {
  readonly content: Buffer | undefined;
  readonly signature: string | undefined;
  /** The same for the same bytes. */
  readonly mark: string;
}

/** One look at the file. `mark` is the same as long as its bytes and those of its signature are. */
export interface Found {
  readonly mark: string;
  readonly verdict: SupergraphFile | SupergraphRefused;
}

/** Two files cannot be replaced in one step. A pair that does not hold is refused only when it is still the same after this time. */
const SETTLE_MS = 150;

const readIfThere = async (file: string): Promise<Buffer | undefined> => {
  try {
    return await readFile(file);
  } catch {
    return undefined;
  }
};

async function readPair(file: string): Promise<Pair> {
  const [content, signed] = await Promise.all([readIfThere(file), readIfThere(signatureFileOf(file))]);
  const signature = signed?.toString('latin1');
  return { content, signature, mark: `${content === undefined ? '' : supergraphHash(content)} ${signature ?? ''}` };
}

async function judge({ content, signature }: Pair, file: string, verify: VerifySupergraph | undefined): Promise<Found['verdict']> {
  if (content === undefined) return new SupergraphRefused('UNREADABLE', file);
  let serial = 0;
  if (verify !== undefined) {
    if (signature === undefined) return new SupergraphRefused('UNSIGNED', signatureFileOf(file));
    const verified = await verify(content, signature);
    if (typeof verified === 'string') return new SupergraphRefused(verified, signatureFileOf(file));
    serial = verified.serial;
  }
  try {
    return { sdl: new TextDecoder('utf-8', { fatal: true }).decode(content), sha256: supergraphHash(content), serial };
  } catch (cause) {
    return new SupergraphRefused('NOT_A_SUPERGRAPH', 'it is not UTF-8', { cause });
  }
}

/** Reads the supergraph and what its signature is worth. Without `verify` no signature is asked for. `known` is the mark of a look before, which is not judged again. */
export async function findSupergraph(file: string, verify: VerifySupergraph | undefined, known?: string): Promise<Found | undefined> {
  let pair = await readPair(file);
  for (;;) {
    if (pair.mark === known) return undefined;
    const verdict = await judge(pair, file, verify);
    if (!(verdict instanceof SupergraphRefused)) return { mark: pair.mark, verdict };
    await sleep(SETTLE_MS);
    const again = await readPair(file);
    if (again.mark === pair.mark) return { mark: pair.mark, verdict };
    pair = again;
  }
}
