import { newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { findMember } from '../team/team.store.ts';
import { dossierMustBeOpen, findVisit } from '../visit/visit-access.ts';
import { findRecordsByIds, insertExpertOpinion } from './record.store.ts';

export interface AddExpertOpinionInput extends MutationInput {
  readonly recordId: string;
  readonly text: string;
}

/** CQ 5.3.3: an expert engaged for the team gives an opinion beside the record, and sets no result. */
export async function addExpertOpinion(tx: Tx, act: Act, input: AddExpertOpinionInput): Promise<Outcome<{ recordId: string }>> {
  const [record] = await findRecordsByIds(tx, [input.recordId]);
  if (record === undefined) return refuse('FORBIDDEN', null, { recordId: input.recordId });
  const found = await findVisit(tx, record.inspectionId);
  if (!found.ok) return found;
  const { visit, profile } = found.value;
  const clause = clauseOf(profile.team.expertAllowed);
  const member = await findMember(tx, visit.teamId, act.identity.subject);
  if (member?.role !== 'ASSISTING') return refuse('FORBIDDEN', clause, { relation: 'ASSISTING' });
  const open = dossierMustBeOpen(visit, profile);
  if (!open.ok) return open;
  if (input.text.trim() === '') return refuse('MISSING_FIELD', clause, { field: 'text' });
  const row = { region: record.region, id: newId(), recordId: record.id, text: input.text.trim(), subject: act.identity.subject, expertName: act.identity.name, givenAt: act.now };
  await insertExpertOpinion(tx, row);
  recordChange(tx, { entity: 'InspectionRecord', entityId: record.id, before: null, after: { expertOpinion: row.id, text: row.text } });
  return ok({ recordId: record.id });
}
