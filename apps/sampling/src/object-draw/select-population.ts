import type { SQL } from 'drizzle-orm';
import { dayOf, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type DrawMode, type Profile } from '@sortition/profiles';
import type { Act, Tx } from '@sortition/service-kit';
import { hasClue } from '../clue/clue.store.ts';
import { countPopulation, type FrameTerms } from '../frame/population.store.ts';
import type { TaskRow } from '../task/task.store.ts';
import { directionOf, narrowed, type AskedNarrowing, type Direction } from './draw-mode.rules.ts';
import { exceptFromRepeat, type KeptIn, type RepeatException } from './except-from-repeat.ts';
import { objectsInspectedIn } from './object-draw.store.ts';
import { repeatRuleFor } from './repeat.rules.ts';
import { frameIsSecret } from './stratum.rules.ts';
import { repeatsOf, strataOf } from './stratum.store.ts';

export interface AskedPopulation {
  readonly mode?: DrawMode | null | undefined;
  readonly narrowing?: AskedNarrowing | null | undefined;
  readonly exceptions?: readonly RepeatException[] | null | undefined;
}

/** What a draw draws from, before it is frozen. */
export interface SelectedPopulation {
  readonly direction: Direction;
  readonly keptIn: readonly KeptIn[];
  readonly terms: FrameTerms;
}

export const directingClues = (task: TaskRow, kinds: readonly string[]) => ({ departmentId: task.leadDepartmentId, taskId: task.origin === 'DIRECT' ? task.id : null, kinds });

const conditionOf = (task: TaskRow, { mode, narrowing }: Direction): SQL | undefined => (mode === 'DIRECTED_BY_CLUE' ? hasClue(directingClues(task, narrowing?.clueKinds ?? [])) : undefined);

/** The population of a draw: what the plan says, narrowed where the draw is directed, without repeats of the year. CQ 8.4.1, SAMR 2.4, SAMR 2.5, SY art.13. */
export async function selectPopulation(tx: Tx, act: Act, task: TaskRow, planned: NonNullable<TaskRow['terms']>, profile: Profile, asked: AskedPopulation): Promise<Outcome<SelectedPopulation>> {
  const direction = directionOf(profile, task.origin, asked.mode, asked.narrowing);
  if (!direction.ok) return direction;
  const filter = narrowed(profile, planned.population, direction.value.narrowing);
  if (!filter.ok) return filter;
  const within = conditionOf(task, direction.value);
  const rule = repeatRuleFor(profile.draw.repeat.rule.value ?? 'NONE', profile.draw.repeat.exceptions.value ?? [], task.items);
  const year = Number(dayOf(act.now).slice(0, 4));
  const ofYear = rule === 'NONE' || rule === 'PROMPT' ? new Map<string, 'REPEAT_IN_YEAR'>() : await objectsInspectedIn(tx, year);
  const keptIn = await exceptFromRepeat(tx, task, profile, rule, ofYear, asked.exceptions ?? []);
  if (!keptIn.ok) return keptIn;
  const terms: FrameTerms = {
    filter: filter.value, within, strata: strataOf(planned.strata), sealed: frameIsSecret(planned.strata),
    exclusions: repeatsOf(rule, year, keptIn.value.map(({ objectId }) => objectId)),
  };
  const lacksClues = direction.value.mode === 'DIRECTED_BY_CLUE' && (await countPopulation(tx, terms)) === 0;
  return lacksClues ? refuse('CLUE_REQUIRED', clauseOf(profile.draw.modes), { taskId: task.id }) : ok({ direction: direction.value, keptIn: keptIn.value, terms });
}
