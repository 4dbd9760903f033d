import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { allPassed, certificatePage, readAnyCertificate, verifyCertificateText } from '@sortition/draw';
import { nativeHasher } from './native-hasher.ts';
import { printedReceipt } from './printed-receipt.ts';
import { qrModules } from './qr-modules.ts';

const USAGE = `usage: print-draw FILE [--receipt FILE] [--without-list] [--out FILE]

  FILE            the certificate of a draw (抽取证书), of units or of inspectors
  --receipt FILE  the receipt of the public log (日志凭证) for this draw
  --without-list  only the counts, while the list may not be read
  --out FILE      where the page goes; else it is printed

exit code 0: done  1: the certificate is not valid, or the receipt is not for it  2: usage or unreadable file`;

class Refusal extends Error {}

interface Arguments {
  readonly file: string;
  readonly receipt: string | undefined;
  readonly withList: boolean;
  readonly out: string | undefined;
}

function readArguments(given: readonly string[]): Arguments | null {
  try {
    const options = { receipt: { type: 'string' }, out: { type: 'string' }, 'without-list': { type: 'boolean' } } as const;
    const { values, positionals } = parseArgs({ args: [...given], options, allowPositionals: true });
    const [file] = positionals;
    return file === undefined || positionals.length > 1 ? null : { file, receipt: values.receipt, withList: values['without-list'] !== true, out: values.out };
  } catch {
    return null;
  }
}

function pageFor({ file, receipt, withList }: Arguments): string {
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(file));
  const certificate = readAnyCertificate(text);
  if (certificate === null || !allPassed(verifyCertificateText(text, { hashers: nativeHasher }))) throw new Refusal('证书无效，不予打印。The certificate is not valid: verify it first.');
  const printed = receipt === undefined ? null : printedReceipt(readFileSync(receipt, 'utf8'), certificate);
  if (receipt !== undefined && printed === null) throw new Refusal('日志凭证无效或不属于本次抽取。The receipt is none, or not for this draw.');
  return certificatePage({ certificate, receipt: printed, encodeQr: qrModules, withList });
}

function main(given: readonly string[]): number {
  const parsed = readArguments(given);
  if (parsed === null) {
    console.error(USAGE);
    return 2;
  }
  try {
    const page = pageFor(parsed);
    if (parsed.out === undefined) process.stdout.write(page);
    else writeFileSync(parsed.out, page);
    return 0;
  } catch (error) {
    if (!(error instanceof Refusal) && !(error instanceof Error && 'code' in error)) throw error;
    console.error(`print-draw: ${error.message}`);
    return error instanceof Refusal ? 1 : 2;
  }
}

process.exitCode = main(process.argv.slice(2));
