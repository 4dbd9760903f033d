import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, profileOfTask } from '@sortition/profiles';
import { recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { lockAgreement, updateAgreement } from './cross-region.store.ts';

export interface AgreeCrossRegionDrawInput extends MutationInput {
  readonly agreementId: string;
  readonly agree: boolean;
  readonly reason?: string | null | undefined;
}

/** The answer of the other region: with it both have agreed. SAMR 2.4. */
export async function agreeCrossRegionDraw(tx: Tx, act: Act, input: AgreeCrossRegionDrawInput): Promise<Outcome<{ agreementId: string }>> {
  const agreement = await lockAgreement(tx, input.agreementId);
  if (agreement === undefined) return refuse('NOT_FOUND', null, { entity: 'CrossRegionAgreement', id: input.agreementId });
  const profile = profileOfTask(agreement);
  if (!profile.ok) return profile;
  const clause = clauseOf(profile.value.draw.crossRegion);
  const entitled = act.identity.department === agreement.otherDepartmentId && act.identity.roles.includes('PLANNER');
  if (!entitled) return refuse('FORBIDDEN', clause, { relation: 'OTHER_REGION' });
  const to = input.agree ? 'AGREED' as const : 'REFUSED' as const;
  if (agreement.state !== 'PROPOSED') return refuse('INVALID_TRANSITION', clause, { from: agreement.state, to });
  const reason = (input.reason ?? '').trim();
  if (!input.agree && reason === '') return refuse('MISSING_FIELD', clause, { field: 'reason' });
  const change = { state: to, answeredBy: act.identity.subject, answeredAt: act.now, reason: reason === '' ? null : reason };
  await updateAgreement(tx, agreement.id, change);
  recordChange(tx, { entity: 'CrossRegionAgreement', entityId: agreement.id, before: { state: agreement.state }, after: change });
  return ok({ agreementId: agreement.id });
}
