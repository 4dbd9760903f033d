import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const tool = join(import.meta.dirname, '../src/verify-log.ts');
const vectors = join(import.meta.dirname, '../../../libs/transparency-log/vectors');
const scratch = mkdtempSync(join(tmpdir(), 'verify-log-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const run = (...args: string[]) => spawnSync(process.execPath, ['--import', 'tsx', tool, ...args], { encoding: 'utf8' });
const codesOf = (stdout: string): string[] => JSON.parse(stdout).findings.flatMap(({ code, passed }: { code: string; passed: boolean }) => (passed ? [] : [code]));
const vector = (file: string): string => join(vectors, file);
function scratchFile(name: string, text: string): string {
  writeFileSync(join(scratch, name), text);
  return join(scratch, name);
}

const [log, note, earlier, policy] = ['log.ndjson', 'checkpoint.txt', 'earlier-checkpoint.txt', 'policy.txt'].map(vector);
const files = { log: log ?? '', note: note ?? '', earlier: earlier ?? '', policy: policy ?? '' };
const consistency: { earlier: number; size: number; proof: string[] }[] = JSON.parse(readFileSync(vector('tree.json'), 'utf8')).consistency;
const proofFile = scratchFile('proof.json', JSON.stringify({ hashes: consistency.find((each) => each.earlier === 6 && each.size === 13)?.proof }));
const keys: { witnesses: { signing: string; verifying: string }[] } = JSON.parse(readFileSync(vector('keys.json'), 'utf8'));

describe('the whole log', () => {
  it('is checked from its first entry, in Chinese and in English, with everything that was kept of it', () => {
    const { status, stdout } = run('--log', files.log, '--checkpoint', files.note, '--earlier', files.earlier, '--policy', files.policy);
    expect(status).toBe(0);
    expect(stdout).toContain('结论：有效');
    expect(stdout).toContain('verdict: VALID');
    expect(stdout).toContain('the root of the first 13 entries is that of the checkpoint');
    expect(stdout).toContain('the root of the first 6 entries is that of the checkpoint');
  });

  it('says when no signature was checked', () => {
    const { status, stdout } = run('--log', files.log, '--checkpoint', files.note);
    expect(status).toBe(0);
    expect(stdout).toContain('without a policy no signature was checked');
  });

  const lines = readFileSync(files.log, 'utf8').trimEnd().split('\n');
  it.each([
    ['CONTENT_CHANGED', lines.with(4, (lines[4] ?? '').replace('draw-4', 'draw-5'))],
    ['ROOT_DIFFERS', lines.with(4, (lines[4] ?? '').replace(/"opening":.*,"sealed"/, '"opening":null,"sealed"').replace('DRAW_INTENDED', 'DRAW_ABANDONED'))],
    ['ENTRY_OUT_OF_PLACE', lines.toSpliced(7, 1)],
    ['SIZE_DIFFERS', lines.slice(0, 12)],
    ['SEALED_CHANGED', lines.with(2, (lines[2] ?? '').replace('\\"seed\\":\\"00', '\\"seed\\":\\"10'))],
    ['ENTRY_MALFORMED', lines.with(0, '{"index":0}')],
  ])('%s: exit code 1', (code, changed) => {
    const { status, stdout } = run('--log', scratchFile('changed.ndjson', `${changed.join('\n')}\n`), '--checkpoint', files.note, '--policy', files.policy, '--json');
    expect(status).toBe(1);
    expect(codesOf(stdout)).toContain(code);
  });

  it('stays valid where content was forgotten, and counts it', () => {
    const forgotten = lines.map((line, i) => (i === 4 ? line.replace(/"opening":.*,"sealed"/, '"opening":null,"sealed"') : line));
    const { status, stdout } = run('--log', scratchFile('forgotten.ndjson', `${forgotten.join('\n')}\n`), '--checkpoint', files.note, '--policy', files.policy);
    expect([status, stdout]).toEqual([0, expect.stringContaining('1 of them forgotten')]);
  });
});

describe('growth, and one entry', () => {
  it('is proved between two checkpoints, and only with the proof', () => {
    expect(run('--checkpoint', files.note, '--earlier', files.earlier, '--proof', proofFile, '--policy', files.policy).status).toBe(0);
    const without = run('--checkpoint', files.note, '--earlier', files.earlier, '--proof', scratchFile('empty.json', '{"hashes":[]}'), '--policy', files.policy, '--json');
    expect([without.status, codesOf(without.stdout)]).toEqual([1, ['INCONSISTENT']]);
    const backwards = run('--checkpoint', files.earlier, '--earlier', files.note, '--proof', proofFile, '--policy', files.policy, '--json');
    expect([backwards.status, codesOf(backwards.stdout)]).toEqual([1, ['ROLLED_BACK']]);
  });

  const receipts: { name: string; verdict: string; receipt: unknown }[] = JSON.parse(readFileSync(vector('receipts.json'), 'utf8'));
  it.each(receipts.filter(({ name }) => ['whole', 'content changed', 'content forgotten', 'another place'].includes(name)))('receipt «$name»: $verdict', ({ verdict, receipt }) => {
    const { status, stdout } = run('--receipt', scratchFile('receipt.json', JSON.stringify(receipt)), '--policy', files.policy, '--json');
    expect(status).toBe(verdict === 'VALID' ? 0 : 1);
    expect(codesOf(stdout)).toEqual(verdict === 'VALID' ? [] : [verdict]);
  });
});

describe('a witness', () => {
  it('cosigns, remembers, and refuses what does not go on from there', () => {
    const state = join(scratch, 'seen.txt');
    const key = scratchFile('witness.key', `${keys.witnesses[0]?.signing}\n`);
    const first = run('witness', '--checkpoint', files.earlier, '--policy', files.policy, '--state', state, '--key', key);
    expect([first.status, first.stdout]).toEqual([0, expect.stringMatching(/^— scjg\.example \S+\n$/)]);
    const blind = run('witness', '--checkpoint', files.note, '--policy', files.policy, '--state', state, '--key', key);
    expect([blind.status, blind.stdout, blind.stderr]).toEqual([1, '', expect.stringContaining('INCONSISTENT')]);
    const proved = run('witness', '--checkpoint', files.note, '--policy', files.policy, '--state', state, '--key', key, '--proof', proofFile);
    expect(proved.status).toBe(0);
    expect(readFileSync(state, 'utf8')).toContain('\n13\n');
    const back = run('witness', '--checkpoint', files.earlier, '--policy', files.policy, '--state', state, '--key', key, '--proof', proofFile);
    expect([back.status, back.stderr]).toEqual([1, expect.stringContaining('ROLLED_BACK')]);
  });

  it('makes its own key, keeps it to itself, and never over another one', () => {
    const key = join(scratch, 'new.key');
    const made = run('new-key', 'yjgl.example', '--key', key);
    expect([made.status, made.stdout]).toEqual([0, expect.stringMatching(/^yjgl\.example\+[0-9a-f]{8}\+\S+\n$/)]);
    expect(statSync(key).mode & 0o077).toBe(0);
    expect(run('new-key', 'yjgl.example', '--key', key).status).toBe(2);
  });
});

it.each([[], ['--log', 'x'], ['--receipt', 'x'], ['witness'], ['--log', 'x', '--log', 'x'], ['new-key', '--key', 'x'], ['--nonsense'], ['--receipt', 'x', '--policy', 'y', '--log', 'z']])('usage: %j ends with 2', (...args) => {
  const { status, stderr } = run(...args);
  expect([status, stderr]).toEqual([2, expect.stringContaining('usage: verify-log')]);
});

it.each([['missing.txt', undefined], ['broken-policy.txt', 'log nonsense\nquorum none\n']])('%s: unreadable, ends with 2', (name, text) => {
  const file = text === undefined ? join(scratch, name) : scratchFile(name, text);
  expect(run('--log', files.log, '--checkpoint', files.note, '--policy', file).status).toBe(2);
});
