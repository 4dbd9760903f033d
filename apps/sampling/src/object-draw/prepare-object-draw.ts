import { canonicalJson, draftIntent, inclusionProbability, intentHash, sizeStratum, type DrawIntent, type IntendedStratum, type StratumCount } from '@sortition/draw';
import { all, dayOf, newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, demand, type Profile } from '@sortition/profiles';
import { appendEvent, recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { announceRandomness, type AnnouncedSource } from '../randomness/announce-randomness.ts';
import { versionOf } from '../roster/roster.store.ts';
import { departmentsThatConfirmed, lockTask, type TaskRow } from '../task/task.store.ts';
import { publicTermsOf } from '../task/public-terms.ts';
import { mayDrawObjects, taskIsReady } from '../task/task.rules.ts';
import { profileOfTask } from '../task/profile-of-task.ts';
import { freezePopulation } from '../frame/freeze-population.ts';
import { reasonToLeaveOut, repeatRuleFor } from './repeat.rules.ts';
import { BASE_STRATUM, keyOfStratum, stratumOf } from './stratum.rules.ts';
import { countAttempts, insertObjectDraw, lockLiveDraw, objectsOfYear } from './object-draw.store.ts';
import type { StratumRow } from './object-draw.table.ts';

export interface PrepareObjectDrawInput extends MutationInput {
  readonly taskId: string;
  readonly announcedRandomness?: readonly AnnouncedSource[] | null | undefined;
}

const RESERVE = (size: number): number => Math.max(10, Math.ceil(size / 5)); // enough to follow after changes of a confirmed list

interface SizedStratum {
  readonly intended: IntendedStratum;
  readonly row: StratumRow;
}

function sizeOf(stratum: StratumCount, terms: NonNullable<TaskRow['terms']>, profile: Profile): Outcome<SizedStratum> {
  const minimum = demand(profile.draw.minimum);
  const rounding = demand(profile.draw.rounding);
  if (!minimum.ok) return minimum;
  if (!rounding.ok) return rounding;
  const stated = terms.strata.find((candidate) => keyOfStratum(candidate) === stratum.key);
  const ratio = stratum.key === BASE_STRATUM ? terms.ratio : (stated?.ratio ?? terms.ratio);
  const shape = { population: stratum.population, sizing: { ratio }, rounding: rounding.value, minimum: Math.max(1, minimum.value) };
  const sized = sizeStratum(shape, clauseOf(profile.draw.rounding));
  if (!sized.ok) return sized;
  const { size, explanation } = sized.value;
  const probability = inclusionProbability(stratum, size)?.decimal ?? `≥ ${size}/${stratum.population}`;
  return ok({
    intended: { key: stratum.key, weight: stratum.weight, ...shape, size, reserve: Math.min(RESERVE(size), stratum.population - size) },
    row: { key: stratum.key, population: stratum.population, size, ratio, frequency: stated?.frequency ?? null, probability, rounding: `${explanation.zh} / ${explanation.en}` },
  });
}

async function guard(tx: Tx, act: Act, task: TaskRow, profile: Profile): Promise<Outcome<NonNullable<TaskRow['terms']>>> {
  const permitted = mayDrawObjects(act.identity, task, profile);
  if (!permitted.ok) return permitted;
  const terms = taskIsReady(task, profile);
  if (!terms.ok) return terms;
  if (profile.directory.confirmBeforeDraw.value === true) {
    const confirmed = await departmentsThatConfirmed(tx, task.id);
    const missing = task.departmentIds.filter((id) => !confirmed.includes(id));
    if (missing.length > 0) return refuse('DIRECTORY_NOT_CONFIRMED', clauseOf(profile.directory.confirmBeforeDraw), { departments: missing });
  }
  const live = await lockLiveDraw(tx, task.id);
  return live === undefined ? terms : refuse('DRAW_LOCKED', clauseOf(profile.draw.object.lockOn), { state: live.state });
}

/** Freezes the population of a task and fixes the intent, before any randomness exists. CQ 8.4.1. */
export async function prepareObjectDraw(tx: Tx, act: Act, input: PrepareObjectDrawInput): Promise<Outcome<{ drawId: string }>> {
  const task = await lockTask(tx, input.taskId);
  if (task === undefined) return refuse('TASK_REQUIRED', null, { taskId: input.taskId });
  const found = profileOfTask(task);
  if (!found.ok) return found;
  const profile = found.value;
  const terms = await guard(tx, act, task, profile);
  if (!terms.ok) return terms;

  const id = newId();
  const rule = repeatRuleFor(profile.draw.repeat.rule.value ?? 'NONE', profile.draw.repeat.exceptions.value ?? [], task.items);
  const facts = { ofYear: await objectsOfYear(tx, Number(dayOf(act.now).slice(0, 4))), excepted: new Set<string>() };
  const { frame, exclusions } = await freezePopulation(tx, id, {
    filter: terms.value.population, stratumOf: (unit) => stratumOf(unit, terms.value.strata), reasonToLeaveOut: (unit) => reasonToLeaveOut(rule, unit, facts),
  });
  if (frame.count === 0) return refuse('INVALID_VALUE', clauseOf(profile.draw.object.drawnBy), { field: 'population' });
  const strata = all(frame.strata.map((stratum) => sizeOf(stratum, terms.value, profile)));
  if (!strata.ok) return strata;
  const randomness = await announceRandomness(tx, act, { drawId: id, kind: 'OBJECT', task, departmentId: task.leadDepartmentId, announced: input.announcedRandomness ?? [], profile });
  if (!randomness.ok) return randomness;
  const attempt = (await countAttempts(tx, task.id)) + 1;
  const intent: DrawIntent = draftIntent({
    hash: 'SHA-256', taskNumber: task.taskNumber, profile: task.profile, profileHash: task.profileHash,
    rosterVersion: String(await versionOf(tx, 'OBJECT')), units: 'NAMED', frameRoot: frame.root, frameCount: frame.count, exclusions,
    strata: strata.value.map(({ intended }) => intended), drawnBy: task.leadDepartmentId,
    randomness: randomness.value,
    attempt, continues: null, createdAt: act.now.toISOString(),
  });
  const row = {
    id, taskId: task.id, state: 'PREPARED' as const, attempt, rosterVersion: Number(intent.rosterVersion), population: frame.count, frameRoot: frame.root,
    intent: canonicalJson(intent), intentHash: intentHash(intent), strata: strata.value.map(({ row: stratum }) => stratum), preparedBy: act.identity.subject, preparedAt: act.now,
  };
  await insertObjectDraw(tx, row);
  recordChange(tx, { entity: 'ObjectDraw', entityId: id, before: null, after: { state: row.state, attempt, population: row.population, intentHash: row.intentHash } });
  await appendEvent(tx, act, 'DrawIntended', {
    ...publicTermsOf({ ...row, kind: 'OBJECT', departmentId: task.leadDepartmentId }, task), frameRoot: row.frameRoot, population: row.population,
    toDraw: intent.strata.reduce((sum, { size }) => sum + size, 0), randomness: [...intent.randomness], at: act.now.toISOString(),
  });
  return ok({ drawId: id });
}
