import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type Profile } from '@sortition/profiles';
import type { Tx } from '@sortition/service-kit';
import { objectsWithClues } from '../clue/clue.store.ts';
import type { TaskRow } from '../task/task.store.ts';
import { findRosterObjects } from '../roster/roster-lookup.store.ts';
import { staysOutThisYear, type RepeatRule } from './repeat.rules.ts';

export interface RepeatException {
  readonly objectId: string;
  readonly ground?: 'LAW_OR_RULE' | 'COMPLAINT' | 'ASSIGNED_MATTER' | 'CASE_FILING' | null | undefined;
  readonly legalBasis?: string | null | undefined;
}

/** An object that stays in although it was inspected this year, and on what ground. */
export interface KeptIn {
  readonly objectId: string;
  readonly ground: 'LAW_OR_RULE' | 'COMPLAINT' | 'ASSIGNED_MATTER' | 'CASE_FILING';
  readonly legalBasis: string | null;
}

const BY_CLUE = ['COMPLAINT', 'ASSIGNED_MATTER', 'CASE_FILING'] as const;

function keptIn(profile: Profile, { objectId, ground, legalBasis }: RepeatException, byClue: ReadonlyMap<string, string>): Outcome<KeptIn> {
  const grounds: readonly string[] = profile.draw.repeat.exceptions.value ?? [];
  const basis = (legalBasis ?? '').trim();
  if (ground === null || ground === undefined || !grounds.includes(ground)) return refuse('REPEAT_IN_YEAR', clauseOf(profile.draw.repeat.rule), { objectId, grounds: [...grounds] });
  const clause = clauseOf(profile.draw.repeat.exceptions);
  if (ground === 'LAW_OR_RULE' && basis === '') return refuse('MISSING_FIELD', clause, { field: 'legalBasis' });
  if (ground !== 'LAW_OR_RULE' && byClue.get(objectId) !== ground) return refuse('CLUE_REQUIRED', clause, { objectId, ground });
  return ok({ objectId, ground, legalBasis: basis === '' ? null : basis });
}

/**
 * The objects that stay in the population in spite of an inspection this year: those with a registered complaint, assigned
 * matter or case where the profile says so (SY art.13), and those for which a law or rule is cited (SAMR 2.5). Nobody else can be forced in.
 */
export async function exceptFromRepeat(tx: Tx, task: TaskRow, profile: Profile, rule: RepeatRule, ofYear: ReadonlyMap<string, string>, asked: readonly RepeatException[]): Promise<Outcome<KeptIn[]>> {
  const grounds: readonly string[] = profile.draw.repeat.exceptions.value ?? [];
  const byClue = await objectsWithClues(tx, task.leadDepartmentId, BY_CLUE.filter((ground) => grounds.includes(ground)));
  const risks = new Map((await findRosterObjects(tx, asked.map(({ objectId }) => objectId))).map(({ id, riskLevel }) => [id, riskLevel]));
  const kept = new Map<string, KeptIn>();
  for (const [objectId, kind] of byClue) {
    const ground = BY_CLUE.find((each) => each === kind);
    if (ofYear.get(objectId) === 'REPEAT_IN_YEAR' && ground !== undefined) kept.set(objectId, { objectId, ground, legalBasis: null });
  }
  for (const exception of asked) {
    const isOut = ofYear.get(exception.objectId) === 'REPEAT_IN_YEAR' && staysOutThisYear(rule, risks.get(exception.objectId) ?? null);
    if (!isOut) return refuse('INVALID_VALUE', clauseOf(profile.draw.repeat.exceptions), { field: 'exceptions.objectId', value: exception.objectId });
    const stays = keptIn(profile, exception, byClue);
    if (!stays.ok) return stays;
    kept.set(stays.value.objectId, stays.value);
  }
  return ok([...kept.values()]);
}
