import { newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { recordChange, type Act, type Tx } from '@sortition/service-kit';
import { findDepartments, ownDepartment } from '../department/department.store.ts';
import { findPublishedItems, type PublishedItem } from '../item-list/item-list.store.ts';
import { partsOfRatio, printRatio } from '../plan-entry/ratio.rules.ts';
import { profileForNewAct } from '../stamped-profile.ts';
import { insertInstruction } from './instruction.store.ts';

export interface RecordInstructionInput {
  readonly idempotencyKey: string;
  readonly addresseeId: string;
  readonly issuer: string;
  readonly documentNumber: string;
  readonly title: string;
  readonly issuedOn: string;
  readonly year: number;
  readonly requirement?: { readonly itemId: string; readonly minRatio: string } | null | undefined;
}

interface Requirement {
  readonly item: PublishedItem;
  readonly minRatio: string;
}

async function requirementOf(tx: Tx, requirement: RecordInstructionInput['requirement'], clause: string | null): Promise<Outcome<Requirement | null>> {
  if (requirement === null || requirement === undefined) return ok(null);
  const parts = partsOfRatio(requirement.minRatio);
  if (parts === null || parts === 0n) return refuse('INVALID_VALUE', clause, { field: 'requirement.minRatio', value: requirement.minRatio });
  const [item] = await findPublishedItems(tx, [requirement.itemId]);
  return item === undefined ? refuse('ITEM_NOT_IN_LIST', clause, { itemId: requirement.itemId }) : ok({ item, minRatio: printRatio(parts) });
}

/** Stores what a superior body ordered of the caller's department, or what the caller passes on to one below it. SY art.5(6), SY art.6(5), SAMR 2.2. */
export async function recordInstruction(tx: Tx, act: Act, input: RecordInstructionInput): Promise<Outcome<{ instructionId: string }>> {
  const own = await ownDepartment(tx, act);
  if (!own.ok) return own;
  const profile = profileForNewAct(own.value.profile, act.now);
  if (!profile.ok) return profile;
  const clause = clauseOf(profile.value.nonPlan.rule);
  const [addressee] = await findDepartments(tx, [input.addresseeId]);
  if (addressee === undefined || (addressee.id !== own.value.id && addressee.parentId !== own.value.id)) return refuse('FORBIDDEN', clause, { field: 'addresseeId' });
  const { issuer, documentNumber, title } = input;
  const empty = Object.entries({ issuer, documentNumber, title }).find(([, text]) => text.trim() === '');
  if (empty !== undefined) return refuse('MISSING_FIELD', clause, { field: empty[0] });
  const requirement = await requirementOf(tx, input.requirement, clause);
  if (!requirement.ok) return requirement;
  const required = requirement.value;
  const row = {
    id: newId(), addresseeId: addressee.id, recordedBy: own.value.id, issuer, documentNumber, title, issuedOn: input.issuedOn, year: input.year,
    requiredItemId: required?.item.id ?? null, requiredLineageId: required?.item.lineageId ?? null, requiredRatio: required?.minRatio ?? null, createdAt: act.now, createdBy: act.identity.subject,
  };
  await insertInstruction(tx, row);
  recordChange(tx, { entity: 'Instruction', entityId: row.id, before: null, after: row });
  return ok({ instructionId: row.id });
}
