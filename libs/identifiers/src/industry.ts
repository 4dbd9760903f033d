import { invariant, ok, type Outcome } from '@sortition/kernel';
import { INDUSTRIES_A_TO_C } from './data/industries-a-to-c.ts';
import { INDUSTRIES_D_TO_T } from './data/industries-d-to-t.ts';
import { invalidValue } from './invalid-value.ts';
import { typingSlip, withoutSlips } from './typing-slips.ts';

/** 门类, 大类, 中类, 小类. */
export type IndustryLevel = 'SECTION' | 'DIVISION' | 'GROUP' | 'CLASS';

/** An industry of GB/T 4754-2017 国民经济行业分类. */
export interface Industry {
  /** The section's letter, or two, three or four digits. */
  readonly code: string;
  readonly name: string;
  readonly level: IndustryLevel;
  /** The code one level up; null for a section. */
  readonly parent: string | null;
}

const STANDARD = 'GB/T 4754-2017';
const LEVELS = ['SECTION', 'DIVISION', 'GROUP', 'CLASS'] as const satisfies readonly IndustryLevel[];

const INDUSTRIES: ReadonlyMap<string, Industry> = readTables([INDUSTRIES_A_TO_C, INDUSTRIES_D_TO_T]);

/**
 * The industry of a code, written with or without its section's letter (`0111` and `A0111` are 稻谷种植). The table is the edition
 * of 2017 with its 20 sections, 97 divisions, 473 groups and 1381 classes, without the amendment of 2019.
 *
 * Refuses with `INVALID_VALUE` and reason `BLANK_SPACE`, `FULL_WIDTH`, `LOWER_CASE` (these with a `suggestion`), `UNKNOWN_INDUSTRY`,
 * or `SECTION` (with `expected`) where the letter is not the one of the digits.
 */
export function industryOf(code: string, field = 'industryCode'): Outcome<Industry> {
  const slip = typingSlip(code);
  if (slip !== undefined) return invalidValue(STANDARD, field, slip, { suggestion: withoutSlips(code) });
  const lettered = /^([A-T])(\d{2,4})$/.exec(code);
  const industry = INDUSTRIES.get(lettered?.[2] ?? code);
  if (industry === undefined) return invalidValue(STANDARD, field, 'UNKNOWN_INDUSTRY', { value: code });
  const section = sectionOf(industry);
  if (lettered !== null && lettered[1] !== section) return invalidValue(STANDARD, field, 'SECTION', { expected: section });
  return ok(industry);
}

/** An industry with everything above it, the section first. Refuses like {@link industryOf}. */
export function industryPath(code: string): Outcome<readonly Industry[]> {
  const found = industryOf(code);
  return found.ok ? ok(pathTo(found.value)) : found;
}

/** The industries one level below a code, or the sections for null, in the order of the standard. */
export const industriesUnder = (parent: string | null): readonly Industry[] => [...INDUSTRIES.values()].filter((industry) => industry.parent === parent);

function pathTo(industry: Industry): Industry[] {
  const parent = industry.parent === null ? undefined : INDUSTRIES.get(industry.parent);
  return parent === undefined ? [industry] : [...pathTo(parent), industry];
}

const sectionOf = (industry: Industry): string => pathTo(industry)[0]?.code ?? industry.code;

/** A line is `code name`; a division follows its section, and deeper levels carry their parent in their first digits. */
function readTables(tables: readonly string[]): Map<string, Industry> {
  const industries = new Map<string, Industry>();
  let section = '';
  for (const line of tables.flatMap((table) => table.trim().split('\n'))) {
    const [code, name] = line.split(' ');
    invariant(code !== undefined && name !== undefined, `a line of the industry tables is complete: ${line}`);
    const level = LEVELS[code.length - 1];
    invariant(level !== undefined, `a code of the industry tables has one to four characters: ${line}`);
    if (level === 'SECTION') section = code;
    industries.set(code, { code, name, level, parent: level === 'SECTION' ? null : level === 'DIVISION' ? section : code.slice(0, -1) });
  }
  return industries;
}
