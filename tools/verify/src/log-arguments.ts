export const LOG_USAGE = `usage: verify-log --log FILE --checkpoint FILE [--earlier FILE] [--policy FILE] [--json]     the whole log (全日志核验)
       verify-log --checkpoint FILE --earlier FILE --proof FILE [--policy FILE] [--json]   the log only grew (一致性)
       verify-log --receipt FILE --policy FILE [--json]                                    one entry (日志回执)
       verify-log witness --checkpoint FILE --policy FILE --state FILE --key FILE [--proof FILE]
       verify-log new-key NAME --key FILE

  --log FILE         the log as GET /log/entries gives it: one entry per line, from the first
  --checkpoint FILE  a checkpoint (检查点), as GET /log/checkpoint gives it
  --earlier FILE     a checkpoint that was kept from before
  --proof FILE       GET /log/consistency?from=<earlier>&to=<now>
  --policy FILE      whose signatures are enough (验证策略); without it no signature is checked
  --receipt FILE     the receipt of an entry, as publicLog gives it
  --state FILE       what a witness has cosigned last; made at the first time
  --key FILE         the signing key of a witness; new-key makes it and prints the public half
  --json             the verdict as one JSON object

exit code 0: valid  1: invalid  2: usage or unreadable file`;

const FILES = ['--log', '--checkpoint', '--earlier', '--proof', '--policy', '--receipt', '--state', '--key'] as const;
type FileOption = (typeof FILES)[number];

export type LogTask = 'WHOLE_LOG' | 'GROWTH' | 'RECEIPT' | 'WITNESS' | 'NEW_KEY';

export interface LogArguments {
  readonly task: LogTask;
  readonly files: ReadonlyMap<FileOption, string>;
  readonly name: string | null;
  readonly json: boolean;
}

const isFile = (option: string): option is FileOption => FILES.some((file) => file === option);

/** For each task, the files that it needs and those that it can use. */
const NEEDS: Readonly<Record<LogTask, { readonly needs: readonly FileOption[]; readonly may: readonly FileOption[] }>> = {
  WHOLE_LOG: { needs: ['--log', '--checkpoint'], may: ['--earlier', '--policy'] },
  GROWTH: { needs: ['--checkpoint', '--earlier', '--proof'], may: ['--policy'] },
  RECEIPT: { needs: ['--receipt', '--policy'], may: [] },
  WITNESS: { needs: ['--checkpoint', '--policy', '--state', '--key'], may: ['--proof'] },
  NEW_KEY: { needs: ['--key'], may: [] },
};

function taskOf(command: string | undefined, files: ReadonlyMap<FileOption, string>): LogTask {
  if (command === 'witness') return 'WITNESS';
  if (command === 'new-key') return 'NEW_KEY';
  if (files.has('--receipt')) return 'RECEIPT';
  return files.has('--log') ? 'WHOLE_LOG' : 'GROWTH';
}

/** Reads the arguments; null when they are not as in the usage. */
export function parseLogArguments(given: readonly string[]): LogArguments | null {
  const rest = [...given];
  const words: string[] = [];
  const files = new Map<FileOption, string>();
  let json = false;
  for (let next = rest.shift(); next !== undefined; next = rest.shift()) {
    if (next === '--json') json = true;
    else if (isFile(next)) {
      const file = rest.shift() ?? '';
      if (file === '' || files.has(next)) return null;
      files.set(next, file);
    } else if (next.startsWith('-')) return null;
    else words.push(next);
  }
  const [command, name] = words;
  const task = taskOf(command, files);
  const expected = task === 'NEW_KEY' ? 2 : task === 'WITNESS' ? 1 : 0;
  const { needs, may } = NEEDS[task];
  const fits = words.length === expected && needs.every((file) => files.has(file)) && [...files.keys()].every((file) => needs.includes(file) || may.includes(file));
  return fits ? { task, files, name: name ?? null, json } : null;
}
