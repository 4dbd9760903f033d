import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import type { Act, Tx } from '@sortition/service-kit';
import { dossierMustBeOpen, leaderOnly, visitAsMember, type VisitAccess } from '../visit/visit-access.ts';
import { findRecordsByIds, listRecordItems, listSignatures, type RecordItemRow, type RecordRow, type SignatureRow } from './record.store.ts';
import type { RecordState } from './record.table.ts';

export interface RecordAccess extends VisitAccess {
  readonly record: RecordRow;
  readonly items: readonly RecordItemRow[];
  readonly signatures: readonly SignatureRow[];
}

async function withContent(tx: Tx, access: VisitAccess, recordId: string): Promise<Outcome<RecordAccess>> {
  // read again: the visit is locked now, and what is decided must be what stands
  const [record] = await findRecordsByIds(tx, [recordId]);
  if (record === undefined) return refuse('FORBIDDEN', null, { recordId });
  return ok({ ...access, record, items: await listRecordItems(tx, [recordId]), signatures: await listSignatures(tx, [recordId]) });
}

export async function recordAsMember(tx: Tx, act: Act, recordId: string): Promise<Outcome<RecordAccess>> {
  const [record] = await findRecordsByIds(tx, [recordId]);
  if (record === undefined) return refuse('FORBIDDEN', null, { recordId });
  const access = await visitAsMember(tx, act, record.inspectionId);
  return access.ok ? withContent(tx, access.value, recordId) : access;
}

export async function recordAsLeader(tx: Tx, act: Act, recordId: string): Promise<Outcome<RecordAccess>> {
  const access = await recordAsMember(tx, act, recordId);
  if (!access.ok) return access;
  const leader = leaderOnly(access.value.member, access.value.profile);
  return leader.ok ? access : leader;
}

/** The record's own order: OPEN, attested by the inspectee, submitted, confirmed by the team. */
export function recordMustBe({ record, visit, profile }: Pick<RecordAccess, 'record' | 'visit' | 'profile'>, states: readonly RecordState[], to: string): Outcome<void> {
  const open = dossierMustBeOpen(visit, profile);
  if (!open.ok) return open;
  return states.includes(record.state) ? ok(undefined) : refuse('INVALID_TRANSITION', clauseOf(profile.record.form), { from: record.state, to });
}
