import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { recordChange, type Act, type Tx } from '@sortition/service-kit';
import { togetherTheyAnswer } from '../agreement/agreement.rules.ts';
import { entriesMayBeChanged } from '../annual-plan/annual-plan.rules.ts';
import { answerEntry, findEntryAgreements } from './entry-agreement.store.ts';
import { entryForChange } from './entry-for-change.ts';
import { updateEntry } from './plan-entry.store.ts';

export interface AgreePlanEntryInput {
  readonly idempotencyKey: string;
  readonly entryId: string;
  readonly agree: boolean;
  readonly reason?: string | null | undefined;
}

/** The answer of a participant (共同确定抽查工作安排); a refusal says why. CQ 7.1, CC art.9. */
export async function agreePlanEntry(tx: Tx, act: Act, { entryId, agree, reason }: AgreePlanEntryInput): Promise<Outcome<{ entryId: string }>> {
  const found = await entryForChange(tx, entryId);
  if (!found.ok) return found;
  const { entry, plan, profile } = found.value;
  const clause = clauseOf(profile.plan.jointAgreement);
  const own = act.identity.department;
  if (own === null || !entry.participatingDepartmentIds.includes(own)) return refuse('FORBIDDEN', clause, { relation: 'PARTICIPATING_DEPARTMENT', departmentId: own });
  const isOpen = entry.jointState === 'PROPOSED' || entry.jointState === 'AGREED' || entry.jointState === 'REFUSED';
  if (!isOpen || entry.published || !entriesMayBeChanged(plan.state)) return refuse('INVALID_TRANSITION', clause, { from: entry.jointState ?? plan.state, to: agree ? 'AGREED' : 'REFUSED' });
  const said = reason?.trim() ?? '';
  if (!agree && said === '') return refuse('MISSING_FIELD', clause, { field: 'reason' });

  const answer = { answer: agree ? 'AGREED' : 'REFUSED', reason: said === '' ? null : said, by: act.identity.subject, at: act.now } as const;
  await answerEntry(tx, entry, own, answer);
  const jointState = togetherTheyAnswer((await findEntryAgreements(tx, [entry])).map((each) => each.answer));
  await updateEntry(tx, entry, { jointState });
  recordChange(tx, { entity: 'PlanEntry', entityId: entryId, before: { jointState: entry.jointState }, after: { jointState, departmentId: own, answer: answer.answer, reason: answer.reason } });
  return ok({ entryId });
}
