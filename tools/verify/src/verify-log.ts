import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { LOG_FAULTS, WITNESS_KEY, parsePolicy, parseSigningKey, printSigningKey, printVerifierKey, signingKeyOf, witnessCheckpoint, type Checked, type LogPolicy } from '@sortition/transparency-log';
import { checkGrowth, checkReceipt, checkWholeLog, proofIn } from './check-log.ts';
import { LOG_USAGE, parseLogArguments, type LogArguments } from './log-arguments.ts';
import { broken, isValid, verdictText, type LogFinding } from './log-verdict.ts';
import { linesOf } from './read-lines.ts';

/** A file that is given, but is not what it should be. */
class Unreadable extends Error {}

const textOf = (file: string): string => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(file));

function need<T>(checked: Checked<T>, file: string): T {
  if (!checked.ok) throw new Unreadable(`${file}: ${LOG_FAULTS[checked.error.code].zh} ${LOG_FAULTS[checked.error.code].en}${checked.error.at === null ? '' : ` (${checked.error.at})`}`);
  return checked.value;
}

const fileOf = ({ files }: LogArguments, option: Parameters<LogArguments['files']['get']>[0]): string => files.get(option) ?? '';

function policyIn(given: LogArguments): LogPolicy | null {
  const file = given.files.get('--policy');
  return file === undefined ? null : need(parsePolicy(textOf(file)), file);
}

function check(given: LogArguments): LogFinding[] {
  const policy = policyIn(given);
  if (given.task === 'RECEIPT') return policy === null ? [] : checkReceipt(textOf(fileOf(given, '--receipt')), policy);
  const notes = [given.files.get('--checkpoint'), given.files.get('--earlier')].flatMap((file) => (file === undefined ? [] : [textOf(file)]));
  if (given.task === 'WHOLE_LOG') return checkWholeLog(linesOf(fileOf(given, '--log')), notes, policy);
  return checkGrowth(textOf(fileOf(given, '--earlier')), textOf(fileOf(given, '--checkpoint')), proofIn(textOf(fileOf(given, '--proof'))), policy);
}

/** Cosigns a checkpoint, and remembers it before the signature leaves the house: a witness that forgets could be told another story. */
function witness(given: LogArguments): number {
  const state = fileOf(given, '--state');
  const log = policyIn(given);
  const key = need(parseSigningKey(textOf(fileOf(given, '--key'))), fileOf(given, '--key'));
  if (log === null || key.type !== WITNESS_KEY) throw new Unreadable(`${fileOf(given, '--key')}: ${LOG_FAULTS.KEY_MALFORMED.zh} ${LOG_FAULTS.KEY_MALFORMED.en}`);
  const proof = given.files.get('--proof');
  const done = witnessCheckpoint({
    note: textOf(fileOf(given, '--checkpoint')), seen: existsSync(state) ? textOf(state) : null, proof: proof === undefined ? [] : proofIn(textOf(proof)) ?? [], log, key, seconds: Math.floor(Date.now() / 1_000),
  });
  if (!done.ok) {
    console.error(verdictText([broken(done.error)]));
    return 1;
  }
  writeFileSync(`${state}.new`, done.value.text);
  renameSync(`${state}.new`, state);
  process.stdout.write(done.value.cosignature);
  return 0;
}

function newKey(given: LogArguments): number {
  const name = given.name ?? '';
  if (/[\s+]/u.test(name) || name === '') throw new Unreadable(`${name}: ${LOG_FAULTS.KEY_MALFORMED.zh} ${LOG_FAULTS.KEY_MALFORMED.en}`);
  const key = signingKeyOf(name, WITNESS_KEY, randomBytes(32));
  writeFileSync(fileOf(given, '--key'), `${printSigningKey(key)}\n`, { mode: 0o600, flag: 'wx' });
  console.log(printVerifierKey(key));
  return 0;
}

function main(args: readonly string[]): number {
  const given = parseLogArguments(args);
  if (given === null) {
    console.error(LOG_USAGE);
    return 2;
  }
  try {
    if (given.task === 'WITNESS') return witness(given);
    if (given.task === 'NEW_KEY') return newKey(given);
    const findings = check(given);
    console.log(given.json ? JSON.stringify({ valid: isValid(findings), findings }) : verdictText(findings));
    return isValid(findings) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof Unreadable) && !(error instanceof Error && 'code' in error)) throw error;
    console.error(`verify-log: ${error.message}`);
    return 2;
  }
}

process.exitCode = main(process.argv.slice(2));
