import { canonicalJson } from '@sortition/draw';
import { newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { appendEvent, recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { taskForLead } from '../object-draw/draw-may-begin.ts';
import { versionOf } from '../roster/roster.store.ts';
import type { TaskRow } from '../task/task.store.ts';
import { chanceHasAChoice, unitsOf, type OfferedOptions } from './circumstance.rules.ts';
import { findCircumstancesOfTasks, insertCircumstances, type CircumstancesRow } from './circumstance.store.ts';
import type { DrawnCircumstance } from './circumstance.table.ts';
import { drawOptions } from './draw-options.ts';

export interface RandomiseCircumstancesInput extends MutationInput {
  readonly taskId: string;
  readonly options?: readonly OfferedOptions[] | null | undefined;
  readonly reason?: string | null | undefined;
}

async function drawn(tx: Tx, act: Act, task: TaskRow, offered: readonly OfferedOptions[]): Promise<Omit<CircumstancesRow, 'id' | 'taskId' | 'recordedBy' | 'recordedAt' | 'reason'>> {
  const { certificate, frame } = drawOptions(act, task, unitsOf(offered), String(await versionOf(tx, 'OBJECT')));
  const chosen: DrawnCircumstance[] = offered.map(({ dimension, options }) => {
    const unit = certificate.strata.find(({ key }) => key === dimension)?.drawn[0]?.unitId;
    return { dimension, option: options.find((option) => unit === `${dimension}:${option}`) ?? '' };
  });
  return { drawn: chosen, frame, certificate: canonicalJson(certificate), certificateHash: certificate.certificateHash };
}

/**
 * Where objects or inspectors cannot be drawn, chance enters in time, content, mode or region (SY art.14(1)); the result carries a
 * certificate. Or the reason is recorded why not even there. Either is said once: nobody draws until the day suits.
 */
export async function randomiseCircumstances(tx: Tx, act: Act, input: RandomiseCircumstancesInput): Promise<Outcome<{ circumstancesId: string }>> {
  const ready = await taskForLead(tx, act, input.taskId);
  if (!ready.ok) return ready;
  const { task, terms, profile } = ready.value;
  const clause = clauseOf(profile.draw.fallbackDimensions);
  if ((await findCircumstancesOfTasks(tx, [task.id])).length > 0) return refuse('DRAW_LOCKED', clause, { taskId: task.id });
  const offered = input.options ?? [];
  const reason = (input.reason ?? '').trim();
  if (reason !== '' && offered.length > 0) return refuse('INVALID_VALUE', clause, { field: 'reason' });
  const choice = reason === '' ? chanceHasAChoice(profile, offered, terms, task.divisionCode) : ok(true as const);
  if (!choice.ok) return choice;

  const result = reason === '' ? await drawn(tx, act, task, offered) : { drawn: [], frame: null, certificate: null, certificateHash: null };
  const row = { id: newId(), taskId: task.id, ...result, reason: reason === '' ? null : reason, recordedBy: act.identity.subject, recordedAt: act.now };
  await insertCircumstances(tx, row);
  recordChange(tx, { entity: 'Circumstances', entityId: row.id, before: null, after: { taskId: task.id, offered, drawn: row.drawn, reason: row.reason, certificateHash: row.certificateHash } });
  await appendEvent(tx, act, 'CircumstancesDrawn', {
    circumstancesId: row.id, taskId: task.id, taskNumber: task.taskNumber, departmentId: task.leadDepartmentId, divisionCode: task.divisionCode,
    drawn: row.drawn, reason: row.reason, certificateHash: row.certificateHash, at: act.now.toISOString(),
  });
  return ok({ circumstancesId: row.id });
}
