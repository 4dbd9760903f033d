import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { appendEvent, recordChange, type Act, type Tx } from '@sortition/service-kit';
import { departmentsNotAgreed, togetherTheyAnswer } from '../agreement/agreement.rules.ts';
import { taskForChange } from '../task/task-for-change.ts';
import { schemeIsOpen } from '../task/task.rules.ts';
import { makeTaskReady } from './make-task-ready.ts';
import { answerScheme, findScheme, findSchemeAgreements } from './scheme.store.ts';

export interface AgreeSchemeInput {
  readonly idempotencyKey: string;
  readonly taskId: string;
  readonly agree: boolean;
  readonly reason?: string | null | undefined;
}

/** The answer of a participant; when all have confirmed the scheme, the task is ready. CQ 8.2. */
export async function agreeScheme(tx: Tx, act: Act, { taskId, agree, reason }: AgreeSchemeInput): Promise<Outcome<{ taskId: string; schemeId: string }>> {
  const found = await taskForChange(tx, taskId);
  if (!found.ok) return found;
  const { task, profile } = found.value;
  const clause = clauseOf(profile.scheme.agreement);
  const own = act.identity.department;
  if (own === null || !task.participatingDepartmentIds.includes(own)) return refuse('FORBIDDEN', clause, { relation: 'PARTICIPATING_DEPARTMENT', departmentId: own });
  const scheme = await findScheme(tx, taskId);
  if (!schemeIsOpen(task.state) || scheme?.state !== 'SUBMITTED') return refuse('INVALID_TRANSITION', clause, { from: scheme?.state ?? task.state, to: 'AGREED' });
  const said = reason?.trim() ?? '';
  if (!agree && said === '') return refuse('MISSING_FIELD', clause, { field: 'reason' });

  const answer = { answer: agree ? 'AGREED' : 'REFUSED', reason: said === '' ? null : said, by: act.identity.subject, at: act.now } as const;
  await answerScheme(tx, taskId, own, answer);
  recordChange(tx, { entity: 'Scheme', entityId: scheme.id, before: null, after: { departmentId: own, answer: answer.answer, reason: answer.reason } });
  const answers = await findSchemeAgreements(tx, [taskId]);
  await appendEvent(tx, act, 'SchemeSubmitted', { taskId, pendingDepartmentIds: departmentsNotAgreed(answers) });
  if (togetherTheyAnswer(answers.map((each) => each.answer)) === 'AGREED') await makeTaskReady(tx, act, found.value, scheme);
  return ok({ taskId, schemeId: scheme.id });
}
