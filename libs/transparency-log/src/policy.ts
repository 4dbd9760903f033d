import { ok } from '@sortition/kernel';
import { fault, type Checked } from './log-fault.ts';
import { LOG_KEY, WITNESS_KEY, isSameKey, parseVerifierKey, type KeyType, type VerifierKey } from './note-key.ts';

/** At least `threshold` of the members: witnesses or other groups. */
interface Group {
  readonly threshold: number;
  readonly members: readonly string[];
}

/** Under which signatures a checkpoint is believed: any of the logs, and a quorum of witnesses. C2SP tlog-policy. */
export interface LogPolicy {
  readonly logs: readonly VerifierKey[];
  readonly witnesses: ReadonlyMap<string, VerifierKey>;
  readonly groups: ReadonlyMap<string, Group>;
  /** A witness, a group, or `none`. */
  readonly quorum: string;
}

const NOBODY = 'none';

/** Whether these witnesses are enough. */
export function isQuorum(policy: LogPolicy, cosigned: ReadonlySet<string>): boolean {
  const holds = (name: string): boolean => {
    const group = policy.groups.get(name);
    return group === undefined ? cosigned.has(name) : group.members.filter(holds).length >= group.threshold;
  };
  return policy.quorum === NOBODY || holds(policy.quorum);
}

class PolicyReader {
  readonly logs: VerifierKey[] = [];
  readonly witnesses = new Map<string, VerifierKey>();
  readonly groups = new Map<string, Group>();
  readonly #members = new Set<string>();
  quorum: string | undefined;

  take(words: readonly string[]): boolean {
    const [what, name = '', ...rest] = words;
    if (what === 'log') return rest.length <= 1 && this.#log(name);
    if (what === 'witness') return rest.length >= 1 && rest.length <= 2 && this.#witness(name, rest[0] ?? '');
    if (what === 'group') return this.#group(name, rest[0] ?? '', rest.slice(1));
    return what === 'quorum' && rest.length === 0 && this.#quorum(name);
  }

  #isNew = (name: string): boolean => name !== '' && name !== NOBODY && !this.witnesses.has(name) && !this.groups.has(name);
  #isKnown = (name: string): boolean => this.witnesses.has(name) || this.groups.has(name);

  #key(text: string, type: KeyType, others: Iterable<VerifierKey>): VerifierKey | undefined {
    const key = parseVerifierKey(text);
    return key.ok && key.value.type === type && ![...others].some((other) => isSameKey(other, key.value)) ? key.value : undefined;
  }

  #log(text: string): boolean {
    const key = this.#key(text, LOG_KEY, this.logs);
    if (key !== undefined) this.logs.push(key);
    return key !== undefined;
  }

  #witness(name: string, text: string): boolean {
    const key = this.#key(text, WITNESS_KEY, this.witnesses.values());
    if (key === undefined || !this.#isNew(name)) return false;
    this.witnesses.set(name, key);
    return true;
  }

  #group(name: string, wanted: string, members: readonly string[]): boolean {
    const threshold = wanted === 'all' ? members.length : wanted === 'any' ? 1 : /^[1-9]\d*$/.test(wanted) ? Number(wanted) : 0;
    // nobody belongs to two groups, so that each witness counts in one way only
    if (!this.#isNew(name) || threshold < 1 || threshold > members.length || !members.every((member) => this.#isKnown(member) && !this.#members.has(member)) || new Set(members).size !== members.length) return false;
    for (const member of members) this.#members.add(member);
    this.groups.set(name, { threshold, members });
    return true;
  }

  #quorum(name: string): boolean {
    if (this.quorum !== undefined || (name !== NOBODY && !this.#isKnown(name))) return false;
    this.quorum = name;
    return true;
  }
}

/** Reads a policy file; a line that cannot be understood makes the whole of it invalid. */
export function parsePolicy(text: string): Checked<LogPolicy> {
  const reader = new PolicyReader();
  for (const [index, line] of text.split('\n').entries()) {
    const words = line.split(/[ \t]+/).filter((word) => word !== '');
    if (words.length === 0 || words[0]?.startsWith('#')) continue;
    if (!reader.take(words)) return fault('POLICY_MALFORMED', index + 1);
  }
  const { logs, witnesses, groups, quorum } = reader;
  return quorum === undefined ? fault('POLICY_MALFORMED') : ok({ logs, witnesses, groups, quorum });
}

/** A policy file: one log, and `threshold` of the witnesses. */
export function printPolicy(log: string, witnesses: readonly { readonly name: string; readonly key: string }[], threshold: number): string {
  const lines = [`log ${log}`, ...witnesses.map(({ name, key }) => `witness ${name} ${key}`)];
  if (threshold === 0) return `${[...lines, `quorum ${NOBODY}`].join('\n')}\n`;
  return `${[...lines, `group witnesses ${threshold} ${witnesses.map(({ name }) => name).join(' ')}`, 'quorum witnesses'].join('\n')}\n`;
}
