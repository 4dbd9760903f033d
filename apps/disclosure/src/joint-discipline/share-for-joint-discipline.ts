import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { loadOwnPublication } from '../publication/load-own-publication.ts';
import { actsForInspectingDepartment } from '../publication/publication.rules.ts';
import { lockNotice, notifySubscribers, saveSubscription, setMeasure } from './discipline-notice.store.ts';

/** Results that other departments are to act on as well. SY art.17, SAMR 2.3. */
const SERIOUS: readonly string[] = ['SERIOUS_NON_COOPERATION', 'PUBLISHED_INFO_FALSIFIED', 'ADMINISTRATIVE_DECISION_MADE'];
export const isSerious = (code: string): boolean => SERIOUS.includes(code);

export async function subscribeToSeriousResults(tx: Tx, act: Act, input: MutationInput & { readonly active: boolean }): Promise<Outcome<{ active: boolean }>> {
  const { department } = act.identity;
  if (department === null) return refuse('FORBIDDEN', null, { relation: 'OWN_DEPARTMENT' });
  await saveSubscription(tx, department, input.active, act.now);
  recordChange(tx, { entity: 'DisciplineSubscription', entityId: department, before: null, after: { active: input.active } });
  return ok({ active: input.active });
}

/** SY art.17: the department that inspected asks the subscribed ones for joint discipline; each is told once. */
export async function shareForJointDiscipline(tx: Tx, act: Act, input: MutationInput & { readonly publicationId: string }): Promise<Outcome<{ publicationId: string; told: number }>> {
  const loaded = await loadOwnPublication(tx, act, input.publicationId);
  if (!loaded.ok) return loaded;
  const { row, profile } = loaded.value;
  const { jointDiscipline } = profile.credit;
  const clause = clauseOf(jointDiscipline);
  const own = actsForInspectingDepartment(profile, act.identity, row);
  if (!own.ok) return own;
  if (jointDiscipline.value !== true) return refuse('FORBIDDEN', clause, { relation: 'JOINT_DISCIPLINE' });
  if (row.state !== 'PUBLISHED' && row.state !== 'REDACTED') return refuse('INVALID_TRANSITION', clause, { from: row.state, to: 'SHARED' });
  if (row.result === null || !isSerious(row.result.code)) return refuse('FOLLOW_UP_NOT_APPLICABLE', clause, { kind: 'JOINT_DISCIPLINE' });
  const told = await notifySubscribers(tx, row, 'SHARED', act.now);
  recordChange(tx, { entity: 'Publication', entityId: row.id, before: null, after: { sharedForJointDiscipline: told } });
  return ok({ publicationId: row.id, told });
}

/** What the department that was told did about it. */
export async function reportDisciplineMeasure(tx: Tx, act: Act, input: MutationInput & { readonly noticeId: string; readonly measure: string }): Promise<Outcome<{ noticeId: string }>> {
  const notice = await lockNotice(tx, input.noticeId);
  if (notice === undefined || notice.departmentId !== act.identity.department) return refuse('FORBIDDEN', null, { noticeId: input.noticeId });
  const measure = input.measure.trim();
  if (measure === '') return refuse('MISSING_FIELD', null, { field: 'measure' });
  await setMeasure(tx, notice, { measure, measuredBy: act.identity.subject, measuredAt: act.now });
  recordChange(tx, { entity: 'DisciplineNotice', entityId: notice.id, before: { measure: notice.measure }, after: { measure } });
  return ok({ noticeId: notice.id });
}
