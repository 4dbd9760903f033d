import { LogCheck, fromHex, growthIsProved, isSplitView, parseCheckpoint, parseNote, parseReceipt, verifyCheckpoint, verifyReceipt, type Checked, type Checkpoint, type ExportedEntry, type LogPolicy } from '@sortition/transparency-log';
import { broken, found, type LogFinding } from './log-verdict.ts';

const UNSIGNED = found('UNSIGNED', '未提供验证策略：没有核对任何签名', 'without a policy no signature was checked');

/** A checkpoint, believed as far as the policy says; without one it is only read. */
function believed(note: string, policy: LogPolicy | null): { checkpoint: Checkpoint | null; findings: LogFinding[] } {
  if (policy === null) {
    const parsed = parseNote(note);
    const checkpoint = parsed.ok ? parseCheckpoint(parsed.value.text) : parsed;
    return checkpoint.ok ? { checkpoint: checkpoint.value, findings: [UNSIGNED] } : { checkpoint: null, findings: [broken(checkpoint.error)] };
  }
  const verified = verifyCheckpoint(note, policy);
  if (!verified.ok) return { checkpoint: null, findings: [broken(verified.error)] };
  const { origin, size, witnesses } = verified.value;
  const names = witnesses.join(', ');
  return { checkpoint: verified.value, findings: [found('CHECKPOINT', `${origin} 签署了 ${size} 条；见证：${names === '' ? '无' : names}`, `${origin} has signed ${size} entries; witnesses: ${names === '' ? 'none' : names}`)] };
}

function lineIn(text: string): ExportedEntry | null {
  const isSalted = (value: unknown): value is { content: string; salt: string } | null =>
    value === null || (typeof value === 'object' && 'content' in value && typeof value.content === 'string' && 'salt' in value && typeof value.salt === 'string');
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('index' in value && 'entry' in value && 'opening' in value && 'sealed' in value)) return null;
    const { index, entry, opening, sealed } = value;
    return typeof index === 'number' && typeof entry === 'string' && isSalted(opening) && isSalted(sealed) ? { index, entry, opening, sealed } : null;
  } catch {
    return null;
  }
}

const verdictOf = (checked: Checked<true>, good: LogFinding): LogFinding => (checked.ok ? good : broken(checked.error));

/** Every entry from the first, and every checkpoint that is at hand. */
export function checkWholeLog(lines: Iterable<string>, notes: readonly string[], policy: LogPolicy | null): LogFinding[] {
  const heads = notes.map((note) => believed(note, policy));
  const checkpoints = heads.flatMap(({ checkpoint }) => checkpoint ?? []);
  const log = new LogCheck(checkpoints.map(({ size }) => size));
  const findings = heads.flatMap((head) => head.findings);
  const count = { forgotten: 0, sealed: 0 };
  for (const text of lines) {
    const line = lineIn(text);
    const taken = line === null ? null : log.add(line);
    if (taken === null || !taken.ok) return [...findings, broken(taken?.error ?? { code: 'ENTRY_MALFORMED', at: log.size })];
    if (line?.opening === null) count.forgotten += 1;
    if (line?.sealed !== null) count.sealed += 1;
  }
  findings.push(found('ENTRIES', `${log.size} 条，序号连续，内容与承诺一致；其中 ${count.forgotten} 条已停止公示`, `${log.size} entries without a gap, contents as committed; ${count.forgotten} of them forgotten`));
  for (const checkpoint of checkpoints) {
    findings.push(verdictOf(log.agreesWith(checkpoint), found('ROOT', `前 ${checkpoint.size} 条的根与检查点一致`, `the root of the first ${checkpoint.size} entries is that of the checkpoint`)));
  }
  return findings;
}

/** Two checkpoints and the proof between them; a pair that contradicts each other convicts the log. */
export function checkGrowth(earlier: string, now: string, proof: readonly Uint8Array[] | null, policy: LogPolicy | null): LogFinding[] {
  const [before, after] = [believed(earlier, policy), believed(now, policy)];
  const findings = [...before.findings, ...after.findings];
  if (before.checkpoint === null || after.checkpoint === null) return findings;
  if (proof === null && !isSplitView(before.checkpoint, after.checkpoint)) return [...findings, broken({ code: 'INCONSISTENT', at: null })];
  const { size } = before.checkpoint;
  return [...findings, verdictOf(growthIsProved(before.checkpoint, after.checkpoint, proof ?? []), found('GROWTH', `后一检查点包含前 ${size} 条的全部`, `the later checkpoint begins with all of the first ${size} entries`))];
}

export function checkReceipt(text: string, policy: LogPolicy): LogFinding[] {
  const parsed = parseReceipt(jsonIn(text));
  const verified = parsed.ok ? verifyReceipt(parsed.value, policy) : parsed;
  if (!verified.ok) return [broken(verified.error)];
  const { entry: { kind, at }, checkpoint: { origin, size, witnesses } } = verified.value;
  const index = parsed.ok ? parsed.value.index : 0;
  const opened = parsed.ok && parsed.value.opening !== undefined;
  return [
    found('RECEIPT', `${origin} 第 ${index} 条（共 ${size} 条），见证 ${witnesses.length} 家：${kind}，${at}`, `entry ${index} of ${size} in ${origin}, ${witnesses.length} witnesses: ${kind} at ${at}`),
    opened ? found('CONTENT', '内容与条目的承诺一致', 'the content is what the entry committed to') : found('CONTENT_NOT_SHOWN', '内容未出示，仅核对条目', 'the content is not shown; only the entry was checked'),
  ];
}

/** The hashes in the answer of `GET /log/consistency`; null when it is none. */
export function proofIn(text: string): Uint8Array[] | null {
  const value = jsonIn(text);
  const hashes: readonly unknown[] | null = typeof value === 'object' && value !== null && 'hashes' in value && Array.isArray(value.hashes) ? value.hashes : null;
  const bytes = hashes?.map((hash) => (typeof hash === 'string' ? fromHex(hash) : undefined)) ?? [undefined];
  return bytes.some((hash) => hash === undefined) ? null : bytes.flatMap((hash) => hash ?? []);
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
