import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type DrawMode, type Profile } from '@sortition/profiles';
import type { EventPayload } from '@sortition/events';
import type { Narrowing } from './object-draw.table.ts';

type Filter = EventPayload<'TaskReady'>['population'];
type Given<T> = T | null | undefined;

export interface AskedNarrowing {
  readonly riskLevels?: Given<readonly string[]>;
  readonly creditLevels?: Given<readonly string[]>;
  readonly divisionCodes?: Given<readonly string[]>;
  readonly tags?: Given<readonly string[]>;
  readonly clueKinds?: Given<readonly string[]>;
}

/** How a draw is directed (定向抽查): whatever narrows the population, inside it chance alone decides. */
export interface Direction {
  readonly mode: DrawMode;
  readonly narrowing: Narrowing | null;
}

const NOTHING: Narrowing = { riskLevels: [], creditLevels: [], divisionCodes: [], tags: [], clueKinds: [] };

const listed = (asked: AskedNarrowing): Narrowing => ({
  riskLevels: [...(asked.riskLevels ?? [])], creditLevels: [...(asked.creditLevels ?? [])], divisionCodes: [...(asked.divisionCodes ?? [])], tags: [...(asked.tags ?? [])], clueKinds: [...(asked.clueKinds ?? [])],
});

const isNarrow = ({ riskLevels, creditLevels, divisionCodes, tags }: Narrowing): boolean => [riskLevels, creditLevels, divisionCodes, tags].some(({ length }) => length > 0);

/**
 * The mode of a draw, which the profile must know (SAMR 2.4, SY art.12(4)). A task without lot has the objects of its clues
 * (SY art.14(1)). A directed draw states its criteria, and an undirected one has none.
 */
export function directionOf(profile: Profile, origin: string, askedMode: Given<DrawMode>, asked: Given<AskedNarrowing>): Outcome<Direction> {
  const clause = clauseOf(profile.draw.modes);
  const mode = askedMode ?? (origin === 'DIRECT' ? 'DIRECTED_BY_CLUE' : 'UNDIRECTED');
  const allowed: readonly DrawMode[] = origin === 'DIRECT' ? ['DIRECTED_BY_CLUE'] : (profile.draw.modes.value ?? ['UNDIRECTED']);
  if (!allowed.includes(mode)) return refuse('INVALID_VALUE', clause, { field: 'mode', value: mode, allowed: [...allowed] });
  const narrowing = listed(asked ?? NOTHING);
  if (mode === 'UNDIRECTED' && (isNarrow(narrowing) || narrowing.clueKinds.length > 0)) return refuse('INVALID_VALUE', clause, { field: 'narrowing', mode });
  if (mode === 'DIRECTED' && !isNarrow(narrowing)) return refuse('MISSING_FIELD', clause, { field: 'narrowing' });
  return ok({ mode, narrowing: mode === 'UNDIRECTED' ? null : narrowing });
}

const covers = (outer: string, inner: string): boolean => inner.startsWith(outer.replace(/(00){1,2}$/, ''));

const common = (planned: readonly string[], named: readonly string[]): string[] =>
  planned.length === 0 ? [...named] : named.length === 0 ? [...planned] : named.filter((value) => planned.includes(value));

/** What the task plans and the direction narrows; it never goes beyond the plan. */
export function narrowed(profile: Profile, planned: Filter, narrowing: Narrowing | null): Outcome<Filter> {
  if (narrowing === null) return ok(planned);
  const within = narrowing.divisionCodes.filter((code) => planned.divisionCodes.length === 0 || planned.divisionCodes.some((outer) => covers(outer, code)));
  const filter = {
    ...planned, tags: [...new Set([...planned.tags, ...narrowing.tags])], riskLevels: common(planned.riskLevels, narrowing.riskLevels), creditLevels: common(planned.creditLevels, narrowing.creditLevels),
    divisionCodes: narrowing.divisionCodes.length === 0 ? planned.divisionCodes : within,
  };
  for (const field of ['riskLevels', 'creditLevels', 'divisionCodes'] as const) {
    if (narrowing[field].length > 0 && filter[field].length < narrowing[field].length) return refuse('INVALID_VALUE', clauseOf(profile.draw.modes), { field: `narrowing.${field}`, planned: planned[field] });
  }
  return ok(filter);
}
