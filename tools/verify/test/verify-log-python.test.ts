import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePolicy, parseReceipt, verifyReceipt, type LogReceipt } from '@sortition/transparency-log';
import { hasPython, inPython } from './python-verifier.ts';

const vectors = join(import.meta.dirname, '../../../libs/transparency-log/vectors');
const text = (file: string): string => readFileSync(join(vectors, file), 'utf8');
const RECEIPTS: { name: string; verdict: string; receipt: LogReceipt }[] = JSON.parse(text('receipts.json'));
const policyText = text('policy.txt');
const parsedPolicy = parsePolicy(policyText);
if (!parsedPolicy.ok) throw new Error('the published policy is none');
const policy = parsedPolicy.value;

const verdictsInPython = (receipts: readonly unknown[]): string[] =>
  inPython('import verify_log as l\nrequest = json.load(sys.stdin)\npolicy = l.policy_in(request["policy"])\nfor each in request["receipts"]: print(json.dumps(l.verdict(json.dumps(each), policy)))', { policy: policyText, receipts });

function verdictHere(receipt: unknown): string {
  const parsed = parseReceipt(receipt);
  const verified = parsed.ok ? verifyReceipt(parsed.value, policy) : parsed;
  return verified.ok ? 'VALID' : verified.error.code;
}

/** One character of one text in a receipt changed, a hash moved, a field dropped, a number shifted. */
const spoiled = fc.record({ base: fc.constantFrom(...RECEIPTS.map(({ receipt }) => receipt)), way: fc.nat(9), at: fc.nat(), character: fc.constantFrom('0', 'a', 'A', ' ', '\n', '—', '=', '+', '\u0001') })
  .map(({ base, way, at, character }): unknown => {
    const change = (value: string): string => `${value.slice(0, at % value.length)}${character}${value.slice((at % value.length) + 1)}`;
    const { proof, opening, sealed, ...rest } = base;
    if (way === 0) return { ...base, checkpoint: change(base.checkpoint) };
    if (way === 1) return { ...base, entry: change(base.entry) };
    if (way === 2) return { ...base, index: base.index + (at % 5) - 2 };
    if (way === 3 && proof.length > 0) return { ...base, proof: proof.toSpliced(at % proof.length, 1, change(proof[at % proof.length] ?? '')) };
    if (way === 4) return { ...base, proof: proof.toReversed() };
    if (way === 5 && opening !== undefined) return { ...base, opening: { ...opening, content: change(opening.content) } };
    if (way === 6 && sealed !== undefined) return { ...base, sealed: { ...sealed, salt: change(sealed.salt) } };
    if (way === 7) return { ...rest, proof, ...(sealed === undefined ? {} : { sealed }) };
    if (way === 8) return Object.fromEntries(Object.entries(base).filter((_, i) => i !== at % 5));
    return { ...base, extra: at };
  });

describe.skipIf(!hasPython)(`the log verifier in Python, written from the format alone${hasPython ? '' : ' (SKIPPED: there is no python3)'}`, () => {
  it('says of every published receipt what ours says', () => {
    expect(verdictsInPython(RECEIPTS.map(({ receipt }) => receipt))).toEqual(RECEIPTS.map(({ verdict }) => verdict));
  });

  it('agrees with ours about receipts that were spoiled in every way', { timeout: 120_000 }, () => {
    const cases = fc.sample(spoiled, { numRuns: 200, seed: 7 });
    const [theirs, ours] = [verdictsInPython(cases), cases.map(verdictHere)];
    expect(theirs).toEqual(ours);
    expect(new Set(ours).size).toBeGreaterThan(6);
  });

  const run = (...args: string[]) => spawnSync('python3', ['-B', join(import.meta.dirname, '../verify_log.py'), ...args], { encoding: 'utf8' });
  const file = (name: string): string => join(vectors, name);

  it('reads a whole log, and ends with the same codes', () => {
    const whole = run('--log', file('log.ndjson'), '--checkpoint', file('checkpoint.txt'), '--earlier', file('earlier-checkpoint.txt'), '--policy', file('policy.txt'));
    expect([whole.status, whole.stdout]).toEqual([0, expect.stringContaining('verdict: VALID')]);
    expect(run('--log', file('receipts.json'), '--checkpoint', file('checkpoint.txt')).status).toBe(1);
    expect(run('--log', file('nowhere.ndjson'), '--checkpoint', file('checkpoint.txt')).status).toBe(2);
    expect(run().status).toBe(2);
  });
});
