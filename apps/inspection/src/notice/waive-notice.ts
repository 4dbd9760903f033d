import { ok, type Outcome } from '@sortition/kernel';
import { recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { visitAsLeader, visitMustAllow } from '../visit/visit-access.ts';
import { updateInspection } from '../visit/visit.store.ts';
import { waiverMustHaveGround } from './notice.rules.ts';
import { insertNotice, waivedNotice } from './notice.store.ts';

export interface WaiveNoticeInput extends MutationInput {
  readonly inspectionId: string;
  readonly ground: string;
  readonly legalBasis?: string | null | undefined;
}

/** CQ 8.6.2: where law says that the inspectee is not told beforehand, the ground is recorded in place of a notice. */
export async function waiveNotice(tx: Tx, act: Act, input: WaiveNoticeInput): Promise<Outcome<{ inspectionId: string }>> {
  const access = await visitAsLeader(tx, act, input.inspectionId);
  if (!access.ok) return access;
  const { visit, profile, member } = access.value;
  const open = visitMustAllow(visit, profile, 'waiveNotice', 'NOTICE_WAIVED');
  if (!open.ok) return open;
  const grounded = waiverMustHaveGround(input.ground, input.legalBasis ?? null, profile);
  if (!grounded.ok) return grounded;
  const row = waivedNotice(visit, { ground: input.ground, legalBasis: input.legalBasis ?? null, givenById: member.inspectorId, givenAt: act.now });
  await insertNotice(tx, row);
  await updateInspection(tx, visit, { state: 'NOTICE_WAIVED' });
  recordChange(tx, { entity: 'Inspection', entityId: visit.id, before: { state: visit.state }, after: { state: 'NOTICE_WAIVED', notice: row } });
  return ok({ inspectionId: visit.id });
}
