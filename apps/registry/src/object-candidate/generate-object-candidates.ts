import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import type { Act, PersonalData, Tx } from '@sortition/service-kit';
import { ownDepartment } from '../department/own-department.ts';
import type { ConfirmObjectCandidatesInput, GenerateObjectCandidatesInput } from '../generated/resolvers.ts';
import { takeRows, type ImportAnswer } from '../inspection-object/import-inspection-objects.ts';
import { findObjects } from '../inspection-object/inspection-object.store.ts';
import { entryIsOwn, KEEPERS } from '../inspection-object/save-inspection-object.ts';
import { storeObjects } from '../inspection-object/store-entry.ts';
import { lockRoster } from '../roster/roster.store.ts';
import { rulesInForce } from '../rules-of.ts';
import { criteriaAreGranted, isCandidate } from './object-candidate.rules.ts';

/** Of the entities of a register, those that fit are proposed for the directory (辅助产生); nothing of them is drawn before a department has looked at it. CC art.7. */
export const generateObjectCandidates = (personalData: PersonalData) => async (tx: Tx, act: Act, input: GenerateObjectCandidatesInput): Promise<Outcome<ImportAnswer>> => {
  const own = await ownDepartment(tx, act, KEEPERS, null);
  if (!own.ok) return own;
  const profile = rulesInForce(own.value.profile, act.now);
  if (!profile.ok) return profile;
  const criteria = { industryCodes: input.industryCodes ?? [], keywords: input.keywords ?? [] };
  const granted = criteriaAreGranted(profile.value, criteria);
  if (!granted.ok) return granted;
  const rows = input.entities.filter(({ object }) => isCandidate(criteria, object));
  return takeRows(personalData, tx, act, { department: own.value, profile: profile.value, sourceSystem: input.sourceSystem, rows, arriveAs: 'CANDIDATE' });
};

const MOST = 1_000;

/** The department takes candidates into its directory, or leaves them out. CC art.7. */
export async function confirmObjectCandidates(tx: Tx, act: Act, input: ConfirmObjectCandidatesInput): Promise<Outcome<{ changed: number }>> {
  const own = await ownDepartment(tx, act, KEEPERS, null);
  if (!own.ok) return own;
  const profile = rulesInForce(own.value.profile, act.now);
  if (!profile.ok) return profile;
  const clause = clauseOf(profile.value.objectDirectory.candidateConfirmation);
  if (input.objectIds.length === 0 || input.objectIds.length > MOST) return refuse('INVALID_VALUE', clause, { field: 'objectIds', max: MOST });
  const version = await lockRoster(tx, 'OBJECT');
  const rows = await findObjects(tx, input.objectIds);
  if (rows.length < new Set(input.objectIds).size) return refuse('NOT_FOUND', null, { found: rows.length, asked: input.objectIds.length });
  const to = input.accept ? 'ACTIVE' : 'INACTIVE';
  for (const row of rows) {
    const allowed = entryIsOwn(profile.value, own.value, row);
    if (!allowed.ok) return allowed;
    if (row.state !== 'CANDIDATE') return refuse('INVALID_TRANSITION', clause, { from: row.state, to });
  }
  await storeObjects(tx, act, version, rows.map((before) => (
    { before, after: { ...before, state: to, rowVersion: before.rowVersion + 1, recordedAt: act.now, recordedBy: act.identity.subject, reason: input.reason ?? null } }
  )));
  return ok({ changed: rows.length });
}
