import { createContext, Script, type Context } from 'node:vm';
import { buildPage } from '../src/build-page.ts';
import type { Verdict } from '../src/verdict.ts';

/** Bytes as a browser's file: what the worker asks of one. */
class FileOfBytes {
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get size(): number {
    return this.#bytes.length;
  }

  get bytes(): Uint8Array {
    return this.#bytes;
  }

  slice(from: number, to: number): FileOfBytes {
    return new FileOfBytes(this.#bytes.subarray(from, to));
  }
}

class FileReaderSync {
  readAsArrayBuffer({ bytes }: FileOfBytes): ArrayBuffer {
    return new Uint8Array(bytes).buffer;
  }
}

export interface PageQuestion {
  readonly certificate: Uint8Array;
  readonly frame?: Uint8Array | null;
  readonly opening?: Uint8Array | null;
  readonly unit?: string | null;
}

/** The element of a page with this id, as text. */
export const scriptOf = (page: string, start: string): string => page.split(start)[1]?.split('</script>')[0] ?? '';

type Answer = { readonly kind: string; readonly verdict?: Verdict; readonly message?: string; readonly done?: number };

/** The worker of the built page, in a world that has nothing but the language, text and files: no network, no clock of Node, no module. */
export async function startPageWorker(): Promise<{ readonly ask: (question: PageQuestion) => Verdict; readonly answers: Answer[]; readonly world: Context }> {
  const answers: Answer[] = [];
  const listeners: ((event: { readonly data: unknown }) => void)[] = [];
  const world = createContext({
    TextEncoder,
    TextDecoder,
    FileReaderSync,
    postMessage: (answer: Answer) => answers.push(answer),
    addEventListener: (_: string, listener: (event: { readonly data: unknown }) => void) => listeners.push(listener),
  });
  new Script(scriptOf(await buildPage(), '<script type="text/plain" id="worker">')).runInContext(world);
  const file = (bytes: Uint8Array | null | undefined): FileOfBytes | null => (bytes == null ? null : new FileOfBytes(bytes));
  const ask = ({ certificate, frame, opening, unit = null }: PageQuestion): Verdict => {
    answers.length = 0;
    for (const listener of listeners) listener({ data: { certificate: file(certificate), frame: file(frame), opening: file(opening), unit } });
    const { verdict, message } = answers.at(-1) ?? {};
    if (verdict === undefined) throw new Error(`the page answered ${message ?? 'nothing'}`);
    return verdict;
  };
  return { ask, answers, world };
}
