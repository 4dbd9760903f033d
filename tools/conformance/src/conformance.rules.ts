import type { Requirement } from './requirements.ts';

/** One test as its runner reported it. */
export interface TestOutcome {
  readonly title: string;
  readonly status: string;
}

export interface Conformance {
  readonly total: number;
  readonly shown: number;
  readonly byRegulation: Readonly<Record<string, Share>>;
  readonly byOwner: Readonly<Record<string, Share>>;
  readonly missing: readonly string[];
}

export interface Share {
  readonly total: number;
  readonly shown: number;
}

const BRACKETS = /\[([^\]]+)\]/g;

/** The ids that a title names: `[CQ-7.1-a] …`, or several in one pair of brackets or in pairs that follow each other. */
export const idsIn = (title: string): string[] =>
  [...title.matchAll(BRACKETS)].flatMap(([, inside]) => (inside ?? '').split(/[,\s]+/)).filter((word) => /^(CQ|CC|SAMR|SY|GA)-\S+$/.test(word));

/** A statement is shown when a test that names it passed and none that names it failed. A skipped test shows nothing. */
export function shownIds(tests: readonly TestOutcome[]): Set<string> {
  const passed = new Set<string>();
  const failed = new Set<string>();
  for (const { title, status } of tests) {
    for (const id of idsIn(title)) {
      if (status === 'passed') passed.add(id);
      if (status === 'failed') failed.add(id);
    }
  }
  return new Set([...passed].filter((id) => !failed.has(id)));
}

/** Titles that promise a statement which does not exist. */
export const unknownIds = (requirements: readonly Requirement[], tests: readonly TestOutcome[]): string[] => {
  const known = new Set(requirements.map(({ id }) => id));
  return [...new Set(tests.flatMap(({ title }) => idsIn(title)))].filter((id) => !known.has(id)).sort();
};

function shares(requirements: readonly Requirement[], shown: ReadonlySet<string>, groupOf: (requirement: Requirement) => string): Record<string, Share> {
  const groups: Record<string, { total: number; shown: number }> = {};
  for (const requirement of requirements) {
    const group = (groups[groupOf(requirement)] ??= { total: 0, shown: 0 });
    group.total += 1;
    if (shown.has(requirement.id)) group.shown += 1;
  }
  return groups;
}

export function conformanceOf(requirements: readonly Requirement[], tests: readonly TestOutcome[]): Conformance {
  const shown = shownIds(tests);
  const missing = requirements.filter(({ id }) => !shown.has(id)).map(({ id }) => id);
  return {
    total: requirements.length,
    shown: requirements.length - missing.length,
    byRegulation: shares(requirements, shown, ({ regulation }) => regulation),
    byOwner: shares(requirements, shown, ({ owner }) => owner),
    missing,
  };
}

/** Ids that were shown when the baseline was taken and are not any more. */
export const lostSince = (baseline: readonly string[], conformance: Conformance): string[] => {
  const missing = new Set(conformance.missing);
  return baseline.filter((id) => missing.has(id));
};
