import { newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { recordChange, type Act, type MutationInput, type PersonalData, type Tx } from '@sortition/service-kit';
import { visitAsMember, visitMustAllow } from '../visit/visit-access.ts';
import { tellDemand } from './demand-access.ts';
import { demandClause } from './demand.rules.ts';
import { insertDemand, type DemandRow } from './demand.store.ts';

export interface RegisterDemandInput extends MutationInput {
  readonly inspectionId: string;
  readonly text: string;
  readonly contact: string;
}

/** GA art.47: a joint visit also hears what the enterprise needs. */
export async function registerDemand(tx: Tx, act: Act, input: RegisterDemandInput, personalData: PersonalData): Promise<Outcome<{ demandId: string }>> {
  const access = await visitAsMember(tx, act, input.inspectionId);
  if (!access.ok) return access;
  const { visit, profile, member } = access.value;
  const clause = demandClause(profile);
  if (!profile.demand.enabled.value || visit.departmentIds.length < 2 || member.departmentId === null) return refuse('FORBIDDEN', clause, { relation: 'JOINT_VISIT' });
  const open = visitMustAllow(visit, profile, 'registerDemand', 'registerDemand');
  if (!open.ok) return open;
  const [text, contact] = [input.text.trim(), input.contact.trim()];
  if (text === '' || contact === '') return refuse('MISSING_FIELD', clause, { field: text === '' ? 'text' : 'contact' });
  const row: DemandRow = {
    region: visit.region, id: newId(), inspectionId: visit.id, taskId: visit.taskId, objectId: visit.objectId, departmentIds: visit.departmentIds, text, contactSealed: personalData.seal(contact),
    state: 'REGISTERED', departmentId: member.departmentId, routedAt: null, routingReceipt: null, takenBackAt: null, dueOn: null, answer: null, answeredAt: null, late: null,
    satisfaction: null, visitNote: null, visitedAt: null, registeredById: member.inspectorId, registeredAt: act.now,
  };
  await insertDemand(tx, row);
  recordChange(tx, { entity: 'Demand', entityId: row.id, before: null, after: { inspectionId: visit.id, text, state: row.state } });
  await tellDemand(tx, act, row);
  return ok({ demandId: row.id });
}
